import { defineEntity, p } from '@mikro-orm/core'
import { Vendor } from '../kernel/vendor.entity.ts'
import { instant, organizationPolicy, text } from '../kernel/columns.ts'
import { happened } from '../kernel/happened.ts'
import { Organization } from '../organisations/organization.entity.ts'
import { Person } from '../people/person.entity.ts'
import { Claim } from './claim.entity.ts'
import type { EvidenceKind, Preflight, ScanState } from './evidence.rules.ts'

/** A document that shows the partner really does the work. The bytes stand in file storage under `storageKey`. */
export const EvidenceSchema = defineEntity({
  name: 'Evidence',
  tableName: 'evidence',
  properties: {
    id: () => p.uuid().primary(),
    vendorId: () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict'),
    organizationId: () =>
      p.manyToOne(Organization).mapToPk().joinColumn('organization_id').deleteRule('restrict').index(),
    claimId: () => p.manyToOne(Claim).mapToPk().joinColumn('claim_id').deleteRule('cascade').index(),
    fileName: () => text(),
    mime: () => text(),
    bytes: () => p.integer(),
    /** Of the scanned bytes; a download is compared with it (I11). */
    sha256: () => text().index(),
    storageKey: () => text(),
    kind: () => text().$type<EvidenceKind>(),
    note: () => text().default(''),
    uploadedAt: () => instant(),
    uploadedBy: () => p.manyToOne(Person).mapToPk().joinColumn('uploaded_by').deleteRule('restrict').index(),
    scanState: () => text().$type<ScanState>(),
    round: () => p.integer(),
    removedAt: () => instant().nullable(),
    /** What a newer document takes the place of. */
    supersedesId: () => p.uuid().nullable(),
    /** What the text of the document says of the six points (B.1.8); null: not read. It advises and decides nothing. */
    preflight: () => p.json().$type<Preflight>().nullable(),
    /** The bytes are gone 24 months after the association ended; the hash stays (B.1.8). */
    purgedAt: () => instant().nullable(),
  },
  policies: organizationPolicy('evidence_own'),
})
export class Evidence extends EvidenceSchema.class {
  /** What the scanner found, once it answered, in a document that had waited for it (CLM-V12, I11). */
  settle(claim: Claim, scanState: 'clean' | 'infected', head = false): void {
    this.scanState = scanState
    happened(claim, 'claim.evidenceScanned', { evidenceId: this.id, scanState, ...(head && { head }) })
  }

  /** Its time is over: the bytes are gone, the hash stays as their tombstone (B.1.8). */
  purge(claim: Claim, now: Date): void {
    this.purgedAt = now
    happened(claim, 'claim.evidencePurged', { evidenceId: this.id, sha256: this.sha256 }, { fileName: this.fileName })
  }

  /** Taken back by the partner before a reviewer decides on it. */
  remove(claim: Claim, now: Date): void {
    this.removedAt = now
    happened(claim, 'claim.evidenceRemoved', { evidenceId: this.id, sha256: this.sha256 }, { fileName: this.fileName })
  }
}
EvidenceSchema.setClass(Evidence)
