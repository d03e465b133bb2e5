import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

/** When a relay does something else than to go on: instead of its greeting, at a command, or with the whole message. */
export type Moment = 'connect' | 'EHLO' | 'AUTH' | 'MAIL' | 'RCPT' | 'DATA' | 'message'

/** What it does then: hang up, say nothing until it is told to, or answer this line. */
export type Manner = 'destroy' | 'fin' | 'hold' | `${number} ${string}`

/** A message whose final dot arrived, with its envelope. */
export interface Received {
  from: string
  to: string[]
  raw: string
}

export interface Relay {
  url: string
  received: readonly Received[]
  /** From now on it does as it should; what it held back is answered. */
  behave: () => void
  connections: () => number
  hangUp: () => void
  stop: () => Promise<void>
}

interface Script {
  received: Received[]
  /** Takes its moment, when it is one to misbehave at. */
  misbehaves: (moment: Moment, socket: Socket, properly: () => void) => boolean
}

/** A relay that follows a script, byte by byte, as no well-behaved server does; without one it takes everything. */
export const startRelay = async (at?: Moment, manner?: Manner): Promise<Relay> => {
  const sockets = new Set<Socket>()
  const held: (() => void)[] = []
  let connections = 0
  let well = false
  const script: Script = {
    received: [],
    misbehaves: (moment, socket, properly) => {
      if (well || moment !== at) return false
      if (manner === 'destroy') socket.destroy()
      else if (manner === 'fin') socket.end()
      else if (manner === 'hold') held.push(properly)
      else socket.write(`${manner}\r\n`)
      return true
    },
  }
  const server = createServer((socket) => {
    connections++
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    converse(socket, script)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const hangUp = (): void => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received: script.received,
    connections: () => connections,
    hangUp,
    behave: () => {
      well = true
      for (const answer of held.splice(0)) answer()
    },
    stop: async () => {
      hangUp()
      server.close()
      await once(server, 'close')
    },
  }
}

const answers: Record<string, string> = {
  EHLO: '250-relay\r\n250-8BITMIME\r\n250-AUTH PLAIN\r\n250 SMTPUTF8',
  AUTH: '235 welcome',
  DATA: '354 go ahead',
  QUIT: '221 bye',
}

const converse = (socket: Socket, { received, misbehaves }: Script): void => {
  let buffered = ''
  let inBody = false
  let message: Received = { from: '', to: [], raw: '' }
  const say = (line: string): void => void socket.write(`${line}\r\n`)
  const obey = (line: string): void => {
    const command = line.slice(0, 4).toUpperCase()
    if (command === 'MAIL') message = { from: addressIn(line), to: [], raw: '' }
    if (command === 'RCPT') message.to.push(addressIn(line))
    const properly = (): void => {
      inBody = command === 'DATA'
      say(answers[command] ?? '250 ok')
      if (command === 'QUIT') socket.end()
    }
    if (!misbehaves(command as Moment, socket, properly)) properly()
  }
  const keep = (raw: string): void => {
    inBody = false
    received.push({ ...message, raw: raw.replaceAll('\r\n..', '\r\n.') })
    const properly = (): void => say('250 queued as 4711')
    if (!misbehaves('message', socket, properly)) properly()
  }
  socket.setEncoding('latin1')
  socket.on('data', (chunk: string) => {
    buffered += chunk
    for (;;) {
      const dot = inBody ? '\r\n.\r\n' : '\r\n'
      const end = buffered.indexOf(dot)
      if (end < 0) return
      const part = buffered.slice(0, end)
      buffered = buffered.slice(end + dot.length)
      if (inBody) keep(part)
      else obey(part)
    }
  })
  const greet = (): void => say('220 relay')
  if (!misbehaves('connect', socket, greet)) greet()
}

const addressIn = (line: string): string => /<([^>]*)>/.exec(line)?.[1] ?? ''
