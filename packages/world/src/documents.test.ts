import { inflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { evidenceFile } from './claims/files.ts'
import type { EvidenceVariant } from './claims/plan.ts'
import { antivirusTest, statementOfWork } from './documents.ts'
import type { Lack, WorkDocument } from './documents.ts'
import { printable } from './paper.ts'
import { T0 } from './time.ts'
import { claimOf, demoWorld } from './world.ts'

/** The text of a PDF as a reader sees it: streams inflated, the strings between `[` and `] TJ` joined. */
const textOf = (pdf: Buffer): string => {
  const raw = pdf.toString('latin1')
  const streams = [...raw.matchAll(/stream\n([\s\S]*?)\nendstream/g)].map(([, stream]) =>
    inflateSync(Buffer.from(stream!, 'latin1')).toString('latin1'),
  )
  return streams
    .flatMap((stream) => [...stream.matchAll(/\[([^\]]*)\] TJ/g)].map(([, line]) => lineOf(line!)))
    .join(' ')
    .replace(/\s+/g, ' ')
}

const lineOf = (line: string): string =>
  [...line.matchAll(/<([0-9a-f]*)>/g)].map(([, hex]) => Buffer.from(hex!, 'hex').toString('latin1')).join('')

const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type \/Page\b/g)!.length

const work: WorkDocument = {
  kind: 'statement_of_work',
  number: '1000001-0001',
  partner: { name: 'Kestrel Deutschland GmbH', city: 'Cologne', signatory: 'Anke Vogt' },
  customer: { name: 'Weserhafen Spedition', city: 'Bremerhaven', signatory: 'Jörg Petersen' },
  items: ['Device Management', 'Information Protection'],
  activities: ['trains key users in Device Management,', 'follows up every month.'],
  signedAt: new Date('2026-10-21T10:00:00Z'),
  disclosure: true,
}

const points: Readonly<Record<string, RegExp>> = {
  'customer’s signature (E2)': /Customer: signed by Jörg Petersen/,
  'every item (E3)': /Information Protection/,
  'activities (E4)': /follows up every month/,
  'both parties (E5)': /Weserhafen Spedition.*Kestrel Deutschland GmbH/,
  'dates (E6)': /Bremerhaven, 21 October 2026/,
  'disclosure (E7)': /may receive a payment/,
}

describe('a statement of work', () => {
  test('names all points of the checklist (B.1.8)', () => {
    const text = textOf(statementOfWork(work))
    expect(Object.keys(points).filter((point) => !points[point]!.test(text))).toEqual([])
  })

  const lacks: readonly (readonly [Lack, string])[] = [
    ['signature', 'customer’s signature (E2)'],
    ['item', 'every item (E3)'],
    ['activity', 'activities (E4)'],
    ['party', 'both parties (E5)'],
    ['dates', 'dates (E6)'],
    ['disclosure', 'disclosure (E7)'],
  ]
  test.each(lacks)('that lacks its %s misses the %s', (lack, point) => {
    expect(textOf(statementOfWork({ ...work, lack }))).not.toMatch(points[point]!)
  })

  test('has the same bytes each time, and others for another signature day (SED-R2)', () => {
    expect(statementOfWork(work).equals(statementOfWork(work))).toBe(true)
    expect(statementOfWork(work).equals(statementOfWork({ ...work, signedAt: new Date('2026-10-22T10:00:00Z') }))).toBe(
      false,
    )
  })

  test('is a PDF of one to three pages', () => {
    const pdf = statementOfWork({ ...work, items: Array.from({ length: 15 }, (_, index) => `Product ${index + 1}`) })
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect([1, 2, 3]).toContain(pagesOf(pdf))
  })

  test('covers names under a non-disclosure agreement and still shows all points (fx.claim.nda)', () => {
    const text = textOf(statementOfWork({ ...work, redacted: true }))
    expect(text).toContain('Customer: signed by J. P.')
    expect(text).not.toContain('820 per day')
  })
})

test('letters that the standard fonts lack lose their accents rather than turn into others', () => {
  expect(printable('Łódź, Kōgyō, Müller, 東')).toBe('Lódz, Kogyo, Müller, ?')
})

test('the antivirus test string is whole, and not in this repository as such', () => {
  expect(antivirusTest()).toHaveLength(68)
})

describe('the documents of the planned claims', () => {
  const world = demoWorld(T0)
  const first = (variant: EvidenceVariant): string => {
    for (const claim of world.claims) {
      const evidence = claim.evidence.find((entry) => entry.variant === variant && !entry.infected && !entry.redacted)
      if (evidence)
        return `${textOf(evidenceFile(world, claim, evidence))} | ${printable(world.tenants.find(({ key }) => key === claim.tenant)!.name)}`
    }
    throw new Error(`No document ${variant}`)
  }

  test('really show or lack what their variant says (F.11)', () => {
    expect(first('complete')).toMatch(/Customer: signed by/)
    expect(first('no_signature')).not.toMatch(/Customer: signed by/)
    expect(first('no_dates')).not.toMatch(/\d \w+ 20\d\d/)
    expect(first('other_customer')).toMatch(/Marrowbank Holdings/)
    expect(first('unrelated')).toMatch(/kitchen committee/)
  })

  test('a document that misses an item names none that it misses, anywhere', () => {
    const claim = claimOf(world, 'weserhafen-frontline')
    const text = textOf(
      evidenceFile(
        world,
        claim,
        claim.evidence.find(({ variant }) => variant === 'item_missing')!,
      ),
    )
    expect(text).toContain('Identity Premium')
    expect(text).not.toContain('Information Protection')
  })

  test('duplicates have the bytes of a document sent for another customer (CLM-V14)', () => {
    const copies = world.claims.flatMap((claim) =>
      claim.evidence.filter(({ copyOf }) => copyOf !== undefined).map((evidence) => ({ claim, evidence })),
    )
    expect(copies).toHaveLength(10)
    for (const { claim, evidence } of copies) {
      const owner = world.claims.find((other) => other.evidence.some(({ key }) => key === evidence.copyOf))!
      const original = owner.evidence.find(({ key }) => key === evidence.copyOf)!
      expect(owner.tenant).not.toBe(claim.tenant)
      expect(evidenceFile(world, claim, evidence).equals(evidenceFile(world, owner, original))).toBe(true)
    }
  })

  test('one draft carries the infected file (C19)', () => {
    const claim = claimOf(world, 'fx.evidence.infected')
    expect(evidenceFile(world, claim, claim.evidence[0]!).equals(antivirusTest())).toBe(true)
  })
})
