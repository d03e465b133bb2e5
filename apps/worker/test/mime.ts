/** A message as it goes over the wire, read without the library that wrote it. */

/** Its headers, folded lines put together. */
export const headersOf = (raw: string): [name: string, value: string][] =>
  raw
    .slice(0, raw.indexOf('\r\n\r\n'))
    .replaceAll(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
    .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()])

export const partsOf = (raw: string): { headers: Record<string, string>; body: string }[] => {
  const [, boundary = ''] = /boundary="([^"]+)"/.exec(raw) ?? []
  return raw
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => {
      const whole = part.slice(2)
      return { headers: Object.fromEntries(headersOf(whole)), body: whole.slice(whole.indexOf('\r\n\r\n') + 4, -2) }
    })
}

export const decoded = (encoding: string | undefined, body: string): string => {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8')
  if (encoding !== 'quoted-printable') return body
  const bytes = body
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}

const necessary = ['Auto-Submitted', 'Content-Type', 'Date', 'From', 'MIME-Version', 'Message-ID', 'Subject', 'To']
/** One-click unsubscribing is for mail that somebody may do without: digests, and no other letter (MIC-R2, L8, RFC 8058). */
const oneClick = ['List-Unsubscribe', 'List-Unsubscribe-Post']
const heaviest = 60 * 1024

interface Sending {
  from: string
  to: string
  /** What no header and no envelope may have in it: where the partner's people read their mail. */
  never: readonly string[]
  /** Where one press stops letters like it; null: it is none that can be stopped. */
  stopUrl?: string | null
}

/** Everything that is wrong with a message (EML-R1, MIC-R2, RFC 5322); nothing for a good one. */
export const faultsIn = (raw: string, { from, to, never, stopUrl = null }: Sending): string[] => {
  const headers = headersOf(raw)
  const names = headers.map(([name]) => name)
  const wanted = stopUrl === null ? necessary : [...necessary, ...oneClick]
  const possible = new Set([...wanted, 'DKIM-Signature'])
  const head = `${from} ${to} ${headers.map(([, value]) => value).join(' ')}`
  const parts = partsOf(raw)
  const [text, html] = parts.map(({ headers: own, body }) => decoded(own['Content-Transfer-Encoding'], body))
  return [
    ...wanted.filter((name) => !names.includes(name)).map((name) => `no ${name}`),
    ...names.filter((name, at) => !possible.has(name) || names.indexOf(name) !== at).map((name) => `${name} too much`),
    ...never.filter((address) => head.includes(address)).map((address) => `${address} in the head`),
    ...(headers.some(([name, value]) => name === 'Auto-Submitted' && value === 'auto-generated')
      ? []
      : ['not automatic']),
    ...(stopUrl === null || isOneClick(headers, stopUrl) ? [] : ['not stopped by one press']),
    ...(Buffer.byteLength(raw) > heaviest ? [`${Buffer.byteLength(raw)} bytes`] : []),
    ...(raw.split('\r\n').some((line) => line.length > 998) ? ['a line of more than 998'] : []),
    ...(/[^\t\r\n\x20-\x7e]|[^\r]\n|\r[^\n]/.test(raw) ? ['not plain ASCII with CRLF'] : []),
    ...(kindsOf(parts) === 'text/plain text/html' ? [] : ['no text before the HTML']),
    ...missingIn(text ?? '', html ?? ''),
  ]
}

const isOneClick = (headers: readonly [string, string][], stopUrl: string): boolean =>
  headers.some(([name, value]) => name === oneClick[0] && value === `<${stopUrl}>`) &&
  headers.some(([name, value]) => name === oneClick[1] && value === 'List-Unsubscribe=One-Click')

const kindsOf = (parts: ReturnType<typeof partsOf>): string =>
  parts.map(({ headers }) => headers['Content-Type']?.split(';')[0]).join(' ')

/** Links and numbers of each part that the other one does not have: who, when, how many, where. */
const missingIn = (text: string, html: string): string[] => {
  const [inText, inHtml] = [factsOf(text), factsOf(readable(html))]
  return [
    ...[...inHtml].filter((fact) => !inText.has(fact)).map((fact) => `${fact} is not in the text`),
    ...[...inText].filter((fact) => !inHtml.has(fact)).map((fact) => `${fact} is not in the HTML`),
  ]
}

const readable = (html: string): string =>
  html
    .replaceAll(/<!--[\s\S]*?-->|<(style|head|script)\b[\s\S]*?<\/\1>/gi, ' ')
    .replaceAll(/<a\b[^>]*\bhref="(https?:[^"]*)"[^>]*>/gi, ' $1 ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&amp;', '&')

const factsOf = (text: string): ReadonlySet<string> =>
  new Set(text.match(/https?:\/\/[^\s<>"]+|[a-z0-9.+_-]+@[a-z0-9.-]*[a-z0-9]|\p{N}[\p{N}:.-]*(?<=\p{N})/giu))
