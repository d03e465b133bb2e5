import { defineEntity, p } from '@mikro-orm/core'
import { instant, organizationPolicy, text } from '../kernel/columns.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { Organization } from '../organisations/organization.entity.ts'
import { Person } from './person.entity.ts'

/** A DNS text record that shows that a domain is the organisation's: for new domains, and for recovery (PPL-R7). */
export const DomainProofSchema = defineEntity({
  name: 'DomainProof',
  tableName: 'domain_proof',
  properties: {
    id: () => p.uuid().primary(),
    vendorId: () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict'),
    organizationId: () =>
      p.manyToOne(Organization).mapToPk().joinColumn('organization_id').deleteRule('restrict').index(),
    domain: () => text(),
    /** What the record must say. */
    challenge: () => text(),
    /** `domain`: the organisation adds it; `recovery`: its last administrator is gone. */
    purpose: () => text().$type<'domain' | 'recovery'>(),
    askedBy: () => p.manyToOne(Person).mapToPk().joinColumn('asked_by').deleteRule('restrict').index(),
    askedAt: () => instant(),
    provenAt: () => instant().nullable(),
    /** When a recovery takes effect: 72 hours after the proof, so that everybody told can object. */
    dueAt: () => instant().nullable(),
    state: () => text().$type<'asked' | 'proven' | 'done' | 'stopped'>(),
    stoppedBy: () => p.uuid().nullable(),
  },
  uniques: [
    {
      name: 'domain_proof_open_unique',
      expression: `create unique index "domain_proof_open_unique" on "domain_proof" ("organization_id", "domain", "purpose", "asked_by") where "state" in ('asked', 'proven')`,
    },
  ],
  policies: organizationPolicy('domain_proof_own'),
})
export class DomainProof extends DomainProofSchema.class {}
DomainProofSchema.setClass(DomainProof)
