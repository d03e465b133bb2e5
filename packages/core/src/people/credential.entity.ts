import { defineEntity, p } from '@mikro-orm/core'
import { instant, ownPolicy, text } from '../kernel/columns.ts'
import { happened } from '../kernel/happened.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { Organization } from '../organisations/organization.entity.ts'
import type { SkillKind } from '../catalogue/catalogue.rules.ts'
import type { CredentialState, CredentialVerb, UnlinkReason } from './credential.rules.ts'
import { nextState } from './credential.rules.ts'
import { Person } from './person.entity.ts'

/**
 * The certification profile of a person. It counts for one organisation at most: that is a column, so there is no second
 * (CP-R2). Its owner reads it wherever they act; others only where it is linked.
 */
export const CredentialProfileSchema = defineEntity({
  name: 'CredentialProfile',
  tableName: 'credential_profile',
  properties: {
    id: () => p.uuid().primary(),
    vendorId: () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict'),
    /** The number the certification provider gave. */
    credentialId: () => text(),
    personId: () => p.manyToOne(Person).mapToPk().joinColumn('person_id').deleteRule('restrict').nullable().unique(),
    /** The name as the provider has it; it must match the profile's (CP-R4). */
    name: () => text(),
    state: () => text().$type<CredentialState>().default('unlinked'),
    /** Where it counts, or where a link waits for the check of the name. */
    organizationId: () =>
      p.manyToOne(Organization).mapToPk().joinColumn('organization_id').deleteRule('restrict').nullable().index(),
    stateAt: () => instant(),
    version: () => p.integer().version(),
  },
  uniques: [{ name: 'credential_profile_number_unique', properties: ['vendorId', 'credentialId'] }],
  policies: ownPolicy('credential_profile_own'),
})
export class CredentialProfile extends CredentialProfileSchema.class {
  /** It counts for this organisation from now on, and for no other (CP-R2). */
  link(now: Date, owner: Owner): void {
    move(this, 'link', now)
    this.personId = owner.personId
    this.organizationId = owner.organizationId
  }

  /** The names differ, so that somebody at the vendor looks at both first (CP-R4). */
  askCheck(now: Date, owner: Owner, dueAt: Date): void {
    move(this, 'askCheck', now)
    this.personId = owner.personId
    this.organizationId = owner.organizationId
    happened(this, 'credential.nameCheckAsked', { personId: owner.personId, dueAt: dueAt.toISOString() })
  }

  /** It is the same person: `names` is the fingerprint of the two names that were compared. */
  accept(now: Date, names: string): void {
    move(this, 'accept', now)
    happened(this, 'credential.nameAccepted', { personId: this.personId ?? null, names })
  }

  /** It is somebody else's, as far as can be seen: it waits for its owner again. */
  refuse(now: Date, wasTheirs: boolean): void {
    move(this, 'refuse', now)
    // Nobody's when the event is written, so that it says itself where the link was meant for.
    const about = { personId: this.personId ?? null, organizationId: this.organizationId ?? null }
    happened(this, 'credential.nameRefused', about)
    this.organizationId = null
    if (!wasTheirs) this.personId = null
  }

  /** It counts nowhere. A number that was only asked for is nobody's again: `wasTheirs` says that it was linked once. */
  unlink(now: Date, wasTheirs: boolean): void {
    move(this, 'unlink', now)
    this.organizationId = null
    if (!wasTheirs) this.personId = null
  }
}
CredentialProfileSchema.setClass(CredentialProfile)

/** One stay of a credential in an organisation: what the limits count, and the row of its report (CP-R1, CP-R3). */
export const CredentialLinkSchema = defineEntity({
  name: 'CredentialLink',
  tableName: 'credential_link',
  properties: {
    id: () => p.uuid().primary(),
    vendorId: () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict'),
    organizationId: () =>
      p.manyToOne(Organization).mapToPk().joinColumn('organization_id').deleteRule('restrict').index(),
    credentialProfileId: () =>
      p.manyToOne(CredentialProfile).mapToPk().joinColumn('credential_profile_id').deleteRule('restrict').index(),
    personId: () => p.manyToOne(Person).mapToPk().joinColumn('person_id').deleteRule('restrict').index(),
    linkedAt: () => instant(),
    unlinkedAt: () => instant().nullable(),
    unlinkReason: () => text().nullable(),
    /** When an administrator took the row of somebody who left out of the report. */
    removedAt: () => instant().nullable(),
  },
  uniques: [
    {
      name: 'credential_link_live_unique',
      expression: `create unique index "credential_link_live_unique" on "credential_link" ("credential_profile_id") where "unlinked_at" is null`,
    },
  ],
  policies: ownPolicy('credential_link_own'),
})
export class CredentialLink extends CredentialLinkSchema.class {
  /** It counts here no more; the row stays in the report until an administrator takes it out (CP-R1). */
  end(now: Date, reason: UnlinkReason): void {
    this.unlinkedAt = now
    this.unlinkReason = reason
    happened(this, 'credential.unlinked', { ...aboutOf(this), reason })
  }

  remove(now: Date): void {
    this.removedAt = now
    happened(this, 'credential.rowRemoved', aboutOf(this))
  }
}
CredentialLinkSchema.setClass(CredentialLink)

/** A training, an assessment, an exam or a certification, as the skill feed says (CP-R6). */
export const SkillRecordSchema = defineEntity({
  name: 'SkillRecord',
  tableName: 'skill_record',
  properties: {
    id: () => p.uuid().primary(),
    vendorId: () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict'),
    /** Those of the credential, kept on the row so that the fence is one comparison. */
    organizationId: () => p.uuid().nullable().index(),
    personId: () => p.uuid().nullable().index(),
    credentialProfileId: () =>
      p.manyToOne(CredentialProfile).mapToPk().joinColumn('credential_profile_id').deleteRule('restrict'),
    kind: () => text().$type<SkillKind>(),
    code: () => text(),
    passedOn: () => p.date(),
    /** null: does not expire. */
    expiresOn: () => p.date().nullable().index(),
  },
  uniques: [{ name: 'skill_record_unique', properties: ['credentialProfileId', 'code', 'passedOn'] }],
  policies: ownPolicy('skill_record_own'),
})
export class SkillRecord extends SkillRecordSchema.class {}
SkillRecordSchema.setClass(SkillRecord)

/** When a feed of skills was last taken in: results appear within 72 hours of it (CP-R6). */
export const SkillImportSchema = defineEntity({
  name: 'SkillImport',
  tableName: 'skill_import',
  properties: {
    id: () => p.uuid().primary(),
    vendorId: () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict').index(),
    at: () => instant(),
    rows: () => p.integer(),
  },
  rowLevelSecurity: true,
  policies: [
    {
      name: 'skill_import_vendor',
      using: `(select current_setting('ofrecord.side', true)) = 'system' or vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid)`,
      check: `(select current_setting('ofrecord.side', true)) = 'system'`,
    },
  ],
})
export class SkillImport extends SkillImportSchema.class {}
SkillImportSchema.setClass(SkillImport)

export interface Owner {
  personId: string
  organizationId: string
}

const move = (credential: CredentialProfile, verb: CredentialVerb, now: Date): void => {
  credential.state = nextState(credential.state, verb)
  credential.stateAt = now
}

export const aboutOf = ({ id, personId, credentialProfileId }: CredentialLink) => ({
  linkId: id,
  personId,
  credentialProfileId,
})
