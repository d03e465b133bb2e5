import { createReadStream } from 'node:fs'
import { connect } from 'node:net'
import type { ClamdPlace } from './addresses.ts'

export type ScanVerdict = 'clean' | 'infected'

const timeoutMs = 30_000

/**
 * Has clamd look at a file, by its INSTREAM command: chunks with a four-byte length before each, an empty one at the
 * end. Throws when the scanner is not there, is slow or answers nonsense: an error is never "clean" (I11).
 */
export const scanFile = (place: ClamdPlace, path: string): Promise<ScanVerdict> =>
  new Promise((resolve, reject) => {
    const socket = place.kind === 'socket' ? connect(place.path) : connect(place.port, place.host)
    const fail = (error: Error): void => {
      socket.destroy()
      reject(error)
    }
    let answer = ''
    socket.setTimeout(timeoutMs, () => fail(new Error('clamd did not answer within 30 seconds')))
    socket.on('error', fail)
    socket.on('data', (chunk) => (answer += chunk.toString('utf8')))
    socket.on('end', () => {
      const verdict = verdictOf(answer)
      if (verdict) resolve(verdict)
      else reject(new Error(`clamd answered ${JSON.stringify(answer.slice(0, 100))}`))
    })
    socket.on('connect', () => {
      socket.write('zINSTREAM\0')
      const file = createReadStream(path, { highWaterMark: 65_536 })
      file.on('error', fail)
      file.on('data', (chunk) => {
        const length = Buffer.alloc(4)
        length.writeUInt32BE(chunk.length)
        socket.write(length)
        if (!socket.write(chunk)) {
          file.pause()
          socket.once('drain', () => file.resume())
        }
      })
      file.on('end', () => socket.write(Buffer.alloc(4)))
    })
  })

const verdictOf = (answer: string): ScanVerdict | undefined => {
  if (/: OK\0?$/.test(answer.trim())) return 'clean'
  return / FOUND\0?$/.test(answer.trim()) ? 'infected' : undefined
}
