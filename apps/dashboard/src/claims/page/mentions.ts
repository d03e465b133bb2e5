/** Somebody whom a comment can mention. */
export interface Fellow {
  personId: string
  name: string
}

const special = /[.*+?^${}()|[\]\\]/g

/** `@Ann Lee`, but not the beginning of `@Ann Leeson`. */
const called = (names: readonly string[]): RegExp =>
  new RegExp(`@(?:${names.map((name) => name.replaceAll(special, String.raw`\$&`)).join('|')})(?![\\p{L}\\p{N}])`, 'gu')

const longestFirst = (names: readonly string[]): string[] => [...names].toSorted((a, b) => b.length - a.length)

/** Who of them stands in a text with an @: chosen, pasted or typed by hand alike. */
export const mentionedIn = (text: string, fellows: readonly Fellow[]): string[] => {
  if (!text.includes('@') || fellows.length === 0) return []
  const found = new Set(text.match(called(longestFirst(fellows.map(({ name }) => name)))))
  return fellows.filter(({ name }) => found.has(`@${name}`)).map(({ personId }) => personId)
}

export interface Piece {
  text: string
  isMention: boolean
}

/** A comment in pieces, so that the names in it can be marked. */
export const piecesOf = (body: string, names: readonly string[]): Piece[] => {
  if (names.length === 0) return [{ text: body, isMention: false }]
  const pieces: Piece[] = []
  let end = 0
  for (const match of body.matchAll(called(longestFirst(names)))) {
    if (match.index > end) pieces.push({ text: body.slice(end, match.index), isMention: false })
    pieces.push({ text: match[0], isMention: true })
    end = match.index + match[0].length
  }
  if (end < body.length) pieces.push({ text: body.slice(end), isMention: false })
  return pieces
}

/** What was typed after the @ before the caret, or undefined where no name is being typed: an address is none. */
export const beingTyped = (text: string, caret: number): string | undefined =>
  /(?:^|[\s(])@([\p{L}\p{M}'’.-]*(?: [\p{L}\p{M}'’.-]*){0,2})$/u.exec(text.slice(0, caret))?.[1]

/** Those whose name, or a later part of it, begins with what was typed. */
export const matching = (fellows: readonly Fellow[], typed: string): Fellow[] => {
  const wanted = ` ${typed.toLocaleLowerCase()}`
  return fellows.filter(({ name }) => ` ${name.toLocaleLowerCase()}`.includes(wanted)).slice(0, 8)
}
