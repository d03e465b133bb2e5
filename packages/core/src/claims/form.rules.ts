/** Readers bring fourteen fonts of their own, and those know Windows Latin 1. */
const windowsLatin = /[\u0020-\u007e\u00a0-\u00ff\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u20ac]/

const strokes: Readonly<Record<string, string>> = {
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ı: 'i',
  ŧ: 't',
  ħ: 'h',
  œ: 'oe',
  Œ: 'OE',
}

/** The same letter without what the fonts lack; undefined when there is none, as for Greek or Japanese. */
const plain = (letter: string): string | undefined => {
  if (windowsLatin.test(letter)) return letter
  const base = strokes[letter] ?? letter.normalize('NFKD').replaceAll(/\p{M}/gu, '')
  return base !== '' && [...base].every((each) => windowsLatin.test(each)) ? base : undefined
}

/** Whether a text stays readable with the fonts of every reader: accents may go, letters may not. */
export const isPrintable = (text: string): boolean => [...text].every((letter) => plain(letter) !== undefined)

/** Text as those fonts can show it. */
export const printable = (text: string): string => [...text].map((letter) => plain(letter) ?? '?').join('')
