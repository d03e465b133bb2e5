import { expect, test } from 'vitest'
import type { Problem } from '../kernel/errors.ts'
import { refuseProblems } from '../kernel/errors.ts'
import type { SubmissionFacts } from './evidence.rules.ts'
import {
  checklistPoints,
  evidenceTypes,
  isChecklistComplete,
  maxEvidenceBytes,
  maxEvidenceFiles,
  problemsOfSubmission,
} from './evidence.rules.ts'

const ready: SubmissionFacts = {
  needsEvidence: true,
  mayAsk: true,
  scans: ['clean'],
  acknowledged: true,
  problems: [],
}
const judge = (changes: Partial<SubmissionFacts>) => problemsOfSubmission({ ...ready, ...changes })

test('T3: a claim with a clean document and the tick may go to the vendor', () => {
  expect(judge({})).toEqual([])
  expect(judge({ scans: ['clean', 'not_scanned'] })).toEqual([])
})

test('CLM-V11: without a document it is EVIDENCE_REQUIRED, unless the activity needs none (C17)', () => {
  expect(judge({ scans: [] })).toMatchObject([{ code: 'EVIDENCE_REQUIRED', field: 'evidence', rule: 'CLM-V11' }])
  expect(judge({ scans: [], needsEvidence: false })).toEqual([])
})

test('CLM-V12: one document that waits or is infected blocks the submission, beside however many clean ones (C19)', () => {
  expect(judge({ scans: ['clean', 'pending'] })).toMatchObject([{ code: 'EVIDENCE_SCANNING', rule: 'CLM-V12' }])
  expect(judge({ scans: ['clean', 'infected', 'pending'] })).toMatchObject([
    { code: 'EVIDENCE_INFECTED', rule: 'CLM-V12' },
  ])
})

test('CLM-V12: that holds for an activity that needs no evidence, too', () => {
  expect(judge({ needsEvidence: false, scans: ['infected'] })).toMatchObject([{ code: 'EVIDENCE_INFECTED' }])
})

test('CLM-V15: without the tick it is ACK_REQUIRED', () => {
  expect(judge({ acknowledged: false })).toEqual([{ code: 'ACK_REQUIRED', field: 'acknowledged', rule: 'CLM-V15' }])
})

test('CLM-R5: a location that is not enrolled was a warning in the draft and refuses the submission', () => {
  const notEnrolled: Problem = { code: 'LOCATION_NOT_ENROLLED', field: 'locationId', rule: 'CLM-R5', warning: true }
  expect(() => refuseProblems(judge({ problems: [notEnrolled] }))).toThrow('LOCATION_NOT_ENROLLED')
})

test('CLM-R14: a free mailbox stays a warning', () => {
  const freeMail: Problem = {
    code: 'CONTACT_FREE_MAIL',
    field: 'customerContact.email',
    rule: 'CLM-R14',
    warning: true,
  }
  expect(() => refuseProblems(judge({ problems: [freeMail] }))).not.toThrow()
})

test('CLM-V13: the accepted types, 25 MB a file, 20 files a round', () => {
  expect(Object.keys(evidenceTypes).toSorted()).toEqual([
    'docx',
    'eml',
    'jpeg',
    'jpg',
    'msg',
    'pdf',
    'png',
    'pptx',
    'tif',
    'tiff',
    'xlsx',
  ])
  expect([maxEvidenceBytes, maxEvidenceFiles]).toEqual([26_214_400, 20])
})

test('B.1.8: the checklist is complete when all six points are answered, with yes or with no', () => {
  const answered = Object.fromEntries(checklistPoints.map((point, at) => [point, at % 2 === 0 ? 'yes' : 'no'] as const))
  expect(isChecklistComplete(answered)).toBe(true)
  for (const point of checklistPoints) expect(isChecklistComplete({ ...answered, [point]: undefined })).toBe(false)
})

test('ACC-R2 a partner whom the customer blocked, or did not list, is refused with neutral words: CUSTOMER_POLICY', () => {
  expect(judge({ mayAsk: false })).toEqual([{ code: 'CUSTOMER_POLICY', field: 'tenantId', rule: 'ACC-R2' }])
})
