import type { ConsentMode } from '../customers/customer.rules.ts'
import type { Problem } from '../kernel/errors.ts'
import { hoursAfter } from '../kernel/time.ts'
import type { ReviewKind } from './choices.rules.ts'
import type { Preflight, ScanState } from './evidence.rules.ts'
import { checklistPoints } from './evidence.rules.ts'

/** An organisation whose claim for an item did not stand is looked at by a person for so many days afterwards. */
export const rememberedDays = 90

/** How fresh the reading of a document must be at the submission: what it says of dates was true on that day (E6). */
const readingHours = 24

/** Why a person has to look at a claim; the vendor's staff read them, nobody else. */
const personReasons = [
  'resubmitted',
  'competing',
  'problem',
  'no_notice',
  'customer_mode',
  'public_sector',
  'refused_before',
  'no_document',
  'not_scanned',
  'not_read',
  'used_elsewhere',
  'points_missing',
] as const
export type PersonReason = (typeof personReasons)[number]

export interface ApprovalDocument {
  scanState: ScanState
  /** What was read of it since the claim was edited last; null: nothing. */
  preflight: Preflight | null
  /** Whether it is of a kind that can be read at all. */
  readable: boolean
  /** The same bytes stand on another claim (CLM-V14). */
  elsewhere: boolean
}

/** What is known of a submitted claim when the rules look at it. */
export interface ApprovalFacts {
  round: number
  reviewKind: ReviewKind
  submittedAt: Date
  /** Compared with another partner's, or about an item that another organisation holds (CNF-R1). */
  competing: boolean
  /** Everything the wizard's steps find today, warnings too. */
  problems: readonly Problem[]
  /** The customer is asked before anything is shared. */
  needsNotice: boolean
  consentMode: ConsentMode | null
  publicSector: boolean
  /** An item of it was rejected, sent back, withdrawn or denied for the same organisation lately. */
  refusedBefore: boolean
  documents: readonly ApprovalDocument[]
}

/**
 * Why the rules leave a claim to a person (T5, AMB-9); none: they approve it. In doubt a person looks: a claim that
 * waits costs a reviewer minutes, one that is approved wrongly writes to a customer.
 */
export const reasonsForPerson = (facts: ApprovalFacts): PersonReason[] => {
  const found: Record<PersonReason, boolean> = {
    resubmitted: facts.round > 1 || facts.reviewKind !== 'initial',
    competing: facts.competing,
    problem: facts.problems.length > 0,
    // Without a notice it would be in force at once, with neither a document nor a word of the customer behind it.
    no_notice: !facts.needsNotice,
    customer_mode: facts.consentMode !== 'opt_out',
    // The disclosure paragraph (E7) is nothing that is searched for.
    public_sector: facts.publicSector,
    refused_before: facts.refusedBefore,
    ...reasonsOfDocuments(facts),
  }
  return personReasons.filter((reason) => found[reason])
}

const reasonsOfDocuments = ({ documents, submittedAt }: ApprovalFacts) => ({
  no_document: documents.length === 0,
  // As for a submission: an installation that does without a scanner said so (CLM-V12).
  not_scanned: documents.some(({ scanState }) => scanState !== 'clean' && scanState !== 'not_scanned'),
  not_read: documents.some(({ preflight }) => !isRead(preflight, submittedAt)),
  used_elsewhere: documents.some(({ elsewhere }) => elsewhere),
  // All of them in one document: two may speak of two pieces of work.
  points_missing: !documents.some(({ preflight }) => holdsAll(preflight)),
})

const isRead = (preflight: Preflight | null, submittedAt: Date): boolean =>
  preflight !== null && preflight.pages > 0 && new Date(preflight.at) >= hoursAfter(submittedAt, -readingHours)

const holdsAll = (preflight: Preflight | null): boolean =>
  preflight !== null && checklistPoints.every((point) => preflight.found[point] != null)

/** Whether a document is still being read, so that the rules look again a little later. */
export const isBeingRead = ({ documents }: ApprovalFacts): boolean =>
  documents.some(({ readable, preflight }) => readable && preflight === null)

/** Whether a claim is drawn for the sample: `drawn` is a number from 0 to below 100, by chance. */
export const isSampled = (samplePercent: number, drawn: number): boolean => drawn < samplePercent
