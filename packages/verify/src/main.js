#!/usr/bin/env node
// @ts-check
import { readFileSync } from 'node:fs'
import { checkCheckpoint, checkInclusion, checkReceipt } from './verify.js'

// `node main.js receipt.json --keys keys.json`: says whether a receipt, or a checkpoint, is genuine, without a network;
// with `--proof receipt.proof.json` also whether the receipt stands in the signed record.
// Ends with 0 when it is so, with 1 when it is not, with 2 when it could not be checked.

const usage = 'node main.js receipt.json --keys keys.json [--proof receipt.proof.json]'

/** Ends the command with one line that says what to mend. */
class Stop extends Error {}

/** @type {Readonly<Record<import('./verify.js').Reason, string>>} */
const reasons = {
  not_text: 'the file is not UTF-8 text',
  not_json: 'the file is not JSON',
  not_canonical: 'the file is not byte for byte as it was issued: spaces, order or spelling differ',
  not_a_receipt: 'it has not the fields of a receipt',
  not_a_checkpoint: 'it has not the fields of a checkpoint',
  key_unknown: 'none of the keys has the id it names: fetch the list of keys again',
  signature_wrong: 'its content or its signature was changed',
  disclosed_wrong: 'the address in it is not the one that was signed for',
  checkpoint_wrong: 'the checkpoint in it was changed',
}

/** @type {Readonly<Record<import('./verify.js').InclusionReason, string>>} */
const missing = {
  not_genuine: 'the receipt is not genuine',
  not_a_proof: 'the file has not the fields of a proof',
  other_receipt: 'the proof is of another receipt, or of another content',
  checkpoint_wrong: 'the checkpoint in the proof is not genuine',
  path_wrong: 'the path in the proof does not lead from the receipt to the checkpoint',
}

/** @param {string} file */
const read = (file) => {
  try {
    return readFileSync(file)
  } catch (error) {
    throw new Stop(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** @param {string} file @returns {import('./verify.js').PublicKey[]} */
const readKeys = (file) => {
  const text = read(file).toString('utf8')
  try {
    const { keys } = JSON.parse(text)
    if (Array.isArray(keys) && keys.every((key) => typeof key?.id === 'string' && typeof key.publicKey === 'string'))
      return keys
  } catch {
    // Said below, like any other file that is no list.
  }
  throw new Stop(`${file} is not a list of keys as /.well-known/ofrecord-keys gives it.`)
}

/** @param {readonly string[]} words */
const readWords = (words) => {
  /** @type {Map<string, string>} */
  const options = new Map()
  /** @type {string[]} */
  const files = []
  for (let at = 0; at < words.length; at++) {
    const word = /** @type {string} */ (words[at])
    const value = words[at + 1]
    if (!word.startsWith('-')) files.push(word)
    else if ((word === '--keys' || word === '--proof') && value !== undefined && !options.has(word)) {
      options.set(word, value)
      at++
    } else throw new Stop(usage)
  }
  const [file] = files
  const keys = options.get('--keys')
  if (keys === undefined || file === undefined || files.length > 1) throw new Stop(usage)
  return { file, keys, proof: options.get('--proof') }
}

/** By the schema it names: whether it is one, the check says. @param {Uint8Array} document */
const looksLikeCheckpoint = (document) => {
  try {
    return String(JSON.parse(Buffer.from(document).toString('utf8')).schema).startsWith('ofrecord-checkpoint/')
  } catch {
    return false
  }
}

/** @param {readonly string[]} words */
const answer = (words) => {
  const { file, keys, proof } = readWords(words)
  const document = read(file)
  const known = readKeys(keys)
  const isCheckpoint = looksLikeCheckpoint(document)
  if (isCheckpoint && proof !== undefined) throw new Stop('A proof is of a receipt, not of a checkpoint.')
  const check = isCheckpoint ? checkCheckpoint(document, known) : checkReceipt(document, known)
  if (check.verdict === 'not_genuine') return { holds: false, said: `not genuine: ${reasons[check.reason]}` }
  if ('checkpoint' in check) return { holds: true, said: saidOfCheckpoint(check.checkpoint) }
  const said = saidOfReceipt(check.receipt)
  if (proof === undefined) return { holds: true, said }
  const inclusion = checkInclusion(document, read(proof), known)
  return { holds: inclusion.verdict === 'included', said: `${said}\n${saidOfInclusion(inclusion)}` }
}

/** @typedef {{ readonly [key: string]: import('./verify.js').Json }} Document */

/** @param {Document} receipt */
const saidOfReceipt = (receipt) => {
  const erased = receipt.decidedBy !== null && receipt.disclosed === null
  const lines = ['genuine', ...linesOf(receipt, ['receipt', 'issuer', 'decision', 'decidedAt', 'keyId'])]
  if (erased) lines.push('The address in it was erased; everything else is as it was signed.')
  return lines.join('\n')
}

/** @param {Document} checkpoint */
const saidOfCheckpoint = (checkpoint) => ['genuine', ...linesOf(checkpoint, ['size', 'root', 'at', 'keyId'])].join('\n')

/** @param {import('./verify.js').InclusionCheck} inclusion */
const saidOfInclusion = (inclusion) =>
  inclusion.verdict === 'included'
    ? `in the record: event ${inclusion.leafIndex} of the ${shown(inclusion.checkpoint.size)} under the checkpoint of ${shown(inclusion.checkpoint.at)}`
    : `not proven to be in the record: ${missing[inclusion.reason]}`

/** @param {Document} document @param {readonly string[]} names */
const linesOf = (document, names) => names.map((name) => `${name}: ${shown(document[name])}`)

/** What stands in a file never moves the cursor of a terminal. @param {import('./verify.js').Json | undefined} value */
const shown = (value) => String(value).replace(/[\p{Cc}\p{Cf}]/gu, '')

// A fault of our own is no verdict either.
process.exitCode = 2
try {
  const { holds, said } = answer(process.argv.slice(2))
  console.log(said)
  process.exitCode = holds ? 0 : 1
} catch (error) {
  console.error(error instanceof Stop ? error.message : error)
}
