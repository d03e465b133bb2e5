import { inflateSync } from 'node:zlib'
import { extractText, getDocumentProxy } from 'unpdf'
import { encode } from 'uqr'
import { expect, test } from 'vitest'
import type { PrintedReceipt } from './receipt.pdf.ts'
import { drawReceipt } from './receipt.pdf.ts'

const checkUrl = 'https://records.halcyon.example/verify?receipt=R7KD-42QM-XW9F'

const receipt: PrintedReceipt = {
  locale: 'de',
  title: 'Beleg R7KD-42QM-XW9F',
  owner: 'Halcyon Software',
  decidedAt: '2026-11-03T11:42:00.000Z',
  lead: 'Erledigt. Kestrel Consulting Group kann Ihre Zahlen nicht sehen.',
  facts: [
    { term: 'Entscheidung', details: ['Nein, innerhalb der 7 Tage'] },
    { term: 'Dienste', details: ['Mail and Calendar (MAIL)', 'Meetings and Chat (MEET)'] },
  ],
  checkWords: 'Prüfen Sie diesen Beleg unter',
  checkUrl,
  copyWords: 'Dieses Papier ist eine Kopie.',
  spellingWords: 'Einige Zeichen lassen sich hier nicht drucken.',
}

const textOf = async (paper: Buffer): Promise<string> => {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(paper)), { mergePages: true })
  return text.replaceAll(/\s+/g, ' ')
}

/** What the page draws, as PDF writes it. */
const drawn = (paper: Buffer): string =>
  [...paper.toString('latin1').matchAll(/stream\n([\s\S]*?)\nendstream/g)]
    .map(([, stream]) => {
      try {
        return inflateSync(Buffer.from(stream!, 'latin1')).toString('latin1')
      } catch {
        return ''
      }
    })
    .join('\n')

test('the paper says what was decided, and where it is checked', async () => {
  const text = await textOf(drawReceipt(receipt))
  for (const part of [receipt.title, receipt.lead, 'Meetings and Chat (MEET)', receipt.checkWords, receipt.copyWords])
    expect(text).toContain(part)
  expect(text.replaceAll(' ', '')).toContain(checkUrl)
  expect(text).not.toContain(receipt.spellingWords)
})

test('the QR code is that of the address, each dark module a square', () => {
  const { data, size } = encode(checkUrl, { ecc: 'M', border: 4 })
  const squares = [...drawn(drawReceipt(receipt)).matchAll(/([\d.]+) ([\d.]+) ([\d.]+) \3 re/g)].map(
    ([, x, y, side]) => ({
      column: Math.round((Number(x) - 56) / Number(side)),
      y: Number(y),
      side: Number(side),
    }),
  )
  const top = Math.min(...squares.map(({ y }) => y)) - 4 * squares[0]!.side
  const found = data.map((row) => row.map(() => false))
  for (const { column, y, side } of squares) found[Math.round((y - top) / side)]![column] = true
  expect(found).toEqual(data)
  expect(size * squares[0]!.side).toBeCloseTo(120, 1)
})

test('names that readers’ fonts cannot write lose accents or signs, and the paper says where they are whole', async () => {
  const facts = [{ term: 'Partner', details: ['Kestrel Łódź', '果樹園食品 株式会社'] }]
  const text = await textOf(drawReceipt({ ...receipt, facts }))
  expect(text).toContain('Kestrel Lódz')
  expect(text).toContain('????? ????')
  expect(text).toContain(receipt.spellingWords)
})

test('many services go on to a second page, and the same receipt gives the same bytes', async () => {
  const services = Array.from({ length: 90 }, (_, at) => `Service ${at + 1}`)
  const long = { ...receipt, facts: [{ term: 'Dienste', details: services }] }
  const text = await textOf(drawReceipt(long))
  for (const part of ['Service 1 ', 'Service 90', receipt.checkWords]) expect(text).toContain(part)
  expect(drawReceipt(receipt).equals(drawReceipt(receipt))).toBe(true)
})
