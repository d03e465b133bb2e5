import { expect, test } from 'vitest'
import type { ApprovalDocument, ApprovalFacts, PersonReason } from './approval.rules.ts'
import { isBeingRead, isSampled, reasonsForPerson } from './approval.rules.ts'

const submittedAt = new Date('2026-11-02T09:00:00Z')
const found = { E1: 1, E2: 2, E3: 1, E4: 1, E5: 1, E6: 2 }
const preflight = { pages: 2, at: '2026-11-02T08:30:00Z', found }
const document: ApprovalDocument = { scanState: 'clean', preflight, readable: true, elsewhere: false }
const clear: ApprovalFacts = {
  round: 1,
  reviewKind: 'initial',
  submittedAt,
  competing: false,
  problems: [],
  needsNotice: true,
  consentMode: 'opt_out',
  publicSector: false,
  refusedBefore: false,
  documents: [document],
}

test('T5: a claim that leaves nothing to ask has no reason for a person', () => {
  expect(reasonsForPerson(clear)).toEqual([])
  expect(
    reasonsForPerson({ ...clear, documents: [document, { ...document, preflight: { ...preflight, found: {} } }] }),
  ).toEqual([])
})

const warning = { code: 'CONTACT_FREE_MAIL', field: 'customerContact.email', rule: 'CLM-R14', warning: true } as const
const cases: [PersonReason, Partial<ApprovalFacts>][] = [
  ['resubmitted', { round: 2 }],
  ['resubmitted', { reviewKind: 'dispute' }],
  ['competing', { competing: true }],
  ['problem', { problems: [warning] }],
  ['no_notice', { needsNotice: false }],
  ['customer_mode', { consentMode: 'opt_in' }],
  ['customer_mode', { consentMode: null }],
  ['public_sector', { publicSector: true }],
  ['refused_before', { refusedBefore: true }],
  ['not_scanned', { documents: [document, { ...document, scanState: 'pending' }] }],
  ['not_read', { documents: [document, { ...document, readable: false, preflight: null }] }],
  ['not_read', { documents: [document, { ...document, preflight: { pages: 0, at: preflight.at, found: {} } }] }],
  ['not_read', { documents: [{ ...document, preflight: { ...preflight, at: '2026-11-01T08:59:59Z' } }] }],
  ['used_elsewhere', { documents: [{ ...document, elsewhere: true }] }],
  ['points_missing', { documents: [{ ...document, preflight: { ...preflight, found: { ...found, E2: null } } }] }],
]
test.for(cases)('T5: %s leaves a claim to a person', ([reason, changes]) => {
  expect(reasonsForPerson({ ...clear, ...changes })).toEqual([reason])
})

test('T5: points that only two documents together hold, or no document at all, are for a person', () => {
  const half = (points: object) => ({ ...document, preflight: { ...preflight, found: points } })
  const { E1, E2, E3, ...rest } = found
  expect(reasonsForPerson({ ...clear, documents: [half({ E1, E2, E3 }), half(rest)] })).toEqual(['points_missing'])
  expect(reasonsForPerson({ ...clear, documents: [] })).toEqual(['no_document', 'points_missing'])
})

test('T5: where an installation does without a scanner, its documents count as they do for a submission', () => {
  expect(reasonsForPerson({ ...clear, documents: [{ ...document, scanState: 'not_scanned' }] })).toEqual([])
})

test('a document that can be read and was not is waited for', () => {
  expect(isBeingRead(clear)).toBe(false)
  expect(isBeingRead({ ...clear, documents: [{ ...document, preflight: null }] })).toBe(true)
  expect(isBeingRead({ ...clear, documents: [{ ...document, readable: false, preflight: null }] })).toBe(false)
})

test('AMB-9: of 100 draws ten are a sample of ten per cent; none of nothing, all of everything', () => {
  const drawn = (percent: number) =>
    Array.from({ length: 100 }, (_, at) => at).filter((at) => isSampled(percent, at)).length
  expect([0, 10, 100].map(drawn)).toEqual([0, 10, 100])
})
