/**
 * Builds a letter for one language: mjml lays out its source with the partials, once for each direction of writing,
 * the catalogue's texts go in, and the HTML is split into constant text and slots. mjml takes 5 to 10 ms, a further
 * language less than one; joining the parts afterwards takes microseconds.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as messages from '@ofrecord/messages/customer/messages'
import { getTextDirection } from '@ofrecord/messages/customer/runtime'
import type { Locale } from '@ofrecord/messages/customer/runtime'
import { colonOf, commaOf, isRightToLeft } from './direction.ts'
import { textFiles } from './letter.ts'
import type { LetterTemplate } from './letters.ts'
import { escapeHtml, parse, slotsOf } from './template.ts'
import type { Parts, Shape } from './template.ts'
import { letters, localesOf } from './templates.ts'

/** A letter in one language, ready to be joined with values. */
export interface CompiledLetter {
  readonly subject: Parts
  readonly preheader: Parts
  readonly html: Parts
  readonly text: Parts
}

/** What mjml made of the letters' sources, by letter and direction. */
export type Layouts = Map<string, Promise<string>>

/**
 * Compiles one letter in one language, and in an edition of it whose own texts stand in the usual ones' place. Throws,
 * naming letter and language, when the letter is not written in the language, a text is missing from the catalogue, a
 * slot is unknown, left unused or not used in both parts, or mjml finds a fault. `layouts` keeps what languages share.
 */
export async function compileLetter(
  template: LetterTemplate,
  locale: Locale,
  edition?: string,
  layouts: Layouts = new Map(),
): Promise<CompiledLetter> {
  const { room, shape } = letters[template]
  const label = `${template} (${edition === undefined ? locale : `${edition}, ${locale}`})`
  // The catalogue would answer in English, and nobody would see that a language is missing.
  if (!localesOf(template).includes(locale)) throw new Error(`${label}: it is not written in this language`)
  const say: Say = { locale, edition, file: textFiles[room] }
  const texts = `letters_${template.replaceAll('-', '_')}`
  const page = await layout(template, getTextDirection(locale), layouts)
  const script = await withPartials(await read(`${room}/${template}.txt`), 'txt')
  const parts = (source: string, medium: 'html' | 'text') => parse(source, shape, medium, label, isRightToLeft(locale))
  const compiled = {
    subject: parts(spoken(`[[${texts}_subject]]`, say), 'text'),
    preheader: parts(spoken(`[[${texts}_preheader]]`, say), 'text'),
    html: parts(marked(page, say), 'html'),
    text: parts(tagsWithoutLines(spoken(script, say)), 'text'),
  }
  checkUse(compiled, shape, label)
  return compiled
}

function layout(template: LetterTemplate, direction: 'ltr' | 'rtl', layouts: Layouts): Promise<string> {
  const key = `${template} ${direction}`
  let page = layouts.get(key)
  if (page === undefined) layouts.set(key, (page = laidOut(template, direction)))
  return page
}

function read(path: string): Promise<string> {
  return readFile(join(import.meta.dirname, '..', path), 'utf8')
}

// [[> standing claim_approved]] puts partials/standing.mjml (or .txt) here, with each $ in it read as claim_approved.
const PARTIAL = /\[\[> ([a-z-]+)(?: ([a-z_]+))?\]\]\n?/

// mjml's own include stays off (CVE-2025-67898): a name here is letters and hyphens, so it cannot leave the folder.
async function withPartials(source: string, kind: 'mjml' | 'txt'): Promise<string> {
  let whole = source
  for (let found = PARTIAL.exec(whole); found !== null; found = PARTIAL.exec(whole)) {
    const partial = (await read(`partials/${found[1]}.${kind}`)).replaceAll('$', found[2] ?? '')
    whole = whole.slice(0, found.index) + partial + whole.slice(found.index + found[0].length)
  }
  return whole
}

interface Say {
  readonly locale: Locale
  readonly edition: string | undefined
  /** `letters_x` means the text x of this file; where it has none, of `letters.json`, which all letters share. */
  readonly file: string
}

const LATIN = "-apple-system,'Segoe UI',Roboto,Arial,sans-serif"
// Named where the usual ones hold no such letters, and a client would take what it finds first: a Chinese font for
// Japanese, one too small for Arabic.
const fonts: Partial<Record<Locale, string>> = {
  ja: "-apple-system,'Hiragino Sans','Yu Gothic UI','Yu Gothic',Meiryo,'Noto Sans CJK JP','Noto Sans JP',sans-serif",
  ar: "-apple-system,'Segoe UI',Tahoma,'Geeza Pro','Noto Sans Arabic','Noto Naskh Arabic',Arial,sans-serif",
}

/** Catalogue texts as HTML: escaped, with `*so*` in bold. */
function marked(page: string, say: Say): string {
  const source = page.replaceAll('[[lang]]', say.locale).replaceAll('[[font]]', fonts[say.locale] ?? LATIN)
  return filled(source, say, (text) => escapeHtml(text).replace(/\*(.+?)\*/g, '<b>$1</b>'))
}

/** Catalogue texts as they are read aloud: without emphasis. */
function spoken(source: string, say: Say): string {
  return filled(source, say, (text) => text.replaceAll('*', ''))
}

function filled(source: string, say: Say, write: (text: string) => string): string {
  const whole = source
    .replaceAll('[[comma]]', commaOf(say.locale))
    .replaceAll('[[colon]]', colonOf(say.locale))
    .replace(/\[\[(letters_\w+)\]\]/g, (_, key: string) => write(words(key, say)))
  return say.locale === 'ja' ? whole.replace(BETWEEN_JAPANESE, '') : whole
}

// Templates put a space between two sentences; the Japanese full stop has its own.
const BETWEEN_JAPANESE = /(?<=。|\]\]) (?=\[\[|[「\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}])/gu

type Message = (inputs: object, options: { locale: Locale }) => string

// Answers every placeholder of a message with a slot of the same name: "{partner}" becomes "[[partner]]".
const slotForEach = new Proxy({}, { get: (_, placeholder) => `[[${String(placeholder)}]]` })

const catalogue = messages as unknown as Record<string, Message | undefined>

function words(key: string, { locale, edition, file }: Say): string {
  const own = key.replace('letters', file)
  const keys = [edition && `${own}_${edition}`, own, edition && `${key}_${edition}`, key]
  const message = keys.map((each) => (each ? catalogue[each] : undefined)).find((found) => found !== undefined)
  if (message === undefined) throw new Error(`the catalogue has no text ${key}`)
  return message(slotForEach, { locale })
}

/** The letter as HTML in which texts, language and font are still to be filled in. */
async function laidOut(template: LetterTemplate, direction: 'ltr' | 'rtl'): Promise<string> {
  const [start, end] = direction === 'rtl' ? ['right', 'left'] : ['left', 'right']
  const sides: Record<string, string> = { dir: direction, start, end }
  const source = await withPartials(await read(`${letters[template].room}/${template}.mjml`), 'mjml')
  // Half a second to load: a program that only might show a letter starts without it.
  const { default: mjml2html } = await import('mjml')
  const { html, errors } = await mjml2html(
    source.replace(/\[\[(dir|start|end)\]\]/g, (_, key: string) => sides[key] ?? ''),
    {
      validationLevel: 'strict',
      ignoreIncludes: true,
      keepComments: false,
      fonts: {}, // mjml's default is a list of remote ones
    },
  )
  if (errors.length > 0) throw new Error(`${template}: ${errors.map((error) => error.formattedMessage).join('; ')}`)
  return html.replace(/\s*\n\s*/g, '\n').trim()
}

// A line that holds nothing but a tag of ours leaves no empty line behind in the text part.
function tagsWithoutLines(script: string): string {
  return script.replace(/^[ \t]*(\[\[(?:[#/][^\]]*|else)\]\])[ \t]*\n/gm, '$1')
}

function checkUse(compiled: CompiledLetter, shape: Shape, label: string): void {
  const inHtml = slotsOf(compiled.html)
  const inText = slotsOf(compiled.text)
  for (const slot of Object.keys(shape)) {
    if (!inHtml.has(slot)) throw new Error(`${label}: the HTML part does not use ${slot}`)
    if (!inText.has(slot)) throw new Error(`${label}: the text part does not use ${slot}`)
  }
}
