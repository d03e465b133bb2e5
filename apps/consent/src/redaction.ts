import { createHash } from 'node:crypto'

/** How a link or receipt code is named in logs: enough to recognise it beside its row, useless to open it (I13). */
export const markOf = (secret: string): string => createHash('sha256').update(secret).digest('hex').slice(0, 4)

const secretPlace = /^\/(n|r|por|reference|withdraw)\/([^/]+)/

/** `/n/<43 characters>/deny` becomes `/n/[ab12]/deny`. */
export const redactedPath = (path: string): string =>
  path.replace(secretPlace, (_, room: string, secret: string) => `/${room}/[${markOf(secret)}]`)

const tokenLike = /(?<![A-Za-z0-9_-])[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/g

/** A database error quotes its parameters; whatever looks like a link is replaced in it as well. */
export const redactedText = (text: string): string => text.replace(tokenLike, (token) => `[${markOf(token)}]`)
