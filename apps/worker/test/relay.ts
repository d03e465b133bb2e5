import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

/** When a relay does something else than to go on: before its greeting, at a command, or with the whole message. */
export type Moment = 'connect' | 'EHLO' | 'AUTH' | 'MAIL' | 'RCPT' | 'DATA' | 'middle' | 'message'

/** What it does then: hang up, say nothing any more, or answer this line. */
export type Manner = 'destroy' | 'fin' | 'silence' | `${number} ${string}`

export interface Relay {
  url: string
  /** Messages whose final dot arrived, with their envelope. */
  received: { from: string; to: string[]; raw: string }[]
  /** Commands in the order they came, over all connections. */
  commands: string[]
  stop: () => Promise<void>
}

/**
 * A relay that follows a script, byte by byte, as no well-behaved server does. `times` is how often it misbehaves
 * before it works; without it, always.
 */
export const startRelay = async (at?: Moment, manner?: Manner, times = Number.POSITIVE_INFINITY): Promise<Relay> => {
  const relay = { received: [] as Relay['received'], commands: [] as string[] }
  const sockets = new Set<Socket>()
  let left = times
  const isNow = (moment: Moment): boolean => moment === at && left-- > 0
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    talk(socket, relay, isNow, manner)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const stop = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy()
    server.close()
    if (server.listening) await once(server, 'close')
  }
  return { url: `smtp://127.0.0.1:${port}`, ...relay, stop }
}

const answers: Record<string, string> = {
  EHLO: '250-relay\r\n250-8BITMIME\r\n250-AUTH PLAIN\r\n250 SMTPUTF8',
  AUTH: '235 welcome',
  DATA: '354 go ahead',
  QUIT: '221 bye',
}

const talk = (
  socket: Socket,
  relay: Pick<Relay, 'received' | 'commands'>,
  isNow: (moment: Moment) => boolean,
  manner: Manner | undefined,
): void => {
  let buffered = ''
  let body = false
  let envelope = { from: '', to: [] as string[] }
  const say = (line: string) => socket.write(`${line}\r\n`)
  const misbehave = (): void => {
    if (manner === 'destroy') socket.destroy()
    else if (manner === 'fin') socket.end()
    else if (manner !== 'silence' && manner) say(manner)
  }
  const hear = (line: string): void => {
    const command = line.slice(0, 4).toUpperCase()
    relay.commands.push(line)
    const moment = command as Moment
    if (isNow(moment)) return misbehave()
    if (command === 'MAIL') envelope = { from: addressOf(line), to: [] }
    if (command === 'RCPT') envelope.to.push(addressOf(line))
    if (command === 'DATA') body = true
    say(answers[command] ?? '250 ok')
    if (command === 'QUIT') socket.end()
  }
  const read = (): void => {
    for (;;) {
      const end = buffered.indexOf(body ? '\r\n.\r\n' : '\r\n')
      if (body && end < 0 && buffered.length > 0 && isNow('middle')) return misbehave()
      if (end < 0) return
      const part = buffered.slice(0, end)
      buffered = buffered.slice(end + (body ? 5 : 2))
      if (!body) {
        hear(part)
        continue
      }
      body = false
      relay.received.push({ ...envelope, raw: part.replaceAll('\r\n..', '\r\n.') })
      if (isNow('message')) return misbehave()
      say('250 queued as 4711')
    }
  }
  if (isNow('connect')) return misbehave()
  say('220 relay')
  socket.setEncoding('latin1')
  socket.on('data', (chunk: string) => {
    buffered += chunk
    read()
  })
}

const addressOf = (line: string): string => /<([^>]*)>/.exec(line)?.[1] ?? ''
