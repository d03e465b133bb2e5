import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import type { ClamdPlace } from '../src/kernel/addresses.ts'

/** What the scanner says to what it was sent; undefined: nothing, ever. */
export type ClamdAnswer = (content: Buffer) => string | undefined

export interface Clamd {
  place: ClamdPlace
  /** The documents it was sent, whole. */
  scanned: Buffer[]
  answer: ClamdAnswer
  close: () => Promise<void>
}

/** As the real scanner answers: it knows the industry's harmless test string, and nothing else. */
export const honest: ClamdAnswer = (content) =>
  content.includes('EICAR-STANDARD-ANTIVIRUS-TEST') ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0'

/** A virus scanner at its own protocol: `zINSTREAM`, then chunks with a four-byte length before each, an empty one last. */
export const openClamd = async (answer: ClamdAnswer = honest): Promise<Clamd> => {
  const sockets = new Set<Socket>()
  const clamd = { answer, scanned: [] as Buffer[] }
  const server = createServer((socket) => {
    sockets.add(socket)
    let received = Buffer.alloc(0)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk])
      const content = contentOf(received)
      if (!content) return
      clamd.scanned.push(content)
      const words = clamd.answer(content)
      if (words !== undefined) socket.end(words)
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  const close = (): Promise<void> => {
    for (const socket of sockets) socket.destroy()
    return new Promise((closed) => server.close(() => closed()))
  }
  return Object.assign(clamd, { place: { kind: 'port', host: '127.0.0.1', port } as const, close })
}

/** The document inside the frames, once the empty one has come. */
const contentOf = (received: Buffer): Buffer | undefined => {
  const command = 'zINSTREAM\0'
  if (received.length < command.length) return undefined
  if (received.subarray(0, command.length).toString('latin1') !== command) throw new Error('not the command of a stream')
  const chunks: Buffer[] = []
  for (let at = command.length; at + 4 <= received.length;) {
    const length = received.readUInt32BE(at)
    if (length === 0) return Buffer.concat(chunks)
    if (at + 4 + length > received.length) return undefined
    chunks.push(received.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return undefined
}
