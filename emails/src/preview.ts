/**
 * `npm run mail:preview`: every letter, in every language, light and dark, as HTML and as text, on 127.0.0.1 only.
 * Templates are compiled anew for each request, so a change in a `.mjml` or `.txt` file shows on reload; a change in the
 * catalogue shows after `npm run messages` and a restart.
 */
import { createServer } from 'node:http'
import { toLocale } from '@ofrecord/messages/customer/runtime'
import type { Locale } from '@ofrecord/messages/customer/runtime'
import { compileLetter } from './compile.ts'
import type { LetterParams, LetterTemplate } from './letters.ts'
import { editionFor, fillLetter } from './render.ts'
import type { RenderedLetter } from './render.ts'
import { samples } from './samples.ts'
import { escapeHtml } from './template.ts'
import { letterTemplates, localesOf } from './templates.ts'

const port = Number(process.env['OFRECORD_PREVIEW_PORT'] ?? 4003)

interface Chosen {
  template: LetterTemplate
  variant: string
  locale: Locale
}

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', `http://127.0.0.1:${port}`)
  page(url)
    .catch((error: unknown) => ({ status: 500, body: `<pre>${escapeHtml(String(error))}</pre>` }))
    .then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
      response.end(body)
    })
    .catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined))
})
server.listen(port, '127.0.0.1', () => console.log(`Letters on http://127.0.0.1:${port}`))

// "/" lists; "/association-notice/usual/en" shows a letter; the same with "/light" or "/dark" is the bare HTML part.
async function page(url: URL): Promise<{ status: number; body: string }> {
  if (url.pathname === '/') return { status: 200, body: listPage() }
  const [template, variant, locale, mode] = url.pathname.slice(1).split('/').map(decodeURIComponent)
  const chosen = choose(template, variant, locale)
  if (chosen === undefined) return { status: 404, body: frame('Letters', '<p>There is no such letter.</p>') }
  const letter = await render(chosen)
  if (mode === 'light' || mode === 'dark') return { status: 200, body: inMode(letter.html, mode) }
  return { status: 200, body: letterPage(chosen, letter) }
}

function choose(template = '', variant = '', locale = ''): Chosen | undefined {
  const known = letterTemplates.find((name) => name === template)
  const language = toLocale(locale)
  if (known === undefined || language === undefined || !localesOf(known).includes(language)) return undefined
  if (!Object.hasOwn(samples[known], variant)) return undefined
  return { template: known, variant, locale: language }
}

async function render({ template, variant, locale }: Chosen): Promise<RenderedLetter> {
  const variants: Readonly<Record<string, LetterParams[LetterTemplate]>> = samples[template]
  const params = variants[variant] ?? samples[template].usual
  return fillLetter(await compileLetter(template, locale, editionFor(template, params)), template, locale, params)
}

/** The HTML part as a client in that mode would show it, whatever the browser's own setting is. */
function inMode(html: string, mode: 'light' | 'dark'): string {
  return html
    .replaceAll('@media (prefers-color-scheme: dark)', mode === 'dark' ? '@media all' : '@media not all')
    .replace('<meta name="color-scheme" content="light dark">', `<meta name="color-scheme" content="${mode}">`)
    .replace(':root { color-scheme: light dark;', `:root { color-scheme: ${mode};`)
}

function listPage(): string {
  const rows = letterTemplates.map((template) => {
    const variants = Object.keys(samples[template]).map((variant) => {
      const links = localesOf(template).map(
        (locale) => `<a href="${path({ template, variant, locale })}">${locale}</a>`,
      )
      return `<li>${escapeHtml(variant)}: ${links.join(' ')}</li>`
    })
    return `<h2>${template}</h2><ul>${variants.join('')}</ul>`
  })
  return frame('Letters', `<h1>Letters</h1>${rows.join('')}`)
}

function letterPage(chosen: Chosen, letter: RenderedLetter): string {
  const here = path(chosen)
  const others = localesOf(chosen.template)
    .map((locale) => `<a href="${path({ ...chosen, locale })}">${locale}</a>`)
    .join(' ')
  const sizes = `${Buffer.byteLength(letter.html)} bytes HTML, ${Buffer.byteLength(letter.text)} bytes text`
  return frame(
    letter.subject,
    `<p><a href="/">All letters</a> · ${others} · ${sizes}</p>
<h1>${escapeHtml(letter.subject)}</h1>
<p>${escapeHtml(letter.preheader)}</p>
<div class="panes">
<iframe title="Light, 640 pixels" width="640" src="${here}/light"></iframe>
<iframe title="Dark, 640 pixels" width="640" src="${here}/dark"></iframe>
<iframe title="Light, 390 pixels" width="390" src="${here}/light"></iframe>
<iframe title="Dark, 390 pixels" width="390" src="${here}/dark"></iframe>
<pre>${escapeHtml(letter.text)}</pre>
</div>`,
  )
}

function path({ template, variant, locale }: Chosen): string {
  return `/${template}/${encodeURIComponent(variant)}/${locale}`
}

function frame(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { margin: 1.5rem } h1 { font-size: 1.25rem } h2 { font-size: 1rem; margin-bottom: 0 }
.panes { display: flex; flex-wrap: wrap; gap: 1rem; align-items: start }
iframe { height: 56rem; border: 1px solid GrayText; background: Canvas; resize: both }
pre { flex: 1 1 30rem; min-width: 0; margin: 0; padding: 1rem; border: 1px solid GrayText; font: inherit; white-space: pre-wrap; overflow-wrap: anywhere }
</style>
${body}</html>`
}
