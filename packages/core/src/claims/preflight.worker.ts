import { readFile } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { getDocumentProxy } from 'unpdf'
import yauzl from 'yauzl'
import type { Reading } from './preflight.reading.ts'
import { findPoints } from './preflight.rules.ts'

// Runs in a thread of its own: what a document makes a reader do ends with the thread. It gets no environment, and
// answers with page numbers only.

/** Limits of what is read: 200 pages, 2 MB of text, 20 MB of unpacked Word. */
const maxPages = 200
const maxText = 2_000_000
const maxUnpacked = 20 * 1024 * 1024

const readPdf = async (path: string): Promise<string[]> => {
  const pdf = await getDocumentProxy(new Uint8Array(await readFile(path)), {
    stopAtErrors: false,
    disableFontFace: true,
    verbosity: 0,
  })
  const pages: string[] = []
  let length = 0
  for (let at = 1; at <= Math.min(pdf.numPages, maxPages) && length < maxText; at++) {
    const { items } = await (await pdf.getPage(at)).getTextContent()
    const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('')
    pages.push(text.slice(0, maxText - length))
    length += text.length
  }
  return pages
}

const readWord = async (path: string): Promise<string[]> => {
  const xml = await mainPart(path)
  const broken = xml.replaceAll(/<w:br\b[^>]*w:type="page"[^>]*\/?>|<w:lastRenderedPageBreak\b[^>]*\/?>/g, '\f')
  const text = broken.replaceAll(/<\/w:p>|<w:br\b[^>]*>|<w:tab\b[^>]*>/g, '\n').replaceAll(/<[^>]*>/g, '')
  return unescaped(text.slice(0, maxText)).split('\f').slice(0, maxPages)
}

const signs: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const unescaped = (text: string): string =>
  text.replaceAll(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (_whole, hex, decimal, name) => {
    if (name) return signs[String(name).toLowerCase()] ?? ''
    const code = hex ? Number.parseInt(String(hex), 16) : Number(decimal)
    return code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })

const mainPart = (path: string): Promise<string> =>
  new Promise((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true, validateEntrySizes: true }, (error, archive) => {
      if (error) return reject(error)
      archive.on('error', reject)
      archive.on('end', () => reject(new Error('no main part')))
      archive.on('entry', (entry: yauzl.Entry) => {
        if (entry.fileName !== 'word/document.xml') return archive.readEntry()
        if (entry.uncompressedSize > maxUnpacked) return reject(new Error('unpacks to more than a document does'))
        archive.openReadStream(entry, (failure, stream) => {
          if (failure) return reject(failure)
          const pieces: Buffer[] = []
          stream.on('data', (piece: Buffer) => pieces.push(piece))
          stream.on('error', reject)
          stream.on('end', () => resolve(Buffer.concat(pieces).toString('utf8')))
        })
      })
      archive.readEntry()
    })
  })

const { path, kind, facts, now } = workerData as Reading
const pages = await (kind === 'pdf' ? readPdf(path) : readWord(path))
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
parentPort!.postMessage(findPoints(pages, facts, now))
