/**
 * Builds a letter for one language: partials and catalogue texts go into the MJML source, mjml compiles it once, and
 * the HTML is split into constant text and slots. Compiling takes 5 to 10 ms and happens once per process; joining the
 * parts afterwards takes microseconds, where mjml for each mail would take milliseconds.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import mjml2html from 'mjml'
import * as messages from '@ofrecord/messages/messages'
import { getTextDirection, isLocale } from '@ofrecord/messages/runtime'
import type { Locale } from '@ofrecord/messages/runtime'
import type { LetterTemplate } from './letters.ts'
import { escapeHtml, parse, slotsOf } from './template.ts'
import type { Parts, Shape } from './template.ts'
import { letters } from './templates.ts'

/** A letter in one language, ready to be joined with values. */
export interface CompiledLetter {
  readonly subject: Parts
  readonly preheader: Parts
  readonly html: Parts
  readonly text: Parts
}

/**
 * Compiles one letter in one language. Throws, naming letter and language, when a text is missing from the catalogue,
 * a slot is unknown, left unused or not used in both parts, or mjml finds a fault.
 */
export async function compileLetter(template: LetterTemplate, locale: Locale): Promise<CompiledLetter> {
  const { room, shape } = letters[template]
  const label = `${template} (${locale})`
  // The catalogue would answer in English, and nobody would see that a language is missing.
  if (!isLocale(locale)) throw new Error(`${label}: there is no such language`)
  const texts = `letters_${template.replaceAll('-', '_')}`
  const source = await withPartials(await read(`${room}/${template}.mjml`), 'mjml')
  const script = await withPartials(await read(`${room}/${template}.txt`), 'txt')
  const compiled = {
    subject: parse(spoken(`[[${texts}_subject]]`, locale), shape, 'text', label),
    preheader: parse(spoken(`[[${texts}_preheader]]`, locale), shape, 'text', label),
    html: parse(await laidOut(marked(source, locale), label), shape, 'html', label),
    text: parse(tagsWithoutLines(spoken(script, locale)), shape, 'text', label),
  }
  checkUse(compiled, shape, label)
  return compiled
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

/** Catalogue texts as HTML: escaped, with `*so*` in bold. */
function marked(source: string, locale: Locale): string {
  const direction = getTextDirection(locale)
  const [start, end] = direction === 'rtl' ? ['right', 'left'] : ['left', 'right']
  const layout: Record<string, string> = { lang: locale, dir: direction, start, end }
  return source
    .replace(/\[\[(lang|dir|start|end)\]\]/g, (_, key: string) => layout[key] ?? '')
    .replace(/\[\[(letters_\w+)\]\]/g, (_, key: string) =>
      escapeHtml(words(key, locale)).replace(/\*(.+?)\*/g, '<b>$1</b>'),
    )
}

/** Catalogue texts as they are read aloud: without emphasis. */
function spoken(source: string, locale: Locale): string {
  return source.replace(/\[\[(letters_\w+)\]\]/g, (_, key: string) => words(key, locale).replaceAll('*', ''))
}

type Message = (inputs: object, options: { locale: Locale }) => string

// Answers every placeholder of a message with a slot of the same name: "{partner}" becomes "[[partner]]".
const slotForEach = new Proxy({}, { get: (_, placeholder) => `[[${String(placeholder)}]]` })

function words(key: string, locale: Locale): string {
  const message = (messages as unknown as Record<string, Message | undefined>)[key]
  if (message === undefined) throw new Error(`the catalogue has no text ${key}`)
  return message(slotForEach, { locale })
}

async function laidOut(source: string, label: string): Promise<string> {
  const { html, errors } = await mjml2html(source, {
    validationLevel: 'strict',
    ignoreIncludes: true,
    keepComments: false,
    fonts: {}, // mjml's default is a list of remote ones
  })
  if (errors.length > 0) throw new Error(`${label}: ${errors.map((error) => error.formattedMessage).join('; ')}`)
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
