import { z } from 'zod'

// PostgreSQL holds neither U+0000 nor half a surrogate pair, in text or in JSON: unrefused, one typed NUL is a fault of
// the server. The other control characters are never typed, only smuggled, for example to colour somebody's terminal.
const isStorable = (typed: string): boolean => typed.isWellFormed() && !/[^\P{Cc}\n\t]/u.test(typed)

/** Marks that turn the reading direction: in a name they make `invoice‹U+202E›fdp.exe` read like a PDF. */
const directionMarks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g

const asOneLine = (typed: string): string =>
  typed
    .normalize('NFC')
    .replaceAll(directionMarks, '')
    .replaceAll(/[\t\r\n\u2028\u2029]+/g, ' ')

/** One line of typed text, at most `max` UTF-16 units: NFC, trimmed, pasted line breaks become spaces. */
export const line = (max: number) => z.string().overwrite(asOneLine).trim().max(max).refine(isStorable)

/** Typed text of several lines, at most `max` UTF-16 units: NFC, trimmed, line ends are `\n`. */
export const paragraph = (max: number) =>
  z
    .string()
    .overwrite((typed) => typed.normalize('NFC').replaceAll(/\r\n?/g, '\n'))
    .trim()
    .max(max)
    .refine(isStorable)
