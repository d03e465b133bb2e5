import { defineEntity, p } from '@mikro-orm/core'
import { Vendor } from '../kernel/vendor.entity.ts'
import { instant, organizationPolicy, text, vendorPolicy } from '../kernel/columns.ts'
import { refuse, refuseOnConstraint } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import { daysAfter, isPast, secondsAfter } from '../kernel/time.ts'
import type {
  AffiliationState,
  AffiliationVerb,
  InviteMethod,
  ProfileInput,
  ProposedRole,
} from './affiliation.rules.ts'
import { decideApproval, nextState, resendSeconds } from './affiliation.rules.ts'
import { Location } from '../organisations/location.entity.ts'
import { Organization } from '../organisations/organization.entity.ts'

const vendorId = () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict')

/** A human, once per vendor and mail address. */
export const PersonSchema = defineEntity({
  name: 'Person',
  tableName: 'person',
  properties: {
    id: () => p.uuid().primary(),
    vendorId,
    name: () => text(),
    email: () => text(),
    /** Lower case: the same address typed another way is the same person. */
    emailNormalised: () => text(),
    locale: () => text().default('en'),
    timeZone: () => text().default('UTC'),
    /** The sign-in identity, once there is one. */
    userId: () => p.uuid().nullable().index(),
    /** ISO 3166; with name, proven address, language and job role it makes a profile complete (AF9). */
    country: () => text().default(''),
    jobRole: () => text().default(''),
    phone: () => text().default(''),
    /** When somebody who reads this mailbox showed it: by a link from a letter or by the company's own sign-in. */
    emailProvenAt: () => instant().nullable(),
    /** When the last letter to it came back, until one arrives (CNT-R6). */
    bouncedAt: () => instant().nullable(),
    version: () => p.integer().version(),
  },
  uniques: [{ name: 'person_email_unique', properties: ['vendorId', 'emailNormalised'] }],
  policies: vendorPolicy('person_vendor'),
})
export class Person extends PersonSchema.class {
  /** What they say about themselves; kept with whoever had it before only in the history's erasable part. */
  describe({ name, country, language, jobRole, timeZone, phone }: ProfileInput): void {
    this.name = name
    this.country = country
    this.locale = language
    this.jobRole = jobRole
    if (timeZone !== null) this.timeZone = timeZone
    if (phone !== null) this.phone = phone
  }

  /** Somebody who reads the mailbox was here (AF2, AF9). */
  proveMail(now: Date): void {
    this.emailProvenAt ??= now
  }
}
PersonSchema.setClass(Person)

/** A person's place in an organisation, at one home location. */
export const AffiliationSchema = defineEntity({
  name: 'Affiliation',
  tableName: 'affiliation',
  properties: {
    id: () => p.uuid().primary(),
    vendorId,
    personId: () => p.manyToOne(Person).mapToPk().joinColumn('person_id').deleteRule('restrict').index(),
    organizationId: () =>
      p.manyToOne(Organization).mapToPk().joinColumn('organization_id').deleteRule('restrict').index(),
    locationId: () => p.manyToOne(Location).mapToPk().joinColumn('location_id').deleteRule('restrict').index(),
    status: () => text().$type<AffiliationState>(),
    /** How they came in (B.6.1). */
    method: () => text().$type<InviteMethod>().default('import'),
    /** Who invited them; null for a request or a feed. */
    invitedBy: () => p.uuid().nullable(),
    /** Roles that the invitation names, given when it ends well. */
    proposedRoles: () => p.json().$type<ProposedRole[]>().default([]),
    createdAt: () => instant().defaultRaw('now()'),
    /** When the state began. */
    statusAt: () => instant().defaultRaw('now()'),
    /** The last letter with a link, and when that link ends; a minute must lie between two (AF10). */
    sentAt: () => instant().nullable(),
    dueAt: () => instant().nullable(),
    /** Who said yes or no, and why not. */
    decidedBy: () => p.uuid().nullable(),
    reason: () => text().nullable(),
    endedAt: () => instant().nullable(),
    version: () => p.integer().version(),
  },
  uniques: [
    { name: 'affiliation_own_unique', properties: ['id', 'personId', 'organizationId'] },
    {
      name: 'affiliation_live_unique',
      expression: `create unique index "affiliation_live_unique" on "affiliation" ("person_id", "organization_id") where "status" not in ('ended', 'deleted', 'denied', 'expired')`,
    },
  ],
  indexes: [{ name: 'affiliation_list_index', properties: ['organizationId', 'status', 'statusAt', 'id'] }],
  policies: organizationPolicy('affiliation_own'),
})
interface By {
  personId: string
}

/** A verb checks its guard, moves by the table and says what happened; nothing else changes where somebody stands. */
export class Affiliation extends AffiliationSchema.class {
  /** A letter with a link goes out (AF1, AF5): what the invitation says, and until when it is good. */
  invite(now: Date, days: number, { name, email, language }: { name: string; email: string; language: string }): void {
    sendLink(this, now, days)
    happened(this, 'affiliation.invited', { ...aboutOf(this), language }, { name, email })
  }

  /** The person asks (AF6). */
  request(who: { name: string; email: string }): void {
    happened(this, 'affiliation.requested', aboutOf(this), { ...who })
  }

  /** In by an administrator's word (AF3, AF7). Refuses with `SELF_APPROVAL`. */
  approve(by: By, now: Date, days: number): void {
    decideApproval(by.personId, this.personId)
    move(this, 'approve', now)
    this.decidedBy = by.personId
    letIn(this, now, days)
  }

  /** The mail domain of the person is one that the organisation has proven, so nobody need be asked (AF7). */
  approveByDomain(now: Date, days: number, domain: string): void {
    move(this, 'approve', now)
    letIn(this, now, days, domain)
  }

  /** Not in (AF4, AF8); they may ask again at once. Refuses with `SELF_APPROVAL`. */
  deny(by: By, now: Date, reason: string): void {
    decideApproval(by.personId, this.personId)
    move(this, 'deny', now)
    this.decidedBy = by.personId
    this.reason = reason || null
    happened(this, 'affiliation.denied', aboutOf(this), reason === '' ? null : { reason })
  }

  /** The profile is whole (AF2, AF9). */
  completeProfile(now: Date): void {
    move(this, 'completeProfile', now)
    this.dueAt = null
    happened(this, 'affiliation.profileCompleted', aboutOf(this))
  }

  /** The letter once more, with a link that kills the one before (AF10). Refuses with `RESEND_TOO_SOON`. */
  resend(now: Date, days: number): void {
    const again = this.sentAt && secondsAfter(this.sentAt, resendSeconds)
    if (again && again > now)
      refuse('conflict', 'RESEND_TOO_SOON', {
        rule: 'AF10',
        params: { seconds: Math.ceil((again.getTime() - now.getTime()) / 1000) },
        retryable: true,
      })
    nextState(this.status, 'resend')
    sendLink(this, now, days)
    happened(this, 'affiliation.resent', aboutOf(this))
  }

  /** Taken out of the list before they came (AF11): no blacklist. */
  remove(by: Partial<By>, now: Date): void {
    move(this, 'remove', now)
    this.decidedBy = by.personId ?? null
    this.dueAt = null
    happened(this, 'affiliation.removed', aboutOf(this))
  }

  /** Nobody came within thirty days (AF12). `at` is the last of them. */
  expire(at: Date): void {
    move(this, 'expire', at)
    happened(this, 'affiliation.expired', aboutOf(this))
  }

  /** Not any more of this organisation (AF13). What hangs on it ends with it: see `affiliation.ending`. */
  end(now: Date, how: 'left' | 'removed'): void {
    move(this, 'end', now)
    this.endedAt = now
    happened(this, 'affiliation.ended', { ...aboutOf(this), how })
  }

  /** At home elsewhere in the organisation (AF15). */
  reassign(locationId: string): void {
    const from = this.locationId
    nextState(this.status, 'reassign')
    this.locationId = locationId
    happened(this, 'affiliation.reassigned', { ...aboutOf(this), from })
  }

  /** Whether the link that was sent is still good; at its last instant it is (GEN-R2). */
  isDue(now: Date): boolean {
    return this.dueAt !== null && this.dueAt !== undefined && isPast(this.dueAt, now)
  }
}
AffiliationSchema.setClass(Affiliation)

const move = (affiliation: Affiliation, verb: AffiliationVerb, now: Date): void => {
  affiliation.status = nextState(affiliation.status, verb)
  affiliation.statusAt = now
}

const sendLink = (affiliation: Affiliation, now: Date, days: number): void => {
  affiliation.sentAt = now
  affiliation.dueAt = daysAfter(now, days)
}

const letIn = (affiliation: Affiliation, now: Date, days: number, domain?: string): void => {
  if (affiliation.status === 'awaiting_profile') sendLink(affiliation, now, days)
  happened(affiliation, 'affiliation.approved', { ...aboutOf(affiliation), ...(domain && { domain }) })
}

/** What every event of a stay says. Who the person is stands in the row, not here. */
const aboutOf = ({ personId, locationId, method, status, dueAt }: Affiliation) => ({
  personId,
  locationId,
  method,
  status,
  dueAt: dueAt?.toISOString() ?? null,
})

// Two administrators invite the same person in the same second, or one invites who asks just then.
refuseOnConstraint('affiliation_live_unique', () =>
  refuse('conflict', 'INVITE_ALREADY_PENDING', { field: 'email', rule: 'PPL-R3' }),
)

/** A role a person holds: in an organisation, perhaps at one location of it; or on the vendor's side. */
export const RoleAssignmentSchema = defineEntity({
  name: 'RoleAssignment',
  tableName: 'role_assignment',
  properties: {
    id: () => p.uuid().primary(),
    vendorId,
    personId: () => p.manyToOne(Person).mapToPk().joinColumn('person_id').deleteRule('restrict').index(),
    /** null on the vendor's side. */
    organizationId: () =>
      p.manyToOne(Organization).mapToPk().joinColumn('organization_id').deleteRule('restrict').nullable().index(),
    role: () => text(),
    /** null: the whole organisation. */
    locationId: () =>
      p.manyToOne(Location).mapToPk().joinColumn('location_id').deleteRule('restrict').nullable().index(),
    /** Somebody gave it, or it comes with being the primary program contact and goes with it (CNT-R5). */
    source: () => text().$type<'granted' | 'contact'>().default('granted'),
    grantedAt: () => instant().defaultRaw('now()'),
    grantedBy: () => p.uuid().nullable(),
    /** Came with a merge and waits until a global administrator of the organisation says yes: it opens no door (MRG-R2). */
    heldBack: () => p.boolean().default(false),
  },
  uniques: [
    {
      name: 'role_assignment_unique',
      expression: `create unique index "role_assignment_unique" on "role_assignment" ("person_id", "organization_id", "role", "location_id", "source") nulls not distinct`,
    },
  ],
  policies: organizationPolicy('role_assignment_own'),
})
export class RoleAssignment extends RoleAssignmentSchema.class {}
RoleAssignmentSchema.setClass(RoleAssignment)

// Two administrators give the same role in the same second.
refuseOnConstraint('role_assignment_unique', () =>
  refuse('conflict', 'CONFLICT_STALE', { rule: 'B.0.1', retryable: true }),
)

/** Two leave at once, or take each other's role: the database looks at what is left when each of them is done (ROL-R2). */
refuseOnConstraint('organization_last_admin', () => refuse('invalid', 'LAST_ADMIN', { rule: 'ROL-R2' }))
