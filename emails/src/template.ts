/**
 * The small language of the templates, and nothing more than they need:
 *
 *     [[partner]]                                   the value of a slot
 *     [[#if codePhrase]] … [[else]] … [[/if]]       a part that may be missing
 *     [[#each facts]] … [[label]] … [[/each]]       once per entry; inside, names are those of the entry
 *     [[#each services]] … [[.]] … [[/each]]        once per line
 *
 * A template is parsed once against the shape of its values. A name the shape does not know, an optional value outside
 * its `#if`, or a link outside `href` stops the parse: such a mistake fails a test and never a letter.
 */
import { isolated } from './direction.ts'
import type { Link, Plain } from './plain.ts'

type Kind = 'line' | 'line?' | 'code' | 'code?' | 'lines' | 'link' | 'link?' | 'flag' | { readonly each: Shape }

/**
 * What values a template may use. `?` marks those that may be missing. A `code` is like a line, but is copied from the
 * letter and compared: no character is ever put around it.
 */
export interface Shape {
  readonly [slot: string]: Kind
}

type Value<K extends Kind> = K extends { readonly each: infer S extends Shape }
  ? readonly Values<S>[]
  : {
      line: Plain
      'line?': Plain | undefined
      code: Plain
      'code?': Plain | undefined
      lines: readonly Plain[]
      link: Link
      'link?': Link | undefined
      flag: boolean
    }[Extract<K, string>]

/** The values that fit a shape. Each slot is named, also the missing ones, so that none is forgotten. */
export type Values<S extends Shape> = { readonly [N in keyof S]: Value<S[N]> }

/** Values as the parts see them, after the shape was checked. */
export interface LooseValues {
  readonly [slot: string]: string | boolean | undefined | readonly (string | LooseValues)[]
}

type Part =
  | string
  | { readonly print: string; readonly isolated?: true }
  | { readonly when: string; readonly parts: readonly Part[]; readonly otherwise: readonly Part[] }
  | { readonly each: string; readonly parts: readonly Part[] }

/** A parsed template: constant text between slots. */
export type Parts = readonly Part[]

/**
 * Parses `source`. `medium` decides where links may stand; with `isolate` each value keeps its own direction, which
 * right-to-left text needs. Throws with the template's name on any mistake.
 */
export function parse(source: string, shape: Shape, medium: 'html' | 'text', label: string, isolate = false): Parts {
  const pieces = source.split(/\[\[\s*(.*?)\s*\]\]/s)
  const reader: Reader = { pieces, at: 0, medium, label, isolate }
  const parts = readParts(reader, shape, new Set())
  if (reader.at < pieces.length) fail(reader, `[[${pieces[reader.at - 1]}]] closes nothing`)
  return parts
}

/** The names of the slots a template uses, outermost ones only. */
export function slotsOf(parts: Parts): Set<string> {
  const found = new Set<string>()
  for (const part of parts) {
    if (typeof part === 'string') continue
    if ('print' in part) found.add(part.print)
    else if ('each' in part) found.add(part.each)
    else for (const slot of [part.when, ...slotsOf(part.parts), ...slotsOf(part.otherwise)]) found.add(slot)
  }
  return found
}

/** Joins the parts with the values, each passed through `escape`. */
export function join(parts: Parts, values: LooseValues, escape: (value: string) => string): string {
  let out = ''
  for (const part of parts) {
    if (typeof part === 'string') out += part
    else if ('print' in part) {
      const value = escape(values[part.print] as string)
      out += part.isolated ? isolated(value) : value
    } else if ('each' in part) out += joinEach(part.parts, values[part.each], escape)
    else out += join(holds(values[part.when]) ? part.parts : part.otherwise, values, escape)
  }
  return out
}

const SPECIAL = /[&<>"']/
const EACH_SPECIAL = /[&<>"']/g
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Escapes for element content and for quoted attributes. */
export function escapeHtml(value: string): string {
  return SPECIAL.test(value) ? value.replace(EACH_SPECIAL, (character) => ENTITIES[character] ?? '') : value
}

function joinEach(parts: Parts, entries: LooseValues[string], escape: (value: string) => string): string {
  let out = ''
  for (const entry of entries as readonly (string | LooseValues)[]) {
    out += join(parts, typeof entry === 'string' ? { '.': entry } : entry, escape)
  }
  return out
}

function holds(value: LooseValues[string]): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== false
}

interface Reader {
  /** Text and markers in turn: even places hold text, odd ones markers. */
  readonly pieces: readonly string[]
  at: number
  readonly medium: 'html' | 'text'
  readonly label: string
  readonly isolate: boolean
}

// `certain` holds the optional slots of the blocks around, which are known to be there.
function readParts(reader: Reader, shape: Shape, certain: ReadonlySet<string>): Part[] {
  const parts: Part[] = []
  for (;;) {
    const text = reader.pieces[reader.at] ?? ''
    if (text !== '') parts.push(text)
    const marker = reader.pieces[reader.at + 1]
    reader.at += 2
    if (marker === undefined || marker === 'else' || marker.startsWith('/')) return parts
    if (marker.startsWith('#if ')) parts.push(readWhen(reader, shape, certain, marker.slice(4)))
    else if (marker.startsWith('#each ')) parts.push(readEach(reader, shape, marker.slice(6)))
    else parts.push(readPrint(reader, shape, certain, marker, text))
  }
}

function readWhen(reader: Reader, shape: Shape, certain: ReadonlySet<string>, slot: string): Part {
  const kind = kindOf(reader, shape, slot)
  if (kind === 'line' || kind === 'code' || kind === 'link')
    fail(reader, `${slot} is never missing, so #if cannot ask for it`)
  const parts = readParts(reader, shape, new Set([...certain, slot]))
  const otherwise = closer(reader) === 'else' ? readParts(reader, shape, certain) : []
  if (closer(reader) !== '/if') fail(reader, `[[#if ${slot}]] is not closed`)
  return { when: slot, parts, otherwise }
}

function readEach(reader: Reader, shape: Shape, slot: string): Part {
  const kind = kindOf(reader, shape, slot)
  const entry: Shape | undefined = kind === 'lines' ? { '.': 'line' } : typeof kind === 'object' ? kind.each : undefined
  if (entry === undefined) fail(reader, `${slot} is not a list`)
  const parts = readParts(reader, entry, new Set())
  if (closer(reader) !== '/each') fail(reader, `[[#each ${slot}]] is not closed`)
  return { each: slot, parts }
}

function readPrint(reader: Reader, shape: Shape, certain: ReadonlySet<string>, slot: string, before: string): Part {
  const kind = kindOf(reader, shape, slot)
  if (kind === 'lines' || kind === 'flag' || typeof kind === 'object')
    fail(reader, `${slot} cannot be printed as it is`)
  if (kind.endsWith('?') && !certain.has(slot)) fail(reader, `${slot} may be missing: put it inside [[#if ${slot}]]`)
  const inHref = before.endsWith('href="')
  const isLink = kind === 'link' || kind === 'link?'
  if (reader.medium === 'html' && inHref !== isLink)
    fail(reader, `${slot}: links stand in href="…", and nothing else does`)
  return reader.isolate && !isLink && !kind.startsWith('code') ? { print: slot, isolated: true } : { print: slot }
}

function kindOf(reader: Reader, shape: Shape, slot: string): Kind {
  return shape[slot] ?? fail(reader, `unknown slot ${slot}`)
}

// The marker that ended the last run of parts.
function closer(reader: Reader): string | undefined {
  return reader.pieces[reader.at - 1]
}

function fail(reader: Reader, problem: string): never {
  throw new Error(`${reader.label}: ${problem}`)
}
