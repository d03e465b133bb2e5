import type { Context } from 'hono'
import { bytesWithin, isCrossSite, readPosted, shortField, typedText, type BadPost } from '../posted.ts'

/** What somebody wants to know. Nothing of it is kept. */
export type Asked =
  | { about: 'receipt'; document: string }
  | { about: 'letter'; number: string; phrase: string | null }
  /** A form with nothing in it, or a file that no receipt can be. */
  | { about: 'nothing'; form: 'receipt' | 'letter' }
  | { about: 'large' }

/** Bytes of a receipt, at most; it has about two thousand. */
export const mostDocumentBytes = 64 * 1024

/** Names, boundaries and the empty field of the form, around the document. */
const frameBytes = 4 * 1024

export const readAsked = async (c: Context, ownHost: string): Promise<Asked | BadPost> => {
  const type = c.req.header('content-type') ?? ''
  if (/^multipart\/form-data\s*;/i.test(type)) return isCrossSite(c, ownHost) ? 'cross_site' : readReceipt(c, type)
  const posted = await readPosted(c, ownHost)
  if (typeof posted === 'string') return posted
  const number = typedText(posted.get('number')).slice(0, 40)
  const phrase = typedText(shortField(posted.get('phrase'))).slice(0, 200)
  return number === '' ? { about: 'nothing', form: 'letter' } : { about: 'letter', number, phrase: phrase || null }
}

const readReceipt = async (c: Context, type: string): Promise<Asked | BadPost> => {
  const body = await bytesWithin(c.req.raw, mostDocumentBytes + frameBytes)
  if (body === undefined) return { about: 'large' }
  const form = await formOf(body, type)
  if (form === undefined) return 'unreadable'
  const document = (await uploaded(form.get('file'))) ?? pasted(form.get('document'))
  if (document === '') return { about: 'nothing', form: 'receipt' }
  return Buffer.byteLength(document) > mostDocumentBytes ? { about: 'large' } : { about: 'receipt', document }
}

const formOf = async (body: Buffer, type: string): Promise<FormData | undefined> => {
  try {
    return await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
  } catch {
    return undefined
  }
}

/** A file is taken byte for byte; one that is no UTF-8 becomes a text that no receipt is. */
const uploaded = async (file: FormDataEntryValue | null): Promise<string | undefined> => {
  if (!(file instanceof Blob) || file.size === 0) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await file.arrayBuffer())
  } catch {
    return 'not UTF-8'
  }
}

/** What is around a pasted receipt is of the clipboard, not of the receipt, which has no white space at its ends. */
const pasted = (text: FormDataEntryValue | null): string => (typeof text === 'string' ? text.trim() : '')
