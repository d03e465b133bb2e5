import { describe, expect, test } from 'vitest'
import type { ChecklistPoint } from './evidence.rules.ts'
import { datesIn } from './preflight.dates.rules.ts'
import type { PreflightFacts } from './preflight.rules.ts'
import { findPoints } from './preflight.rules.ts'

const now = new Date('2026-11-02T09:00:00Z')
const facts: PreflightFacts = {
  customerName: 'Orchard Foods Ltd',
  domain: 'orchardfoods.example',
  partnerNames: ['Kestrel Consulting Group', 'Kestrel Leeds'],
  people: ['Nora Castellane', 'Ines Marchetti'],
  items: [
    { code: 'MAIL', name: 'Mail and Calendar' },
    { code: 'MEET', name: 'Meetings and Chat' },
  ],
  activity: 'usage',
  maxAgeMonths: 12,
}
const complete = [
  'Statement of work between Orchard Foods\nand Kestrel Consulting Group',
  'The contractor migrates Mail and Calendar and trains the users of Meetings and\nChat.',
  'Customer: signed by Nora Castellane on 21 October 2026',
]
const points = (pages: readonly string[], changes: Partial<PreflightFacts> = {}) =>
  findPoints(pages, { ...facts, ...changes }, now).found
const point = (which: ChecklistPoint, text: string, changes: Partial<PreflightFacts> = {}) =>
  points([text], changes)[which]

test('E1–E6: a document with everything has a page for each point', () => {
  expect(findPoints(complete, facts, now)).toEqual({
    pages: 3,
    found: { E1: 1, E2: 3, E3: 2, E4: 2, E5: 1, E6: 3 },
  })
})

test('the same in Italian', () => {
  const pages = [
    'Contratto tra Orchard Foods Ltd e Kestrel Consulting Group. Migrazione di Mail and Calendar, formazione su Meetings and Chat. Firmato il 21 ottobre 2026 da Nora Castellane.',
  ]
  expect(points(pages)).toEqual({ E1: 1, E2: 1, E3: 1, E4: 1, E5: 1, E6: 1 })
})

test('a scan has no text: no pages, and no point is called missing', () => {
  expect(findPoints(['', ' \n'], facts, now)).toEqual({ pages: 0, found: {} })
  expect(findPoints([], facts, now)).toEqual({ pages: 0, found: {} })
})

describe('E1, E5: the parties', () => {
  test('the domain stands for the customer in E1, not in E5', () => {
    const text = 'Work at orchardfoods.example by Kestrel Consulting Group'
    expect([point('E1', text), point('E5', text)]).toEqual([1, null])
  })
  test('a document of somebody else has neither', () => {
    const text = 'Between Marrowbank Holdings and Kestrel Consulting Group'
    expect([point('E1', text), point('E5', text)]).toEqual([null, null])
  })
  test('a name inside another name is not that name', () => {
    expect(point('E5', 'Bigorchard Foods and Kestrel Consulting Group')).toBeNull()
    expect(point('E5', 'Orchard Foodservice and Kestrel Consulting Group')).toBeNull()
  })
  test('accents, kinds of quotes, case and the end of a line make no difference', () => {
    const changes = { customerName: 'Müller’s Bäckerei GmbH', partnerNames: ['Società Idea S.r.l.'] }
    expect(point('E5', "MÜLLER'S\nBÄCKEREI and SOCIETA IDEA", changes)).toBe(1)
  })
  test('a page that names both stands before two that name one each', () => {
    expect(points(['Orchard Foods', 'Kestrel Consulting Group', 'Orchard Foods, Kestrel Consulting Group']).E5).toBe(3)
    expect(points(['Orchard Foods', 'Kestrel Consulting Group']).E5).toBe(2)
  })
})

describe('E2: the customer acknowledged', () => {
  test('a word of signature counts with a name or a date near it', () => {
    expect(point('E2', 'Signed 3 May 2026')).toBe(1)
    expect(point('E2', 'Per accettazione: Nora Castellane')).toBe(1)
    expect(point('E2', 'Acknowledged for Orchard Foods on 2.10.2026')).toBe(1)
  })
  test('an empty line for a signature does not', () => {
    expect(point('E2', 'Signature: ______________________')).toBeNull()
    expect(point('E2', 'Orchard Foods acknowledges that Kestrel Consulting Group does the work')).toBeNull()
    expect(point('E2', `Signed ${'. '.repeat(200)} Nora Castellane`)).toBeNull()
  })
})

describe('E3: the items', () => {
  test('every item must be named', () => {
    expect(point('E3', 'Mail and Calendar only')).toBeNull()
    expect(points(['Mail and Calendar', '', 'Meetings and Chat']).E3).toBe(3)
  })
  test('a code counts in capitals, since a word of everyday is not a code', () => {
    expect(point('E3', 'Items: MAIL, MEET')).toBe(1)
    expect(point('E3', 'we meet by mail')).toBeNull()
  })
})

describe('E4: the activity', () => {
  test('is looked for in the words of the activity that is claimed', () => {
    const text = 'The partner gives a demonstration and gathers the requirements'
    expect([point('E4', text, { activity: 'presales' }), point('E4', text)]).toEqual([1, null])
  })
  test('minutes of a canteen describe none', () => {
    expect(point('E4', 'The vegetarian dish is moved to Tuesday. Nobody objected.')).toBeNull()
  })
})

describe('E6: the dates', () => {
  test('the latest date is twelve months old at most; the day itself is in time', () => {
    expect(point('E6', '2 November 2025, 1 January 2019')).toBeNull()
    expect(point('E6', '3 November 2025')).toBe(1)
    expect(point('E6', '3 November 2025', { maxAgeMonths: 6 })).toBeNull()
  })
  test('a milestone to come does not make an old document young', () => {
    expect(point('E6', 'Signed 1 March 2024. Hand-over: 1 March 2027.')).toBeNull()
  })
  test('without a date it is not found', () => {
    expect(point('E6', 'Plan agreed: to be agreed')).toBeNull()
  })
  test('dates are read as English and Italian documents write them', () => {
    const days = (text: string) => datesIn(text).map(({ at }) => at.toISOString().slice(0, 10))
    expect(days('2026-11-02 02/11/2026 2.11.26 2 November 2026 2nd of November 2026 November 2, 2026')).toEqual(
      Array.from({ length: 6 }, () => '2026-11-02'),
    )
    expect(days('1° novembre 2026, 1 di nov. 2026, 11/23/2026')).toEqual(['2026-11-01', '2026-11-01', '2026-11-23'])
    expect(days('31/04/2026, 99/99/2026, 1.2.3.4, 2026-13-01, phone 02/11/20265, May 2026, 5 May 1820')).toEqual([])
  })
})
