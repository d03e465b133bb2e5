import { open as openFile } from 'node:fs/promises'
import { fileTypeFromBuffer } from 'file-type'
import yauzl from 'yauzl'
import { evidenceTypes } from './evidence.rules.ts'

const mainPart: Readonly<Record<string, string>> = {
  docx: 'word/document.xml',
  xlsx: 'xl/workbook.xml',
  pptx: 'ppt/presentation.xml',
}

/** An archive with more entries, or that unpacks to more, is a bomb or not a document. */
const maxEntries = 2000
const maxUnpacked = 200 * 1024 * 1024

/** The extension of a typed name, in lower case; empty when there is none. */
export const extensionOf = (fileName: string): string => /\.([a-z0-9]{1,8})$/i.exec(fileName)?.[1]?.toLowerCase() ?? ''

/** The name as it is shown: no path, no control or direction characters, no closing dots; 120 characters at most. */
export const shownFileName = (typed: string): string => {
  const bare = typed
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '')
    .split(/[/\\]/)
    .at(-1)!
    .replaceAll(/^[.\s]+|[.\s]+$/g, '')
  const extension = extensionOf(bare)
  const stem = extension ? bare.slice(0, -extension.length - 1) : bare
  return `${[...stem].slice(0, 110).join('') || 'document'}${extension && `.${extension}`}`
}

/**
 * Whether the content is what the extension says, by its first bytes and, for Office files, by the parts inside.
 * Answers the type to serve it under, or undefined: not an allowed type, a macro, or something else in disguise (CLM-V13).
 */
export const sniffType = async (path: string, extension: string): Promise<string | undefined> => {
  const expected = evidenceTypes[extension]
  if (!expected) return undefined
  const head = await readHead(path)
  if (extension === 'eml') return looksLikeMail(head) ? expected : undefined
  const found = await fileTypeFromBuffer(head)
  if (mainPart[extension])
    return found?.mime === 'application/zip' || found?.mime === expected
      ? officeType(path, extension, expected)
      : undefined
  if (extension === 'msg') return found?.mime === 'application/x-cfb' ? expected : undefined
  return found?.mime === expected ? expected : undefined
}

const readHead = async (path: string): Promise<Uint8Array> => {
  const file = await openFile(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(8192), 0, 8192, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** A mail begins with header lines, one of which says from whom it is. */
const looksLikeMail = (head: Uint8Array): boolean => {
  const text = Buffer.from(head).toString('latin1')
  return /^[A-Za-z][A-Za-z0-9-]*:[ \t]/.test(text) && /^from:/im.test(text)
}

const officeType = async (path: string, extension: string, expected: string): Promise<string | undefined> => {
  const names = await entryNames(path).catch(() => undefined)
  if (!names?.includes('[Content_Types].xml') || !names.includes(mainPart[extension]!)) return undefined
  return names.some((name) => /vbaProject\.bin$|\/embeddings\/oleObject/i.test(name)) ? undefined : expected
}

const entryNames = (path: string): Promise<string[]> =>
  new Promise((resolve, reject) => {
    yauzl.open(path, { lazyEntries: true, validateEntrySizes: true }, (error, archive) => {
      if (error) return reject(error)
      const names: string[] = []
      let unpacked = 0
      archive.on('error', reject)
      archive.on('end', () => resolve(names))
      archive.on('entry', (entry: yauzl.Entry) => {
        names.push(entry.fileName)
        unpacked += entry.uncompressedSize
        if (names.length > maxEntries || unpacked > maxUnpacked) {
          archive.close()
          return reject(new Error('unpacks to more than a document does'))
        }
        archive.readEntry()
      })
      archive.readEntry()
    })
  })
