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
    const frames = new Frames()
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    socket.on('data', (chunk) => {
      const content = frames.take(chunk)
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

const command = Buffer.from('zINSTREAM\0')

/** Takes the frames of one connection apart, as they come; 25 MB come in hundreds of pieces. */
class Frames {
  #rest: Buffer = Buffer.alloc(0)
  #started = false
  #left = 0
  readonly #chunks: Buffer[] = []

  /** The document, once the empty frame has come. */
  take(piece: Buffer): Buffer | undefined {
    this.#rest = this.#rest.length > 0 ? Buffer.concat([this.#rest, piece]) : piece
    if (!this.#started) {
      if (this.#rest.length < command.length) return undefined
      if (!this.#bite(command.length).equals(command)) throw new Error('not the command of a stream')
      this.#started = true
    }
    for (;;) {
      if (this.#left > 0) {
        if (this.#rest.length === 0) return undefined
        const part = this.#bite(Math.min(this.#left, this.#rest.length))
        this.#left -= part.length
        this.#chunks.push(part)
        continue
      }
      if (this.#rest.length < 4) return undefined
      this.#left = this.#bite(4).readUInt32BE()
      if (this.#left === 0) return Buffer.concat(this.#chunks)
    }
  }

  #bite(bytes: number): Buffer {
    const part = this.#rest.subarray(0, bytes)
    this.#rest = this.#rest.subarray(bytes)
    return part
  }
}
