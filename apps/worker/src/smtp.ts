import type { Readable } from 'node:stream'
import { createTransport } from 'nodemailer'
import type { PluginFunction } from 'nodemailer'
import type { Signing } from '@ofrecord/core/kernel/mail.settings'
import type { Message } from '@ofrecord/core/letters/deliver'
import type { Outcome } from '@ofrecord/core/letters/letter.rules'

interface SmtpError extends Error {
  code?: string
  responseCode?: number
  response?: string
}

/**
 * Hands letters to a relay, over twenty connections at most. Never throws: what went wrong is an outcome.
 *
 * nodemailer reports one and the same error for "never sent" and for "delivered, then dropped", so the message's own
 * stream tells: it is read only after the server's 354, and once its end was handed over, an error means that nobody knows.
 */
export const openRelay = (
  url: string,
  { signing, ...patience }: Partial<Patience> & { signing?: Signing | undefined } = {},
) => {
  const streams = new WeakMap<Buffer, Readable>()
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 20,
    maxMessages: Number.POSITIVE_INFINITY,
    ...usualPatience,
    ...patience,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  transport.use('stream', keepStream(streams))
  const send = async (message: Message): Promise<Outcome> => {
    if (!oneMailbox.test(message.to.address)) return notAMailbox
    let raw: Buffer | undefined
    try {
      raw = await mimeOf(message, signing)
      const envelope = { from: message.returnTo ?? addressIn(message.from), to: [message.to.address] }
      const { response } = await transport.sendMail({ envelope, raw })
      return { kind: 'accepted', response: response ?? '' }
    } catch (error) {
      return outcomeOf(error as SmtpError, (raw && streams.get(raw)?.readableEnded) ?? false)
    }
  }
  return { send, close: () => transport.close() }
}

/** A letter goes to one mailbox: what the header parser could take for two, or for a command, goes nowhere. */
const oneMailbox = /^[^\s\p{C}<>()[\]\\,;:"@]+@[^\s\p{C}<>()[\]\\,;:"@]+$/u

/** 553 is "mailbox name not allowed" (RFC 5321). */
const notAMailbox: Outcome = { kind: 'refused', code: 553, response: 'the address is not one mailbox' }

/** Milliseconds: to connect, for the greeting, and for any answer after that. */
interface Patience {
  connectionTimeout: number
  greetingTimeout: number
  socketTimeout: number
}

const usualPatience: Patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 }

/** A pooled connection opens the message's stream when it is free for it; the last one opened is the one that was read. */
const keepStream =
  (streams: WeakMap<Buffer, Readable>): PluginFunction =>
  ({ message, data }, done) => {
    const open = message.createReadStream.bind(message)
    message.createReadStream = (options) => {
      const stream = open(options)
      streams.set(data.raw as Buffer, stream)
      return stream
    }
    done()
  }

/**
 * Only what the relay says about this sender, recipient or message is about the letter. A 5xx to the greeting or to our
 * password is about the installation: the letters wait until somebody mends it.
 */
const outcomeOf = ({ code, responseCode, response, message }: SmtpError, bodyLeft: boolean): Outcome => {
  const aboutLetter = code === 'EENVELOPE' || code === 'EMESSAGE'
  if (aboutLetter && responseCode) return { kind: 'refused', code: responseCode, response: response ?? message }
  if (code === 'EENVELOPE') return { ...notAMailbox, response: message }
  return { kind: bodyLeft ? 'silent' : 'unreached', response: response ?? message }
}

const addressIn = (sender: string): string => /<([^>]+)>/.exec(sender)?.[1] ?? sender

const builders = new Map<Signing | undefined, ReturnType<typeof openBuilder>>()

/** What a signature covers: with both headers of one-click unsubscribing, without which it does not count (RFC 8058). */
const headerFieldNames =
  'From:Subject:Date:Message-ID:To:MIME-Version:Content-Type:List-Unsubscribe:List-Unsubscribe-Post'

const openBuilder = (signing: Signing | undefined) => {
  const dkim = signing && {
    domainName: signing.domain,
    keySelector: signing.selector,
    privateKey: signing.key,
    headerFieldNames,
  }
  return createTransport({ streamTransport: true, buffer: true, newline: 'windows', ...(dkim && { dkim }) })
}

const builderOf = (signing: Signing | undefined) => {
  const builder = builders.get(signing) ?? openBuilder(signing)
  builders.set(signing, builder)
  return builder
}

/** For letters that one can do without, and no others (MIC-R2, L8): the mail program offers to stop them (RFC 8058). */
const oneClick = (stopUrl: string) => ({
  'List-Unsubscribe': `<${stopUrl}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
})

/**
 * The same letter gives the same bytes at every attempt: Message-ID, Date and boundaries come from the letter itself. So
 * does the signature (DKIM, relaxed/relaxed, rsa-sha256): it has no time in it, and its padding leaves nothing to chance.
 */
export const mimeOf = (message: Message, signing?: Signing): Promise<Buffer> => {
  const { messageId, date, from, to, subject, html, text, stopUrl } = message
  return builderOf(signing)
    .sendMail({
      messageId,
      date,
      from,
      to,
      subject,
      html,
      text,
      headers: { 'Auto-Submitted': 'auto-generated', ...(stopUrl && oneClick(stopUrl)) },
      baseBoundary: messageId.replaceAll(/[^a-z0-9]/gi, '').slice(0, 32),
      xMailer: false,
      disableFileAccess: true,
      disableUrlAccess: true,
    })
    .then((built) => (built as unknown as { message: Buffer }).message)
}
