import type { inferRouterOutputs } from '@trpc/server'
import { api } from '../lib/api.ts'
import type { AppRouter } from '../lib/app-router.ts'

export type InviteReport = inferRouterOutputs<AppRouter>['people']['checkInvites']
export type InviteRow = InviteReport['rows'][number]

/** What the server says about an address by itself. */
export type Judgement = Pick<InviteRow, 'code' | 'warnings'>

/** What becomes of one typed line; `judgement` undefined while the server looks. */
export interface InviteLine {
  line: number
  typed: string
  address: string
  judgement: Judgement | undefined
  /** The line that has the same address. */
  sameAs: number | undefined
  /** The address as it was probably meant. */
  meant: string | undefined
}

/** As many as may be invited in one go (PPL-R3). */
export const mostInvited = 200

const inBrackets = /<([^<>]+)>$/

const addressOf = (typed: string): string => (inBrackets.exec(typed)?.[1] ?? typed).trim().toLowerCase()

const piecesOf = (text: string): string[] =>
  text
    .split(/[;,\t\r\n]+/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')

/** The text with another address in one of its lines, and everything around it as it was typed. */
export const withPiece = (text: string, line: number, address: string): string => {
  let seen = 0
  return text.replaceAll(/[^;,\t\r\n]+/g, (piece) => {
    if (piece.trim() === '' || ++seen !== line) return piece
    return piece.replace(piece.trim(), () => address)
  })
}

/** The lines of what was typed, with what is known of each address by now. */
export const linesOf = (text: string, known: ReadonlyMap<string, Judgement>): InviteLine[] => {
  const first = new Map<string, number>()
  return piecesOf(text).map((typed, index) => {
    const address = addressOf(typed)
    const judgement = known.get(address)
    const sameAs = first.get(address)
    if (sameAs === undefined && judgement?.code !== 'INVITE_SYNTAX') first.set(address, index + 1)
    const meant = judgement?.code === 'INVITE_SYNTAX' ? meantBy(address) : undefined
    return { line: index + 1, typed, address, judgement, sameAs, meant }
  })
}

export const goesOut = ({ judgement, sameAs }: InviteLine): boolean =>
  judgement !== undefined && judgement.code === null && sameAs === undefined

export const isLeftOut = ({ judgement, sameAs }: InviteLine): boolean =>
  sameAs !== undefined || (judgement !== undefined && judgement.code !== null)

/** Two dots in a row, a dot before the @ or at either end, and blanks are the usual slips. */
const meantBy = (address: string): string | undefined => {
  const mended = address
    .replaceAll(/\s+/g, '')
    .replaceAll(/\.{2,}/g, '.')
    .replaceAll(/^\.|\.$|\.(?=@)/g, '')
  return mended !== address && /^[^@]+@[^@]+\.[^@]+$/.test(mended) ? mended : undefined
}

/** What one question may hold: it travels in the address. */
const askedLength = 1200

/** Asks about addresses that are not known yet, in as many questions as it takes. */
export const judge = async (addresses: readonly string[]): Promise<Map<string, Judgement>> => {
  const questions: string[][] = [[]]
  for (const address of addresses) {
    const last = questions.at(-1)!
    if (last.length > 0 && encodeURIComponent([...last, address].join('\n')).length > askedLength)
      questions.push([address])
    else last.push(address)
  }
  const reports = await Promise.all(
    questions.map(async (asked) => {
      const { rows } = await api.people.checkInvites.query({ text: asked.join('\n') })
      return rows.map(({ code, warnings }, index): [string, Judgement] => [asked[index] ?? '', { code, warnings }])
    }),
  )
  return new Map(reports.flat())
}

/** The addresses in the order in which they were typed, once each, that nothing is known of yet. */
export const unknownIn = (text: string, known: ReadonlyMap<string, Judgement>): string[] =>
  [...new Set(piecesOf(text).map(addressOf))].filter((address) => !known.has(address) && address.length <= 400)
