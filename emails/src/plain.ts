/**
 * Text on its way into a letter. Only the functions of this file make `Plain` and `Link`, and a template takes nothing
 * else, so a raw string from a partner cannot reach a customer. Escaping for HTML comes later and is not enough: mail
 * clients turn "example.com" into a link by themselves, whatever the markup says.
 *
 * Something that looks like a host keeps its letters, but its dots become middle dots (·). That was chosen over
 * - zero-width characters: invisible to the reader, and mail filters score them as an attempt to hide something;
 * - cutting the host out: "Booking.com Partners" would sign as somebody else;
 * - "[.]": an idiom of security people, odd in a letter to anybody else.
 * A middle dot is no label separator in any form (unlike 。．｡, which browsers read as dots), so what is copied from the
 * letter does not lead anywhere either.
 */

declare const plainMark: unique symbol
declare const linkMark: unique symbol

/** One line of text that is safe to print: no control characters, no direction overrides, nothing a client would link. */
export type Plain = string & { readonly [plainMark]: true }

/** A URL that is safe inside `href="…"` and in a text part. */
export type Link = string & { readonly [linkMark]: true }

const NAME_LENGTH = 120
const SENTENCE_LENGTH = 400
const COMMENT_LENGTH = 2000
const COMMENT_LINES = 60 // what comes after stands on the last one, so a column of letters cannot make a letter endless
const EXACT_LENGTH = 254 // the longest e-mail address

// Characters a name may hold without further looks; four of five names in practice pass here.
const HARMLESS = /^[\p{L}\p{N},()'’&+-]+(?: [\p{L}\p{N},()'’&+-]+)*$/u
const VISIBLE = /^[!-~]+(?: [!-~]+)*$/
// C0, C1, line and paragraph separators.
// oxlint-disable-next-line no-control-regex -- finding control characters is the purpose
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g
// Direction marks, overrides and isolates; soft hyphen, zero-width space and joiners, byte order mark; tag characters.
// Emoji and some scripts need U+200C and U+200D, so those two stay where they stand between letters or pictures.
const INVISIBLE =
  /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb\u{e0000}-\u{e0fff}]|(?<![\p{L}\p{M}\p{Emoji}])[\u200c\u200d]|[\u200c\u200d](?![\p{L}\p{Emoji}])/gu
const LONE_SURROGATES = /\p{Cs}/gu
const STACKED_MARKS = /(\p{M}{4})\p{M}+/gu
const SCHEME = /\b(?:[a-z][a-z0-9+.-]*:\/\/+|(?:mailto|tel|sms|callto|skype|javascript|data|vbscript|file):)/giu
// Each form of dot that a browser reads as one, and what may stand in a label beside it.
const DOT = '[.\u2024\u3002\ufe52\uff0e\uff61]'
const LABEL = String.raw`[\p{L}\p{M}\p{N}\u200c\u200d_\-]`
// The kinds of file that evidence may have are no top-level domains, and reviewers write "amendment.pdf".
const FILE = `(?:pdf|docx|xlsx|pptx|png|jpe?g|tiff?|eml|msg)(?!${DOT}?${LABEL}|[/:@])`
// A dot inside a host: what follows has two characters or more, so initials (S.p.A., U.S.) stay, and holds a letter, so
// amounts and versions (3.50) stay.
const HOST_DOT = new RegExp(String.raw`(?<=${LABEL})${DOT}(?!${FILE})(?=${LABEL}{2})(?=${LABEL}*\p{L})`, 'giu')
const IP_ADDRESS = /\b\d{1,3}(?:\.\d{1,3}){3}\b/g

/** Marks text of our own as printable: catalogue, `Intl`. Never a value somebody typed. */
export function said(text: string): Plain {
  return text as Plain
}

/**
 * A name somebody typed: partner, customer, contact, claim, location, item. One line, 120 characters at most, hosts and
 * addresses defused. A name of which nothing is left becomes a dash, so that no sentence loses its subject.
 */
export function name(value: string): Plain {
  if (value.length <= NAME_LENGTH && HARMLESS.test(value)) return value as Plain
  const line = defused(oneLine(value.slice(0, NAME_LENGTH * 8)))
  return (shortened(line, NAME_LENGTH) || '–') as Plain
}

/** A whole sentence handed in by the caller, such as a reason: one line, 400 characters at most, defused like a name. */
export function sentence(value: string): Plain {
  return shortened(defused(oneLine(value.slice(0, SENTENCE_LENGTH * 4))), SENTENCE_LENGTH) as Plain
}

/**
 * A comment somebody typed, one entry per line, 2,000 characters at most. Templates show it as a quotation, so that it
 * never reads as the vendor's own word.
 */
export function paragraphs(value: string): readonly Plain[] {
  const text = value.slice(0, COMMENT_LENGTH * 4).replace(/\r\n?|[\u2028\u2029]/g, '\n')
  const lines = shortened(text, COMMENT_LENGTH)
    .split('\n')
    .map((line) => defused(oneLine(line)) as Plain)
    .filter((line) => line !== '')
  if (lines.length <= COMMENT_LINES) return lines
  return [...lines.slice(0, COMMENT_LINES - 1), lines.slice(COMMENT_LINES - 1).join(' ') as Plain]
}

/**
 * A value that must be read, compared or typed exactly: domain, GUID, mailbox, number, code phrase. Only characters
 * that nobody can see are taken away; 254 characters at most.
 */
export function exact(value: string): Plain {
  if (value.length <= EXACT_LENGTH && VISIBLE.test(value)) return value as Plain
  return shortened(oneLine(value.slice(0, EXACT_LENGTH * 4)), EXACT_LENGTH) as Plain
}

// What RFC 3986 allows, without quotes, brackets and blanks; `__link__…__` placeholders are made of these.
const WEB_ADDRESS = /^https?:\/\/[A-Za-z0-9.-]+(?::\d{1,5})?(?:[/?#][A-Za-z0-9._~!$&()*+,;=:@%/?#-]*)?$/

/** A link given by the caller, byte for byte. Throws a `TypeError` on anything but a plain http(s) URL. */
export function link(url: string): Link {
  if (!WEB_ADDRESS.test(url)) throw new TypeError('a letter takes only plain http and https links')
  return url as Link
}

/** The same place without its scheme, to be typed into a browser: `records.halcyon.example/verify`. */
export function place(url: string): Plain {
  return said(link(url).replace(/^https?:\/\//, ''))
}

const MAILBOX = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/

/** The `mailto:` of one plain address, or nothing when it is anything else; then it is shown without a link. */
export function mailto(address: string): Link | undefined {
  if (!MAILBOX.test(address)) return undefined
  const at = address.lastIndexOf('@')
  return `mailto:${encodeURIComponent(address.slice(0, at))}${address.slice(at)}` as Link
}

function oneLine(value: string): string {
  return value
    .replace(LONE_SURROGATES, '')
    .replace(CONTROLS, ' ')
    .replace(INVISIBLE, '')
    .replace(STACKED_MARKS, '$1')
    .replace(/\s+/g, ' ')
    .trim()
    .normalize('NFC')
}

function defused(line: string): string {
  return line
    .replace(SCHEME, '')
    .replace(HOST_DOT, '·')
    .replace(IP_ADDRESS, (address) => address.replaceAll('.', '·'))
}

function shortened(line: string, length: number): string {
  if (line.length <= length) return line
  const characters = Array.from(line)
  return characters.length <= length ? line : `${characters.slice(0, length - 1).join('')}…`
}
