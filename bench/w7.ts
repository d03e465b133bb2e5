import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { compileLetter } from '../emails/src/compile.ts'
import { fillLetter } from '../emails/src/render.ts'
import { samples } from '../emails/src/samples.ts'
import { compare } from './pairs.ts'
import type { Comparison } from './pairs.ts'

/**
 * W7: one notice written out, HTML and text as bytes. The floor runs mjml for each mail, as most senders do, and has its
 * values in place already; ours was compiled once and is joined with its values.
 */
export const w7 = async (): Promise<{ data: string; comparisons: Comparison[] }> => {
  const mjml2html = await openMjml()
  const source = await noticeSource()
  const compiled = await compileLetter('association-notice', 'en')
  const params = samples['association-notice'].usual
  const comparison = await compare(
    'render a letter',
    '≥ 150×',
    {
      name: 'mjml per mail',
      call: async () => {
        const { html } = await mjml2html(source, { ignoreIncludes: true, keepComments: false, fonts: {} })
        return Buffer.from(html)
      },
    },
    {
      name: 'ofrecord',
      call: async () => {
        const { html, text } = fillLetter(compiled, 'association-notice', 'en', params)
        return [Buffer.from(html), Buffer.from(text)]
      },
    },
    { pairs: 9, calls: 200, warm: 100 },
  )
  return { data: 'the association notice, English, four items', comparisons: [comparison] }
}

type Mjml = (source: string, options: object) => Promise<{ html: string }>

/** mjml belongs to the letters; nothing else of the workspace resolves it. */
const openMjml = async (): Promise<Mjml> => {
  const path = createRequire(new URL('../emails/package.json', import.meta.url)).resolve('mjml')
  return ((await import(path)) as { default: Mjml }).default
}

/** The notice's MJML with its partials in place, and something where its texts and values go. */
const noticeSource = async (): Promise<string> => {
  const folder = new URL('../emails/', import.meta.url)
  let source = await readFile(new URL('consent/association-notice.mjml', folder), 'utf8')
  for (let found = partial.exec(source); found; found = partial.exec(source))
    source = source.replace(found[0], await readFile(new URL(`partials/${found[1]}.mjml`, folder), 'utf8'))
  return source
    .replaceAll('[[dir]]', 'ltr')
    .replaceAll('[[start]]', 'left')
    .replaceAll('[[end]]', 'right')
    .replaceAll(/\[\[[#/][^\]]*\]\]/g, '')
}

const partial = /\[\[> ([a-z-]+)[^\]]*\]\]\n?/
