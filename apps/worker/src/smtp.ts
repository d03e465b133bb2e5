import { Transform } from 'node:stream'
import { createTransport } from 'nodemailer'
import type { SendMailOptions, Transporter, TransportOptions } from 'nodemailer'
import type { Message } from '@ofrecord/core/letters/deliver'
import type { Outcome } from '@ofrecord/core/letters/letter.rules'

interface SmtpError extends Error {
  responseCode?: number
  response?: string
}

/**
 * Hands letters to a relay. nodemailer reports one and the same error for "never sent" and for "delivered, then
 * dropped", so the message's own stream tells: once its last chunk has left, an error means that nobody knows.
 */
export const openRelay = (url: string) => {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 20,
    maxMessages: Number.POSITIVE_INFINITY,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  } as TransportOptions)
  return { send: (message: Message): Promise<Outcome> => send(transport, message), close: () => transport.close() }
}

const send = async (transport: Transporter, message: Message): Promise<Outcome> => {
  let bodyLeft = false
  try {
    const raw = watched(await mimeOf(message), () => (bodyLeft = true))
    const envelope = { from: addressIn(message.from), to: [message.to.address] }
    const { response } = (await transport.sendMail({ envelope, raw })) as { response: string }
    return { kind: 'accepted', response }
  } catch (error) {
    const { responseCode, response, message: text } = error as SmtpError
    if (responseCode && responseCode >= 400) return { kind: 'refused', code: responseCode, response: response ?? text }
    return { kind: bodyLeft ? 'silent' : 'unreached', response: text }
  }
}

const addressIn = (sender: string): string => /<([^>]+)>/.exec(sender)?.[1] ?? sender

/** The same letter gives the same bytes at every attempt: Message-ID, Date and boundaries come from the letter itself. */
export const mimeOf = (message: Message): Promise<Buffer> => {
  const { messageId, date, from, to, subject, html, text } = message
  const builder = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  return builder
    .sendMail({
      messageId,
      date,
      from,
      to,
      subject,
      html,
      text,
      headers: { 'Auto-Submitted': 'auto-generated' },
      baseBoundary: messageId.replaceAll(/[^a-z0-9]/gi, '').slice(0, 32),
      xMailer: false,
      disableFileAccess: true,
      disableUrlAccess: true,
    })
    .then((built) => (built as unknown as { message: Buffer }).message)
}

const watched = (bytes: Buffer, left: () => void): Transform => {
  const stream = new Transform({
    transform: (chunk: Buffer, _encoding, done) => done(null, chunk),
    flush(done) {
      left()
      done()
    },
  })
  stream.end(bytes)
  return stream
}
