import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Refusal } from '../kernel/errors.ts'
import { next } from '../kernel/moves.ts'
import { daysAfter } from '../kernel/time.ts'
import type { DraftFacts, ReferenceFields } from './draft.rules.ts'
import { problemsOf, ReferenceFields as Fields } from './draft.rules.ts'
import type { ReferenceState, ReferenceVerb } from './reference.rules.ts'
import {
  daysLeft,
  decideAssign,
  decideResend,
  expiryOf,
  isExpired,
  referenceMoves,
  referenceStates,
  referenceVerbs,
  signalsOf,
} from './reference.rules.ts'

const at = (iso: string): Date => new Date(iso)
const t0 = at('2026-11-02T09:00:00Z')

const refused = (act: () => unknown): { code: string; field?: string | undefined; params?: object | undefined } => {
  try {
    act()
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, field: error.detail.field, params: error.detail.params }
    throw error
  }
  return { code: 'done' }
}

/** B.5.2, row by row. */
const transitions: readonly (readonly [ReferenceState, ReferenceVerb, ReferenceState])[] = [
  ['draft', 'send', 'awaiting_customer'],
  ['awaiting_customer', 'resend', 'awaiting_customer'],
  ['awaiting_customer', 'confirm', 'approved'],
  ['awaiting_customer', 'reject', 'rejected'],
  ['awaiting_customer', 'lapse', 'lapsed'],
  ['lapsed', 'resend', 'awaiting_customer'],
  ['awaiting_customer', 'cancel', 'cancelled'],
  ['approved', 'assign', 'assigned'],
  ['assigned', 'assign', 'assigned'],
  ['assigned', 'unassign', 'approved'],
  ['approved', 'expire', 'expired'],
  ['assigned', 'expire', 'expired'],
  ['approved', 'revoke', 'revoked'],
  ['assigned', 'revoke', 'revoked'],
]

test('STM-R1 every pair of state and verb leads where B.5.2 says, or is an ILLEGAL_TRANSITION', () => {
  fc.assert(
    fc.property(fc.constantFrom(...referenceStates), fc.constantFrom(...referenceVerbs), (from, verb) => {
      const to = transitions.find(([state, by]) => state === from && by === verb)?.[2]
      const move = () => next<ReferenceState, ReferenceVerb>(referenceMoves, from, verb)
      if (to) expect(move()).toBe(to)
      else expect(refused(move).code).toBe('ILLEGAL_TRANSITION')
    }),
    { numRuns: 500 },
  )
})

describe('REF-R4 a reference is good for 24 months of the calendar', () => {
  test.for([
    ['C82 confirmed on 29 February 2028', '2028-02-29T10:00:00Z', '2030-02-28T10:00:00.000Z'],
    ['confirmed on 29 February 2024', '2024-02-29T23:59:59Z', '2026-02-28T23:59:59.000Z'],
    ['confirmed on a usual day', '2026-11-02T09:00:00Z', '2028-11-02T09:00:00.000Z'],
    ['confirmed on the last of a month that is as long', '2026-12-31T00:00:00Z', '2028-12-31T00:00:00.000Z'],
    ['that ends in a leap year', '2026-02-28T10:00:00Z', '2028-02-28T10:00:00.000Z'],
  ])('%s', ([, approved, expires]) => {
    expect(expiryOf(at(approved!), 24).toISOString()).toBe(expires)
  })

  test('and counts until that instant, not at it', () => {
    const end = at('2028-11-02T09:00:00Z')
    expect([isExpired(end, at('2028-11-02T08:59:59.999Z')), isExpired(end, end)]).toEqual([false, true])
    expect([daysLeft(end, end), daysLeft(end, daysAfter(end, -1)), daysLeft(null, end)]).toEqual([0, 1, null])
  })
})

test('REF-R6 C81 REFERENCE_RESEND_TOO_SOON on day 6 with the date, and on day 7 it may', () => {
  expect(refused(() => decideResend(t0, 7, daysAfter(t0, 6)))).toMatchObject({
    code: 'REFERENCE_RESEND_TOO_SOON',
    params: { resendAt: '2026-11-09T09:00:00.000Z' },
  })
  expect(refused(() => decideResend(t0, 7, daysAfter(t0, 7))).code).toBe('done')
})

describe('REF-R5 a reference is assigned', () => {
  const place = { locationId: 'leeds', competency: 'cloud' }
  const good = {
    state: 'approved',
    expiresAt: daysAfter(t0, 1),
    competencies: ['cloud'],
    isLocationOpen: true,
  } as const

  test('once it is approved, and again to another place', () => {
    expect(refused(() => decideAssign(good, place, t0)).code).toBe('done')
    expect(refused(() => decideAssign({ ...good, state: 'assigned' }, place, t0)).code).toBe('done')
  })

  test.for(['draft', 'awaiting_customer', 'rejected', 'lapsed', 'cancelled', 'revoked'] as const)(
    'never while it is %s: REFERENCE_NOT_ASSIGNABLE',
    (state) => {
      expect(refused(() => decideAssign({ ...good, state }, place, t0)).code).toBe('REFERENCE_NOT_ASSIGNABLE')
    },
  )

  test('to a competency that it names and a location that is open: REFERENCE_NOT_ASSIGNABLE at the field', () => {
    const closed = { ...good, isLocationOpen: false }
    expect(refused(() => decideAssign(closed, place, t0))).toMatchObject({
      code: 'REFERENCE_NOT_ASSIGNABLE',
      field: 'locationId',
    })
    expect(refused(() => decideAssign(good, { ...place, competency: 'other' }, t0))).toMatchObject({
      code: 'REFERENCE_NOT_ASSIGNABLE',
      field: 'competency',
    })
  })

  test('while it is good: REFERENCE_EXPIRED from the instant on, whether the job ran or not', () => {
    expect(refused(() => decideAssign({ ...good, expiresAt: t0 }, place, t0)).code).toBe('REFERENCE_EXPIRED')
    expect(refused(() => decideAssign({ ...good, state: 'expired' }, place, t0)).code).toBe('REFERENCE_EXPIRED')
  })
})

describe('a draft', () => {
  const fields: ReferenceFields = Fields.parse({
    locationId: '0190c0de-7a11-7c3e-8d52-0f6b1f6f3a10',
    company: 'Orchard Foods',
    contactName: 'Lena Hart',
    contactTitle: 'Head',
    contactEmail: 'lena@orchardfoods.example',
    projectTitle: 'Shops',
    description: 'Forty shops',
    startedOn: '2026-01-01',
    endedOn: '2026-09-30',
    competencies: ['cloud'],
    outcome: 'Well',
  })
  const facts: DraftFacts = {
    ownDomains: ['kestrel.example'],
    isOwnMailbox: false,
    today: '2026-11-02',
    projectMaxAgeMonths: 12,
    alike: [],
    rejectedAt: null,
    now: t0,
  }
  const codes = (changes: Partial<ReferenceFields>, known: Partial<DraftFacts> = {}) =>
    problemsOf({ ...fields, ...changes }, { ...facts, ...known }).map(({ code, field }) => `${code} ${field}`)

  test('REF-R2 that lacks nothing has no problem, and an empty one says all that is missing', () => {
    expect(codes({})).toEqual([])
    expect(problemsOf(Fields.parse({ locationId: fields.locationId }), facts).map(({ field }) => field)).toEqual([
      'company',
      'contactName',
      'contactTitle',
      'contactEmail',
      'projectTitle',
      'description',
      'startedOn',
      'endedOn',
      'outcome',
      'competencies',
    ])
  })

  test('REF-R3 names nobody of the partner’s own: REFERENCE_OWN_DOMAIN for its domains, their subdomains, its people', () => {
    for (const contactEmail of ['lena@kestrel.example', 'lena@MAIL.Kestrel.example'])
      expect(codes({ contactEmail })).toEqual(['REFERENCE_OWN_DOMAIN contactEmail'])
    expect(codes({}, { isOwnMailbox: true })).toEqual(['REFERENCE_OWN_DOMAIN contactEmail'])
    expect(codes({ contactEmail: 'lena@notkestrel.example' })).toEqual([])
  })

  test('REF-R3 a free mailbox of a colleague does not close the provider to everybody', () => {
    expect(codes({ contactEmail: 'lena@freemail.example' }, { ownDomains: ['freemail.example'] })).toEqual([
      'CONTACT_FREE_MAIL contactEmail',
    ])
  })

  test('REF-R3 a duplicate is a warning and names the other project', () => {
    const [warning] = problemsOf(fields, { ...facts, alike: [{ projectTitle: 'Before', state: 'approved' }] })
    expect(warning).toMatchObject({ code: 'REFERENCE_DUPLICATE', warning: true, params: { projectTitle: 'Before' } })
  })

  test('REF-R7 REFERENCE_PROJECT_TOO_OLD one day before twelve months ago, and on that day it is not', () => {
    expect(codes({ startedOn: '2025-01-01', endedOn: '2025-11-01' })).toEqual(['REFERENCE_PROJECT_TOO_OLD endedOn'])
    expect(codes({ startedOn: '2025-01-01', endedOn: '2025-11-02' })).toEqual([])
    expect(codes({ endedOn: '2026-11-02' })).toEqual([])
  })

  test('REF-R7 REFERENCE_PROJECT_NOT_ENDED for tomorrow, and REFERENCE_DATES for a beginning after the end', () => {
    expect(codes({ endedOn: '2026-11-03' })).toEqual(['REFERENCE_PROJECT_NOT_ENDED endedOn'])
    expect(codes({ startedOn: '2026-10-01' })).toEqual(['REFERENCE_DATES startedOn'])
  })

  test('REF-R8 REFERENCE_REJECTED_RECENTLY for thirty days after a no, and then no more', () => {
    expect(codes({}, { rejectedAt: daysAfter(t0, -29) })).toEqual(['REFERENCE_REJECTED_RECENTLY contactEmail'])
    expect(codes({}, { rejectedAt: daysAfter(t0, -30) })).toEqual([])
  })
})

test('L9 an answer notes the filled field, the followed link and the haste of a program', () => {
  expect(signalsOf('', 60_000)).toEqual([])
  expect(signalsOf('x', 60_000)).toEqual(['trap_field'])
  expect(signalsOf('link', 5000)).toEqual(['trap_link', 'quick'])
})
