/** The one door of this package: a letter, its language and its parameters become a mail's subject and two bodies. */
import { baseLocale } from '@ofrecord/messages/customer/runtime'
import type { Locale } from '@ofrecord/messages/customer/runtime'
import { compileLetter } from './compile.ts'
import type { CompiledLetter, Layouts } from './compile.ts'
import type { LetterParams, LetterTemplate } from './letters.ts'
import { escapeHtml, join } from './template.ts'
import { letters, letterTemplates, localesOf } from './templates.ts'

export interface RenderedLetter {
  /** One line, begins with the record's number, 150 characters at most. */
  readonly subject: string
  /** The line a mailbox shows beside the subject. It is also in the HTML, hidden. */
  readonly preheader: string
  readonly html: string
  /** The text part: one line per paragraph, so that narrow screens wrap it themselves; `\n` between lines. */
  readonly text: string
}

const compiled = new Map<string, Promise<CompiledLetter>>()
const layouts: Layouts = new Map()

/**
 * Renders one letter (EML-R1), in English when it is not written in the language: a customer's contact may read any
 * language, and partners' letters are written in two. Reads its own templates on first use and nothing else; the same
 * parameters give the same bytes. Throws a `TypeError` when a link is not a plain http(s) URL: that is a mistake of the
 * caller, to be seen before anything is sent.
 */
export async function renderLetter<T extends LetterTemplate>(
  template: T,
  language: string,
  params: LetterParams[T],
): Promise<RenderedLetter> {
  const locale = localesOf(template).find((one) => one === language) ?? baseLocale
  return fillLetter(await compiledLetter(template, locale, editionFor(template, params)), template, locale, params)
}

/** The edition of a letter that its parameters want; undefined: the usual one. */
export function editionFor<T extends LetterTemplate>(template: T, params: LetterParams[T]): string | undefined {
  return letters[template].editionOf?.(params)
}

/** Compiles every letter in all its languages and editions, under a second in all: faults show up here. */
export async function prepareLetters(): Promise<void> {
  for (const template of letterTemplates) {
    for (const edition of [undefined, ...(letters[template].editions ?? [])])
      for (const locale of localesOf(template)) await compiledLetter(template, locale, edition)
  }
}

/** Joins a compiled letter with its values: no input or output, some microseconds. */
export function fillLetter<T extends LetterTemplate>(
  letter: CompiledLetter,
  template: T,
  locale: Locale,
  params: LetterParams[T],
): RenderedLetter {
  const values = letters[template].fill(params, locale)
  return {
    subject: shortened(join(letter.subject, values, asItIs)),
    preheader: join(letter.preheader, values, asItIs),
    html: join(letter.html, values, escapeHtml),
    text: join(letter.text, values, asItIs),
  }
}

function compiledLetter(template: LetterTemplate, locale: Locale, edition?: string): Promise<CompiledLetter> {
  const key = `${template} ${locale} ${edition ?? ''}`
  let letter = compiled.get(key)
  if (letter === undefined) {
    letter = compileLetter(template, locale, edition, layouts)
    compiled.set(key, letter)
  }
  return letter
}

const SUBJECT_LENGTH = 150 // two names of 120 characters would push the point of the letter out of every list

function shortened(subject: string): string {
  if (subject.length <= SUBJECT_LENGTH) return subject
  const characters = Array.from(subject)
  return characters.length <= SUBJECT_LENGTH ? subject : `${characters.slice(0, SUBJECT_LENGTH - 1).join('')}…`
}

function asItIs(value: string): string {
  return value
}
