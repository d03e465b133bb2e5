import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { html, raw } from 'hono/html'
import type { CallContext } from '@ofrecord/core/kernel/trpc'
import { refusalIn } from '@ofrecord/core/kernel/trpc'
import type { StopWords } from '@ofrecord/core/people/digest.words'
import { wordsOfNoLink, wordsToStop, wordsWhenStopped } from '@ofrecord/core/people/digest.words'
import { createCaller } from '@ofrecord/core/router'

type Env = { Variables: { call: CallContext } }

/**
 * `/digest/LINK`, where a digest and its header lead (RFC 8058): `GET` shows a page with one button and stops nothing,
 * `POST` stops digests, by that button or by a mail program's `List-Unsubscribe=One-Click`. Nobody is signed in by it, and
 * no cookie, no script and no header of our own pages is needed: the link itself is what the caller must have.
 */
export const digests = (report: (error: unknown) => void) => {
  const app = new Hono<Env>()
  app.get('/:link', (c) => shown(c, report, 'look'))
  app.post('/:link', bodyLimit({ maxSize: 4096, onError: (c) => c.body(null, 413) }), async (c) =>
    shown(c, report, (await asksToStop(c)) ? 'stop' : 'look'),
  )
  return app
}

/** What a mail program posts, and what the page's button does. A post of anything else is a look. */
const asksToStop = async (c: Context<Env>): Promise<boolean> => {
  const posted: Readonly<Record<string, unknown>> = await c.req.parseBody().catch(() => ({}))
  return posted['List-Unsubscribe'] === 'One-Click' || posted['stop'] === 'digests'
}

const shown = async (c: Context<Env>, report: (error: unknown) => void, deed: 'look' | 'stop'): Promise<Response> => {
  const { call } = c.var
  const link = c.req.param('link') ?? ''
  const { digests: doors } = createCaller(call)
  try {
    if (deed === 'stop') await doors.stop({ link })
    const { address, locale, isOff, vendorName } = await doors.stopping({ link })
    return await answer(c, 200, vendorName, isOff ? wordsWhenStopped(locale, address) : wordsToStop(locale, address))
  } catch (error) {
    const code = refusalIn(error)?.code
    if (code === 'TOO_MANY_REQUESTS') return c.body(null, 429, { 'retry-after': '60' })
    if (code === 'NOT_FOUND') return answer(c, 404, '', wordsOfNoLink(call.locale))
    report(error)
    return c.body(null, 500)
  }
}

const answer = (c: Context<Env>, status: 200 | 404, owner: string, words: StopWords) => {
  c.header('content-security-policy', policy)
  c.header('x-robots-tag', 'noindex, nofollow, noarchive')
  return c.html(page(owner, words), status)
}

const page = (owner: string, { locale, title, paragraphs, button }: StopWords) => html`<!doctype html>
<html lang="${locale}" dir="${locale === 'ar' ? 'rtl' : 'ltr'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title}</title>
<style>${raw(style)}</style>
</head>
<body>
${owner && html`<header><bdi>${owner}</bdi></header>`}
<main>
<h1>${title}</h1>
${paragraphs.map((paragraph) => html`<p>${paragraph}</p>`)}
${button && html`<form method="post"><button name="stop" value="digests">${button}</button></form>`}
</main>
</body>
</html>
`

/** One sheet, inline: the page is one request, and is read by people whose mail program opened it in a small view. */
const style = `:root{color-scheme:light dark;--bg:#fff;--fg:#141c20;--btn:#006b67;--on:#fff}
@media(prefers-color-scheme:dark){:root{--bg:#111516;--fg:#eaedef;--btn:#47b9b3;--on:#06201e}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--fg);font:1.125rem/1.5 -apple-system,"Segoe UI","Noto Sans",Roboto,Arial,sans-serif;overflow-wrap:break-word}
header,main{max-width:40rem;width:calc(100% - 2rem);margin:0 auto;padding:1rem 0}
header{border-bottom:4px solid var(--btn);font-weight:700}
h1{font-size:1.75rem;line-height:1.25;margin:1rem 0}
p{margin:0 0 1rem}
button{font:inherit;font-weight:700;margin-top:.5rem;padding:.7rem 1.25rem;border:2px solid transparent;border-radius:4px;background:var(--btn);color:var(--on);cursor:pointer}
:focus-visible{outline:3px solid var(--fg);outline-offset:2px}
@media(forced-colors:active){button{border-color:ButtonText}}`

const policy = [
  `default-src 'none'`,
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  `base-uri 'none'`,
  `form-action 'self'`,
  `frame-ancestors 'none'`,
].join('; ')
