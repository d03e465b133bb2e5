import { defineEntity, p } from '@mikro-orm/core'
import { instant, organizationPolicy, text } from '../kernel/columns.ts'
import { happened } from '../kernel/happened.ts'
import { next } from '../kernel/moves.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { Location } from '../organisations/location.entity.ts'
import { Organization } from '../organisations/organization.entity.ts'
import type {
  AnswerReminder,
  ExpiryWarning,
  Place,
  ReferenceRejectReason,
  ReferenceSignal,
  ReferenceState,
  ReferenceSuggestion,
  ReferenceVerb,
} from './reference.rules.ts'
import { referenceMoves } from './reference.rules.ts'

const owned = {
  id: () => p.uuid().primary(),
  vendorId: () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict'),
  organizationId: () =>
    p.manyToOne(Organization).mapToPk().joinColumn('organization_id').deleteRule('restrict').index(),
}

/** A project that a customer confirms: the partner fills it in, the customer says yes or no (B.5). */
export const CustomerReferenceSchema = defineEntity({
  name: 'CustomerReference',
  tableName: 'customer_reference',
  properties: {
    ...owned,
    /** The location that did the work. */
    locationId: () => p.manyToOne(Location).mapToPk().joinColumn('location_id').deleteRule('restrict').index(),
    createdBy: () => p.uuid(),
    createdAt: () => instant(),
    state: () => text().$type<ReferenceState>(),
    stateAt: () => instant(),
    company: () => text(),
    contactName: () => text(),
    contactTitle: () => text(),
    contactEmail: () => text(),
    contactLanguage: () => text(),
    projectTitle: () => text(),
    description: () => text(),
    startedOn: () => p.date().nullable(),
    /** When the project ended or went live (REF-R7). */
    endedOn: () => p.date().nullable(),
    /** Codes of products and services that were used. */
    products: () => p.array().$type<string[]>(),
    /** Codes of the competencies that it may be assigned to. */
    competencies: () => p.array().$type<string[]>(),
    outcome: () => text(),
    /** Whether the partner asks to quote it; only the customer's own tick allows it. */
    quotingAsked: () => p.boolean().default(false),
    quotingAllowed: () => p.boolean().default(false),
    sentAt: () => instant().nullable(),
    lastSentAt: () => instant().nullable(),
    /** When the last letter came back: nobody was asked, and the address is to be corrected. */
    returnedAt: () => instant().nullable(),
    /** Until when the customer may answer (60 days). */
    dueAt: () => instant().nullable(),
    answeredAt: () => instant().nullable(),
    /** As typed by whoever confirmed or rejected. */
    answeredName: () => text().nullable(),
    answeredRole: () => text().nullable(),
    rejectReason: () => text().$type<ReferenceRejectReason>().nullable(),
    /** Private to the customer and the vendor, unless shared. */
    comment: () => text().nullable(),
    commentShared: () => p.boolean().default(false),
    suggestion: () => p.json().$type<ReferenceSuggestion>().nullable(),
    /** What made the answer look like a program's: for the reviewer, never a refusal (L9). */
    signals: () => p.array().$type<string[]>(),
    approvedAt: () => instant().nullable(),
    /** Written once: 24 calendar months after the approval (REF-R4). */
    expiresAt: () => instant().nullable(),
    revokedAt: () => instant().nullable(),
    version: () => p.integer().version(),
  },
  indexes: [
    { name: 'customer_reference_state_index', properties: ['organizationId', 'state', 'id'] },
    {
      name: 'customer_reference_contact_index',
      expression: `create index "customer_reference_contact_index" on "customer_reference" ("organization_id", lower("contact_email"))`,
    },
  ],
  policies: organizationPolicy('customer_reference_own'),
})
export class CustomerReference extends CustomerReferenceSchema.class {
  /** Goes to the contact, for the first time or again: from now on there is as much time as at first (B.5.2, REF-R6). */
  send(now: Date, dueAt: Date): void {
    const verb = this.state === 'draft' ? 'send' : 'resend'
    move(this, verb, now)
    this.sentAt ??= now
    this.lastSentAt = now
    this.returnedAt = null
    this.dueAt = dueAt
    happened(this, verb === 'send' ? 'reference.sent' : 'reference.resent', { dueAt: iso(dueAt) })
  }

  /** No mailbox took the letter, or it came back: nobody was asked. */
  noteReturn(now: Date): void {
    this.returnedAt = now
    happened(this, 'reference.returned')
  }

  /** Asks at another address, after the letter came back from the one before. */
  correctAddress(address: string): void {
    const from = this.contactEmail
    this.contactEmail = address
    happened(this, 'reference.addressCorrected', {}, { from, to: address })
  }

  remind(day: AnswerReminder): void {
    happened(this, 'reference.reminded', { day, dueAt: iso(this.dueAt!) })
  }

  /** The customer stands by it: good until `expiresAt`, and counting nowhere before it is assigned (REF-R4, REF-R5). */
  confirm(answer: Confirmation, expiresAt: Date, now: Date): void {
    move(this, 'confirm', now)
    keepAnswer(this, answer, now)
    this.answeredName = answer.name
    this.answeredRole = answer.role
    this.quotingAllowed = this.quotingAsked && answer.quoting
    this.suggestion = answer.suggestion
    this.approvedAt = now
    this.expiresAt = expiresAt
    const { name, role, signals, ip, userAgent, suggestion } = answer
    happened(
      this,
      'reference.approved',
      { expiresAt: iso(expiresAt), quoting: this.quotingAllowed, suggested: suggestion !== null },
      { name, role, signals: [...signals], ip, userAgent },
    )
  }

  /** The customer does not, and gives no name for it. What they wrote reaches the partner only when they said so (B.18). */
  reject(answer: Rejection, now: Date): void {
    move(this, 'reject', now)
    keepAnswer(this, answer, now)
    this.rejectReason = answer.reason
    this.comment = answer.comment || null
    this.commentShared = answer.comment !== '' && answer.shareComment
    const { reason, comment, signals, ip, userAgent } = answer
    happened(
      this,
      'reference.rejected',
      { reason, shared: this.commentShared },
      { comment, signals: [...signals], ip, userAgent },
    )
  }

  /** Nobody answered in time; `at` is the due instant, whenever the job ran (GEN-R3). */
  lapse(at: Date): void {
    move(this, 'lapse', at)
    happened(this, 'reference.lapsed')
  }

  cancel(now: Date): void {
    move(this, 'cancel', now)
    happened(this, 'reference.cancelled')
  }

  /** Counts at this place from now on, and no longer where it counted before (REF-R5). */
  assign(place: Place, from: Place | null, now: Date): void {
    move(this, 'assign', now)
    happened(this, 'reference.assigned', { ...place, from: from && { ...from } })
  }

  unassign(from: Place, now: Date): void {
    move(this, 'unassign', now)
    happened(this, 'reference.unassigned', { ...from })
  }

  /** Its location closed: it counts nowhere, and can be assigned again (DIS-R3). */
  release(from: Place, now: Date): void {
    move(this, 'unassign', now)
    happened(this, 'reference.released', { ...from })
  }

  warn(days: ExpiryWarning): void {
    happened(this, 'reference.expiring', { days, expiresAt: iso(this.expiresAt!) })
  }

  /** Two years are over, at `at`, whenever the job ran (REF-R4, GEN-R3). */
  expire(from: Place | null, at: Date): void {
    move(this, 'expire', at)
    happened(this, 'reference.expired', { from: from && { ...from } })
  }

  /** The customer takes it back: from now on it counts nowhere and may not be quoted. */
  revoke(from: Place | null, traces: Sender, now: Date): void {
    move(this, 'revoke', now)
    this.revokedAt = now
    this.quotingAllowed = false
    happened(this, 'reference.revoked', { from: from && { ...from } }, { ...traces })
  }
}
CustomerReferenceSchema.setClass(CustomerReference)

const move = (reference: CustomerReference, verb: ReferenceVerb, at: Date): void => {
  reference.state = next<ReferenceState, ReferenceVerb>(referenceMoves, reference.state, verb)
  reference.stateAt = at
}

const keepAnswer = (reference: CustomerReference, { signals }: Answered, now: Date): void => {
  reference.answeredAt = now
  reference.signals = [...signals]
}

const iso = (at: Date): string => at.toISOString()

/** From which network and by which program something was posted. */
export interface Sender {
  ip: string | null
  userAgent: string | null
}

/** What came along with an answer (L9). */
interface Answered extends Sender {
  signals: readonly ReferenceSignal[]
}

export interface Confirmation extends Answered {
  /** Who confirms, as they typed it. */
  name: string
  role: string
  /** Their own tick that it may be quoted; without the partner's wish it allows nothing. */
  quoting: boolean
  suggestion: ReferenceSuggestion | null
}

export interface Rejection extends Answered {
  reason: ReferenceRejectReason
  comment: string
  shareComment: boolean
}

/** Where a reference counts: at one location for one competency, and nowhere else (REF-R5). */
export const ReferenceAssignmentSchema = defineEntity({
  name: 'ReferenceAssignment',
  tableName: 'reference_assignment',
  properties: {
    ...owned,
    referenceId: () =>
      p.manyToOne(CustomerReference).mapToPk().joinColumn('reference_id').deleteRule('restrict').index(),
    locationId: () => p.manyToOne(Location).mapToPk().joinColumn('location_id').deleteRule('restrict').index(),
    competency: () => text(),
    assignedAt: () => instant(),
    assignedBy: () => p.uuid().nullable(),
    endedAt: () => instant().nullable(),
    endReason: () => text().nullable(),
  },
  uniques: [
    {
      name: 'reference_assignment_current_unique',
      expression: `create unique index "reference_assignment_current_unique" on "reference_assignment" ("reference_id") where "ended_at" is null`,
    },
  ],
  policies: organizationPolicy('reference_assignment_own'),
})
export class ReferenceAssignment extends ReferenceAssignmentSchema.class {
  /** Where it counted is kept, and why it does no more (REF-R5). */
  end(reason: 'moved' | 'unassigned' | 'expired' | 'revoked' | 'location_closed', at: Date): void {
    this.endedAt = at
    this.endReason = reason
  }
}
ReferenceAssignmentSchema.setClass(ReferenceAssignment)
