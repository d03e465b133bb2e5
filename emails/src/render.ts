/** The one door of this package: a letter, its language and its parameters become a mail's subject and two bodies. */
import { locales } from '@ofrecord/messages/runtime'
import type { Locale } from '@ofrecord/messages/runtime'
import { compileLetter } from './compile.ts'
import type { CompiledLetter } from './compile.ts'
import type { LetterParams, LetterTemplate } from './letters.ts'
import { escapeHtml, join } from './template.ts'
import { letters, letterTemplates } from './templates.ts'

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

/**
 * Renders one letter (EML-R1). Reads its own templates on first use and nothing else; the same parameters give the same
 * bytes. Throws a `TypeError` when a link is not a plain http(s) URL: that is a mistake of the caller, to be seen
 * before anything is sent.
 */
export async function renderLetter<T extends LetterTemplate>(
  template: T,
  locale: Locale,
  params: LetterParams[T],
): Promise<RenderedLetter> {
  return fillLetter(await compiledLetter(template, locale), template, locale, params)
}

/** Compiles every letter in every language, about a second in all. A worker calls it at start: faults show up there. */
export async function prepareLetters(): Promise<void> {
  for (const template of letterTemplates) {
    for (const locale of locales) await compiledLetter(template, locale)
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

function compiledLetter(template: LetterTemplate, locale: Locale): Promise<CompiledLetter> {
  const key = `${template} ${locale}`
  let letter = compiled.get(key)
  if (letter === undefined) {
    letter = compileLetter(template, locale)
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
