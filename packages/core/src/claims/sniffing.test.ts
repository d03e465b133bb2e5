import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { archive, html, jpeg, mail, office, outlook, pdf, png, program, svg, tiff } from '../../test/papers.ts'
import { evidenceTypes } from './evidence.rules.ts'
import { extensionOf, shownFileName, sniffType } from './sniffing.ts'

const folder = mkdtempSync(join(tmpdir(), 'ofrecord-sniffing-'))
afterAll(() => rmSync(folder, { recursive: true }))

const sniff = (content: Buffer, extension: string): Promise<string | undefined> => {
  const path = join(folder, 'document.part')
  writeFileSync(path, content)
  return sniffType(path, extension)
}

test.each([
  ['pdf', pdf()],
  ['docx', office('docx')],
  ['xlsx', office('xlsx')],
  ['pptx', office('pptx')],
  ['png', png],
  ['jpg', jpeg],
  ['jpeg', jpeg],
  ['tif', tiff],
  ['tiff', tiff],
  ['eml', mail],
  ['msg', outlook],
])('CLM-V13: a real %s is what it says', async (extension, content) => {
  expect(await sniff(content, extension)).toBe(evidenceTypes[extension])
})

test.each([
  ['a program named .pdf', program, 'pdf'],
  ['a page named .pdf', html, 'pdf'],
  ['a picture with a script named .png', svg, 'png'],
  ['a page named .eml', html, 'eml'],
  ['a mail without a sender', Buffer.from('Subject: hello\r\n\r\nFrom me'.replace('From', 'from')), 'eml'],
  ['a PDF named .docx', pdf(), 'docx'],
  ['a document named .pdf', office('docx'), 'pdf'],
  ['a table named .docx', office('xlsx'), 'docx'],
  ['any archive named .docx', archive([{ name: 'readme.txt', content: 'hello' }]), 'docx'],
  ['a document with macros named .docx', office('docm', [{ name: 'word/vbaProject.bin', content: 'x' }]), 'docx'],
  [
    'a document with macros and the plain content type',
    office('docx', [{ name: 'word/vbaProject.bin', content: 'x' }]),
    'docx',
  ],
  ['a table with an embedded object', office('xlsx', [{ name: 'xl/embeddings/oleObject1.bin', content: 'x' }]), 'xlsx'],
  [
    'a document whose part climbs out of its folder',
    office('docx', [{ name: '../../etc/passwd', content: 'x' }]),
    'docx',
  ],
  [
    'a document that says it unpacks to 3 GB',
    office('docx', [{ name: 'word/media/a.bin', content: 'x', claimed: 3e9 }]),
    'docx',
  ],
  [
    'an archive of 2,001 parts',
    archive(Array.from({ length: 2001 }, (_, at) => ({ name: `word/${at}.xml`, content: '' }))),
    'docx',
  ],
  ['a document cut off in its middle', office('docx').subarray(0, 200), 'docx'],
  ['one byte', Buffer.from('%'), 'pdf'],
  ['nothing', Buffer.alloc(0), 'pdf'],
  ['a picture of another kind', jpeg, 'png'],
  ['a program', program, 'exe'],
  ['a page', html, 'html'],
  ['a picture with a script', svg, 'svg'],
  ['a document with macros under its own name', office('docm'), 'docm'],
  ['something without an extension', pdf(), ''],
  ['an extension that every object has', pdf(), 'constructor'],
])('CLM-V13: %s is not taken', async (_what, content, extension) => {
  expect(await sniff(content, extension)).toBeUndefined()
})

test('CLM-V13: no content makes the look at it fail', async () => {
  const contents = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.constantFrom(office('docx'), pdf(), png).chain((real) => fc.nat(real.length).map((at) => real.subarray(0, at))),
  )
  await fc.assert(
    fc.asyncProperty(contents, fc.constantFrom(...Object.keys(evidenceTypes)), async (content, extension) => {
      await sniff(Buffer.from(content), extension)
    }),
    { numRuns: 200 },
  )
})

test.each([
  ['statement of work.pdf', 'statement of work.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['..\\..\\windows\\system32\\drivers.pdf', 'drivers.pdf'],
  ['C:\\Users\\Ines\\offer.pdf', 'offer.pdf'],
  ['/absolute/path/offer.PDF', 'offer.pdf'],
  ['a\0.pdf', 'a.pdf'],
  ['offer.pdf\0.exe', 'offer.pdf.exe'],
  ['line\r\nbreak.pdf', 'linebreak.pdf'],
  ['invoice\u202efdp.exe', 'invoicefdp.exe'],
  ['zero\u200bwidth.pdf', 'zerowidth.pdf'],
  ['\u2028separator.pdf', 'separator.pdf'],
  ['.hidden.pdf', 'hidden.pdf'],
  ['...', 'document'],
  ['', 'document'],
  ['/', 'document'],
  ['offer.pdf. . .', 'offer.pdf'],
  ['  offer.pdf  ', 'offer.pdf'],
  ['"; filename=x.html', '"; filename=x.html'],
  ['%2e%2e%2fetc.pdf', '%2e%2e%2fetc.pdf'],
  ['CON.pdf', 'CON.pdf'],
  ['Mo\u0308bel.pdf', 'M\u00f6bel.pdf'],
  ['عقد العمل.pdf', 'عقد العمل.pdf'],
  ['作業明細書.pdf', '作業明細書.pdf'],
  ['offer.tar.gz', 'offer.tar.gz'],
])('the name %j is shown as %j', (typed, shown) => {
  expect(shownFileName(typed)).toBe(shown)
})

test('a name of 300 letters keeps its beginning and its extension, and is cut between letters, not within one', () => {
  expect(shownFileName(`${'n'.repeat(300)}.pdf`)).toBe(`${'n'.repeat(110)}.pdf`)
  const cut = shownFileName(`${'😀'.repeat(300)}.pdf`)
  expect(cut).toBe(`${'😀'.repeat(110)}.pdf`)
  expect(cut.isWellFormed()).toBe(true)
})

test('whatever is typed, the name has no path, no control character, no end of dots, and reads the same again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (typed) => {
      const shown = shownFileName(typed)
      expect(shown).not.toMatch(/[/\\\p{Cc}\p{Cf}]|^[.\s]|[.\s]$/u)
      expect(shown.length).toBeGreaterThan(0)
      expect([...shown].length).toBeLessThanOrEqual(119)
      expect(shownFileName(shown)).toBe(shown)
    }),
    { numRuns: 1000 },
  )
})

test('the extension is the last one, in lower case, of at most eight letters', () => {
  expect(['a.PDF', 'a.pdf.exe', 'a', 'a.', '.pdf', 'a.ninechars', 'a.p_f'].map(extensionOf)).toEqual([
    'pdf',
    'exe',
    '',
    '',
    'pdf',
    '',
    '',
  ])
})
