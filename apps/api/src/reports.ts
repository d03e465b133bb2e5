import PostalMime from 'postal-mime'
import type { Attachment, Email } from 'postal-mime'
import type { LetterReturn } from '@ofrecord/core/letters/returns'

/**
 * A message inside a message stays closed, so that nothing that is packed into a report is unpacked; what is deeper or
 * has more headers than a report of a mail server is refused by the parser.
 */
const cautious = {
  forceRfc822Attachments: true,
  attachmentEncoding: 'utf8',
  maxNestingDepth: 6,
  maxHeadersSize: 64 * 1024,
} as const

/**
 * Reads what a mail server sends back: a delivery status (RFC 3464) or a feedback report (RFC 5965). Undefined for
 * everything else that reaches such an address: answers of people, absence notes, what cannot be read.
 */
export const readReport = async (raw: Uint8Array): Promise<LetterReturn | undefined> => {
  const email = await PostalMime.parse(raw, cautious).catch(() => undefined)
  if (!email) return undefined
  const status = textOf(email, 'message/delivery-status')
  const feedback = textOf(email, 'message/feedback-report')
  const told = status === undefined ? complaintIn(feedback) : deliveryIn(status)
  return told && { ...told, ...aboutOf(email, feedback), recipient: null }
}

type Told = Pick<LetterReturn, 'kind' | 'said'>

/** `failed` is final, whatever the digits: a server that gave up after days of 4xx says so with 4.4.7 (RFC 3464, 2.3.3). */
const deliveryIn = (status: string): Told | undefined => {
  // The first group is about the whole message; ours have one recipient each.
  const [, ...groups] = status.trim().split(/\n\s*\n/)
  const recipients = groups.map(fieldsOf)
  const named = (action: string) => recipients.find((fields) => fields.get('action')?.toLowerCase() === action)
  const [kind, fields] = named('failed')
    ? ['bounced' as const, named('failed')]
    : ['delayed' as const, named('delayed')]
  if (!fields) return undefined
  const diagnostic = fields.get('diagnostic-code')?.replace(/^\s*[\w-]+\s*;\s*/, '') ?? ''
  return { kind, said: `${fields.get('status') ?? ''} ${diagnostic}`.trim() }
}

const complaints: ReadonlySet<string> = new Set(['abuse', 'fraud', 'other', 'virus', 'opt-out'])

const complaintIn = (feedback: string | undefined): Told | undefined => {
  const type = feedback === undefined ? undefined : fieldsOf(feedback).get('feedback-type')?.toLowerCase()
  return type !== undefined && complaints.has(type) ? { kind: 'complained', said: `feedback: ${type}` } : undefined
}

const receivers: ReadonlySet<string> = new Set(['to', 'delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to'])

/** Where it came in, and what it says of the letter that it has with it, whole or by its headers alone. */
const aboutOf = (email: Email, feedback: string | undefined): Pick<LetterReturn, 'addresses' | 'messageIds'> => {
  const returned = fieldsOf(headOf(textOf(email, 'message/rfc822') ?? textOf(email, 'text/rfc822-headers') ?? ''))
  const sender = feedback === undefined ? undefined : fieldsOf(feedback).get('original-mail-from')
  const messageId = returned.get('message-id')
  return {
    addresses: [
      ...email.headers.filter(({ key }) => receivers.has(key)).map(({ value }) => value),
      ...[sender, returned.get('return-path')].filter((address) => address !== undefined),
    ],
    messageIds: messageId === undefined ? [] : [messageId],
  }
}

const textOf = ({ attachments }: Email, mimeType: string): string | undefined => {
  const content = attachments.find((part: Attachment) => part.mimeType === mimeType)?.content
  return typeof content === 'string' ? content.replaceAll('\r\n', '\n') : undefined
}

const headOf = (message: string): string => message.split(/\n\n/, 1)[0] ?? ''

/** Lines `Name: value`, with folded ones put together; of two of one name the first counts. */
const fieldsOf = (text: string): ReadonlyMap<string, string> => {
  const fields = new Map<string, string>()
  for (const line of text.replaceAll(/\n[ \t]+/g, ' ').split('\n')) {
    const [, name, value] = /^([\w-]+):\s*(.*)$/.exec(line) ?? []
    if (name && value !== undefined && !fields.has(name.toLowerCase())) fields.set(name.toLowerCase(), value.trim())
  }
  return fields
}
