// @ts-check
import { createHash, createPublicKey, hash, verify } from 'node:crypto'
import { isIncluded, leafHash } from './merkle.js'

// Checks receipts and checkpoints of Ofrecord with nothing but Node.js (20.12 or newer): no network, no packages.

/**
 * What canonical JSON may hold.
 * @typedef {string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }} Json
 */

/** @typedef {{ readonly [key: string]: Json }} Document */

/**
 * A public key, as `/.well-known/ofrecord-keys` lists it; `publicKey` is 32 bytes in base64url.
 * @typedef {{ id: string, publicKey: string }} PublicKey
 */

/**
 * Why something is not genuine. `not_text`: the bytes are no UTF-8. `not_json`: nor JSON. `not_canonical`: not byte for
 * byte as RFC 8785 writes it. `not_a_receipt`, `not_a_checkpoint`: a field is missing or of another kind, or the schema is
 * unknown. `key_unknown`: none of the keys has that id. `signature_wrong`: the content, or the signature, was changed.
 * `disclosed_wrong`: the address is not the one that was signed for. `checkpoint_wrong`: the checkpoint in it is not
 * genuine.
 * @typedef {'not_text' | 'not_json' | 'not_canonical' | 'not_a_receipt' | 'not_a_checkpoint' | 'key_unknown'
 *   | 'signature_wrong' | 'disclosed_wrong' | 'checkpoint_wrong'} Reason
 */

/**
 * @typedef {{ verdict: 'genuine', reason: null, receipt: { readonly [key: string]: Json } }
 *   | { verdict: 'not_genuine', reason: Reason }} ReceiptCheck
 */

/**
 * @typedef {{ verdict: 'genuine', reason: null, checkpoint: { readonly [key: string]: Json } }
 *   | { verdict: 'not_genuine', reason: Reason }} CheckpointCheck
 */

/**
 * Why it is not proven that a receipt stands in the record. `not_genuine`: the receipt itself is not. `not_a_proof`: the
 * file is no JSON, or has not the fields of a proof. `other_receipt`: it is of another receipt, or of one with another
 * content. `checkpoint_wrong`: the checkpoint in it is not genuine. `path_wrong`: its path does not lead there.
 * @typedef {'not_genuine' | 'not_a_proof' | 'other_receipt' | 'checkpoint_wrong' | 'path_wrong'} InclusionReason
 */

/**
 * @typedef {{ verdict: 'included', reason: null, leafIndex: number, checkpoint: { readonly [key: string]: Json } }
 *   | { verdict: 'not_proven', reason: InclusionReason }} InclusionCheck
 */

const inclusionSchema = 'ofrecord-inclusion/1'
const receiptSchema = 'ofrecord-receipt/2'
const checkpointSchema = 'ofrecord-checkpoint/1'

/** Ends a check early. */
class Failure extends Error {
  /** @param {Reason} reason */
  constructor(reason) {
    super(reason)
    this.reason = reason
  }
}

/**
 * Whether a receipt is byte for byte what was signed with one of these keys. An address that is shown must be the one the
 * signature stands for; one that was erased (`"disclosed":null`) is no fault (REC-R3).
 * @param {string | Uint8Array} document as it was downloaded
 * @param {readonly PublicKey[]} keys
 * @returns {ReceiptCheck}
 */
export const checkReceipt = (document, keys) => {
  try {
    const receipt = readCanonical(document)
    const { disclosed, ...signed } = receipt
    if (receipt.schema !== receiptSchema || !isRecord(receipt.chain)) throw new Failure('not_a_receipt')
    if (!('decidedBy' in receipt && 'disclosed' in receipt && 'checkpoint' in receipt))
      throw new Failure('not_a_receipt')
    checkSignature(signed, keys)
    if (disclosed !== null && !isDisclosed(disclosed, receipt.decidedBy)) throw new Failure('disclosed_wrong')
    if (receipt.checkpoint !== null && !isGenuineCheckpoint(receipt.checkpoint, keys))
      throw new Failure('checkpoint_wrong')
    return { verdict: 'genuine', reason: null, receipt }
  } catch (error) {
    return { verdict: 'not_genuine', reason: reasonOf(error) }
  }
}

/**
 * Whether a checkpoint (the signed size and root of the tree of all events) is byte for byte what was signed with one of
 * these keys.
 * @param {string | Uint8Array} document
 * @param {readonly PublicKey[]} keys
 * @returns {CheckpointCheck}
 */
export const checkCheckpoint = (document, keys) => {
  try {
    const checkpoint = readCanonical(document)
    if (checkpoint.schema !== checkpointSchema) throw new Failure('not_a_checkpoint')
    checkSignature(checkpoint, keys)
    return { verdict: 'genuine', reason: null, checkpoint }
  } catch (error) {
    return { verdict: 'not_genuine', reason: reasonOf(error) }
  }
}

/**
 * Whether the record has the event with which a receipt was issued: the event names the receipt and its content (the
 * oldest the receipt alone), and is a leaf of the tree whose root the checkpoint signs. A receipt is genuine without it.
 * @param {string | Uint8Array} document the receipt, as it was downloaded
 * @param {string | Uint8Array} proof as it was downloaded, at any later time
 * @param {readonly PublicKey[]} keys
 * @returns {InclusionCheck}
 */
export const checkInclusion = (document, proof, keys) => {
  const check = checkReceipt(document, keys)
  /** @param {InclusionReason} reason @returns {InclusionCheck} */
  const notProven = (reason) => ({ verdict: 'not_proven', reason })
  if (check.verdict === 'not_genuine') return notProven('not_genuine')
  const read = readProof(proof)
  if (read === null) return notProven('not_a_proof')
  const { event, hashed, leafIndex, path, checkpoint } = read
  if (!isEventOf(event, check.receipt)) return notProven('other_receipt')
  if (!isGenuineCheckpoint(checkpoint, keys)) return notProven('checkpoint_wrong')
  return isIncluded(leafIndex, Number(checkpoint.size), hashed, String(checkpoint.root), path)
    ? { verdict: 'included', reason: null, leafIndex, checkpoint }
    : notProven('path_wrong')
}

/**
 * What a receipt signs in place of an address: SHA-256 over the salt and the canonical JSON of what may be erased later.
 * @param {string} salt 32 hexadecimal digits
 * @param {{ readonly [key: string]: Json }} personal
 */
export const commitmentTo = (salt, personal) =>
  createHash('sha256').update(salt).update(canonicalJson(personal)).digest('hex')

/**
 * JSON in the canonical form of RFC 8785: keys in the order of their UTF-16 code units, no white space, numbers as
 * ECMAScript prints them. Equal values give equal bytes, which is what a hash or a signature needs.
 * @param {Json} value
 * @returns {string}
 */
export const canonicalJson = (value) => {
  if (value === null || typeof value !== 'object') return primitive(value)
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const record = /** @type {{ readonly [key: string]: Json }} */ (value)
  const members = Object.keys(record)
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((key) => `${primitive(key)}:${canonicalJson(/** @type {Json} */ (record[key]))}`)
  return `{${members.join(',')}}`
}

/** @param {string | number | boolean | null} value */
const primitive = (value) => {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError('canonical JSON has no infinite number')
  if (typeof value === 'string' && !value.isWellFormed()) throw new TypeError('canonical JSON has no lone surrogate')
  /** @type {string | undefined} */
  const written = JSON.stringify(value)
  if (written === undefined) throw new TypeError(`canonical JSON has no ${typeof value}`)
  return written
}

/** @param {string | Uint8Array} document */
const readCanonical = (document) => {
  const text = typeof document === 'string' ? document : decoded(document)
  const value = parsed(text)
  if (!isRecord(value)) throw new Failure('not_json')
  if (canonicalOrNull(value) !== text) throw new Failure('not_canonical')
  return value
}

/** @param {Uint8Array} bytes */
const decoded = (bytes) => {
  try {
    // A byte order mark is a change like any other, so it is kept.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw new Failure('not_text')
  }
}

/** @param {string} text */
const parsed = (text) => {
  try {
    return /** @type {Json} */ (JSON.parse(text))
  } catch {
    throw new Failure('not_json')
  }
}

/** null for what has no canonical form, and for what is nested deeper than the stack. @param {Json} value */
const canonicalOrNull = (value) => {
  try {
    return canonicalJson(value)
  } catch {
    return null
  }
}

/** @param {Json | undefined} value @returns {value is { readonly [key: string]: Json }} */
const isRecord = (value) => typeof value === 'object' && value !== null && !Array.isArray(value)

/** @param {{ readonly [key: string]: Json }} document @param {readonly PublicKey[]} keys */
const checkSignature = ({ signature, ...signed }, keys) => {
  const key = keys.find(({ id }) => id === signed.keyId)
  if (key === undefined) throw new Failure('key_unknown')
  const bytes = exactly(64, signature)
  const publicKey = publicKeyOf(key)
  if (bytes === null || !verify(null, Buffer.from(canonicalJson(signed)), publicKey, bytes))
    throw new Failure('signature_wrong')
}

/** @param {PublicKey} key */
const publicKeyOf = ({ id, publicKey }) => {
  if (exactly(32, publicKey) === null) throw new Failure('key_unknown')
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' })
  const digest = createHash('sha256')
    .update(key.export({ format: 'der', type: 'spki' }))
    .digest('hex')
  // A list in which a key goes by the id of another one proves nothing.
  if (digest.slice(0, 16) !== id) throw new Failure('key_unknown')
  return key
}

/**
 * The bytes of a base64url text, where it is their only spelling: 86 characters hold four bits more than 64 bytes, and
 * without this sixteen spellings of a signature would do.
 * @param {number} length
 * @param {Json | undefined} text
 */
const exactly = (length, text) => {
  if (typeof text !== 'string') return null
  const bytes = Buffer.from(text, 'base64url')
  return bytes.length === length && bytes.toString('base64url') === text ? bytes : null
}

/** @param {Json | undefined} disclosed @param {Json | undefined} decidedBy */
const isDisclosed = (disclosed, decidedBy) => {
  if (!isRecord(disclosed) || !isRecord(decidedBy)) return false
  const { salt, ...personal } = disclosed
  return (
    typeof salt === 'string' && /^[0-9a-f]{32}$/.test(salt) && commitmentTo(salt, personal) === decidedBy.commitment
  )
}

/** null for what is no proof. @param {string | Uint8Array} proof */
const readProof = (proof) => {
  try {
    const given = parsed(typeof proof === 'string' ? proof : decoded(proof))
    if (!isRecord(given) || given.schema !== inclusionSchema) return null
    const { event, previousHash, leafIndex, path, checkpoint } = given
    if (!isRecord(event) || !isRecord(checkpoint) || typeof leafIndex !== 'number') return null
    if (!isHash(previousHash) || !Array.isArray(path) || !path.every(isHash)) return null
    return { event, hashed: leafHash(eventHash(event, previousHash)), leafIndex, path, checkpoint }
  } catch {
    return null
  }
}

/** @param {Json | undefined} value @returns {value is string} */
const isHash = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)

/**
 * The hash of an event of the record: SHA-256 over a leaf prefix, its canonical JSON and the hash of the event before it;
 * the prefix is that of RFC 6962 leaves.
 * @param {Json} event
 * @param {string} previousHash
 */
export const eventHash = (event, previousHash) => hash('sha256', `\0${canonicalJson(event)}${previousHash}`)

/** The code is in the event, and so is what was signed, in all but the address, which may be erased. @param {Document} event @param {Document} receipt */
const isEventOf = ({ type, data }, receipt) =>
  type === 'claim.consentRecorded' &&
  isRecord(data) &&
  data.receipt === receipt.receipt &&
  // Receipts of the first days are named by their code alone.
  (data.receiptHash === undefined || data.receiptHash === receiptHash(receipt))

/**
 * What the record keeps of a receipt: SHA-256 of its canonical JSON without the address.
 * @param {{ readonly [key: string]: Json }} receipt
 */
export const receiptHash = (receipt) => hash('sha256', canonicalJson({ ...receipt, disclosed: null }))

/** @param {Json | undefined} checkpoint @param {readonly PublicKey[]} keys */
const isGenuineCheckpoint = (checkpoint, keys) =>
  isRecord(checkpoint) && checkCheckpoint(canonicalJson(checkpoint), keys).verdict === 'genuine'

/** @param {unknown} error */
const reasonOf = (error) => {
  if (error instanceof Failure) return error.reason
  throw error
}
