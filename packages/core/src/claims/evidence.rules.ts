import type { Problem } from '../kernel/errors.ts'
import { isPast } from '../kernel/time.ts'
import type { ClaimStatus } from './claim.rules.ts'

export const evidenceKinds = [
  'statement_of_work',
  'master_agreement',
  'purchase_order',
  'vendor_form',
  'other',
] as const
export type EvidenceKind = (typeof evidenceKinds)[number]

/** `not_scanned` exists only where an installation switches scanning off by an explicit setting. */
export const scanStates = ['pending', 'clean', 'infected', 'not_scanned'] as const
export type ScanState = (typeof scanStates)[number]

/** 25 MB a file, 20 files a round (CLM-V13). */
export const maxEvidenceBytes = 25 * 1024 * 1024
export const maxEvidenceFiles = 20

/** A document that was not searched for the six points after so many days is not searched any more. */
export const searchedDays = 60

/** What may be uploaded, by extension, with the type that its content must show (CLM-V13). */
export const evidenceTypes: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  tif: 'image/tiff',
  tiff: 'image/tiff',
  eml: 'message/rfc822',
  msg: 'application/vnd.ms-outlook',
}

/** The reviewer's checklist (B.1.8); the partner sees the same points in the same order. */
export const checklistPoints = ['E1', 'E2', 'E3', 'E4', 'E5', 'E6'] as const
export type ChecklistPoint = (typeof checklistPoints)[number]
/**
 * For each point the page that its words were found on, or null where they were not; `pages` is 0 when no text could be
 * read, for example from a scan. It advises and decides nothing.
 */
export interface Preflight {
  pages: number
  /** When the document was read. What the claim says may have changed since; then it is read again. */
  at: string
  found: Partial<Record<ChecklistPoint, number | null>>
}

/** What of a claim decides whether documents can be added to it. */
export interface Receiving {
  status: ClaimStatus
  round: number
  disputableUntil: Date | null | undefined
}

/**
 * The round that a document of today goes with (CLM-R19), or null where the claim takes none: the round being written in
 * a draft, the coming one of a claim that came back or whose rejection can still be disputed. What comes after an
 * approval has a number above every submission (C33).
 */
export const receivingRound = ({ status, round, disputableUntil }: Receiving, now: Date): number | null => {
  if (status === 'draft') return round
  if (status === 'action_required' || status === 'approved') return round + 1
  return status === 'rejected' && disputableUntil && !isPast(disputableUntil, now) ? round + 1 : null
}

export type Checklist = Partial<Record<ChecklistPoint, 'yes' | 'no'>>

export const isChecklistComplete = (checklist: Checklist): boolean =>
  checklistPoints.every((point) => checklist[point] !== undefined)

/** Reasons a reviewer gives when sending back or refusing (F.4.5). */
export const reviewReasons = [
  'evidence_unrelated',
  'no_customer_acknowledgement',
  'item_not_covered',
  'activity_not_described',
  'party_mismatch',
  'dates_missing',
  'evidence_outdated',
  'public_sector_disclosure',
  'other_partner_recorded',
  'wrong_activity',
  'wrong_location',
  'customer_not_found',
  'other',
] as const
export type ReviewReason = (typeof reviewReasons)[number]

/** What a point that is answered with No usually means (B.1.8); the reviewer can take it away again. */
export const reasonOfPoint: Readonly<Record<ChecklistPoint, ReviewReason>> = {
  E1: 'evidence_unrelated',
  E2: 'no_customer_acknowledgement',
  E3: 'item_not_covered',
  E4: 'activity_not_described',
  E5: 'party_mismatch',
  E6: 'dates_missing',
}

export interface SubmissionFacts {
  needsEvidence: boolean
  /** The customer's own rules let this partner ask: it is not blocked, and on the list where there is one (ACC-R2). */
  mayAsk: boolean
  scans: readonly ScanState[]
  acknowledged: boolean
  /** Everything the wizard's steps find wrong today. */
  problems: readonly Problem[]
}

/** Whether a claim may go to the vendor (T3): its data, its evidence, its acknowledgement (CLM-V11, V12, V15). */
export const problemsOfSubmission = (facts: SubmissionFacts): Problem[] => [
  // A location that is not enrolled is a warning in a draft and an error here (CLM-R5).
  ...facts.problems.map(
    (problem) => (problem.code === 'LOCATION_NOT_ENROLLED' ? { ...problem, warning: undefined } : problem) as Problem,
  ),
  ...problemsOfPolicy(facts),
  ...problemsOfEvidence(facts),
  ...(facts.acknowledged ? [] : [{ code: 'ACK_REQUIRED', field: 'acknowledged', rule: 'CLM-V15' }]),
]

/** Neutral words: the partner does not learn whether it is blocked or not on a list (ACC-R2). */
const problemsOfPolicy = ({ mayAsk }: SubmissionFacts): Problem[] =>
  mayAsk ? [] : [{ code: 'CUSTOMER_POLICY', field: 'tenantId', rule: 'ACC-R2' }]

const problemsOfEvidence = ({ needsEvidence, scans }: SubmissionFacts): Problem[] => {
  if (scans.includes('infected')) return [{ code: 'EVIDENCE_INFECTED', field: 'evidence', rule: 'CLM-V12' }]
  if (scans.includes('pending')) return [{ code: 'EVIDENCE_SCANNING', field: 'evidence', rule: 'CLM-V12' }]
  return needsEvidence && scans.length === 0 ? [{ code: 'EVIDENCE_REQUIRED', field: 'evidence', rule: 'CLM-V11' }] : []
}
