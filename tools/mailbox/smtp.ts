import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import type { Envelope } from './store.ts'

/** What the receiving server says once it has the whole message; `drop` hangs up without a word (RFC 1047). */
export type Answer = { code: 250 | 421 | 451 | 550; text: string } | 'drop'

type Refusal = Error & { responseCode: number }

/** An SMTP server without TLS and sign-in, for the loopback only. `receive` gets every whole message. */
export async function startSmtp(port: number, receive: (raw: Buffer, envelope: Envelope) => Promise<Answer>) {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 500,
    logger: false,
    size: 35 * 1024 * 1024,
    onData(stream, session, callback) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        if (stream.sizeExceeded) return callback(refusal(552, 'Message is larger than 35 MB'))
        receive(Buffer.concat(chunks), envelopeOf(session)).then(
          (answer) => {
            if (answer === 'drop') hangUp(session)
            else if (answer.code === 250) callback(null, answer.text)
            else callback(refusal(answer.code, answer.text))
          },
          (problem: Error) => callback(refusal(451, problem.message)),
        )
      })
    },
  })
  server.on('error', () => {}) // A client that hangs up in the middle is what delivery tests do.

  const hangUp = (session: SMTPServerSession) => {
    for (const connection of server.connections) if (connection.id === session.id) connection._socket.destroy()
  }

  const listener = server.listen(port, '127.0.0.1')
  await once(listener, 'listening')
  return {
    port: (listener.address() as AddressInfo).port,
    stop: () => new Promise<void>((settle) => server.close(() => settle())),
  }
}

function envelopeOf({ envelope }: SMTPServerSession): Envelope {
  const from = envelope.mailFrom
  return { from: from ? from.address : '', to: envelope.rcptTo.map(({ address }) => address) }
}

function refusal(responseCode: number, text: string): Refusal {
  return Object.assign(new Error(text), { responseCode })
}
