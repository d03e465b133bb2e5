import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import { inScope } from '../kernel/conditions.ts'
import { scopeOf } from '../kernel/authority.ts'
import { refuse, refuseAbsent } from '../kernel/errors.ts'
import { isoOf, isoOrNull } from '../kernel/instants.ts'
import type { Call } from '../kernel/transaction.ts'
import type { EvidenceKind, Preflight, ScanState } from './evidence.rules.ts'
import { refuseExcludedReviewer } from './exclusion.queries.ts'
import type { Viewer } from './history.queries.ts'

/** Where the same bytes stand as well (CLM-V14); without a number it is a claim that this reader may not open. */
export interface Duplicate {
  claimId: string | null
  number: number | null
  /** On this very claim. */
  same: boolean
}

interface EvidenceRow {
  id: string
  fileName: string
  mime: string
  bytes: number
  kind: EvidenceKind
  note: string
  round: number
  /** When the round it goes with was submitted last; null before that, and for what came after the approval. */
  roundAt: string | null
  scanState: ScanState
  uploadedAt: string
  uploadedByName: string
  /** The document it takes the place of. */
  supersedesId: string | null
  /** The newest document of an association that lives (C33). */
  isHead: boolean
  preflight: Preflight | null
  purgedAt: string | null
  duplicates: Duplicate[]
}

/**
 * The documents of a claim, oldest first, each with where else its bytes stand. The vendor reads what was handed over:
 * the documents of a round that is still being written are the partner's own desk (C20).
 */
export const readEvidence = async (call: Call, viewer: Viewer, claimId: string): Promise<EvidenceRow[]> => {
  const { rows } = await sql<EvidenceRow>`
    select e.id, e.file_name as "fileName", e.mime, e.bytes, e.kind, e.note, e.round, s.at::text as "roundAt",
      e.scan_state as "scanState", e.uploaded_at::text as "uploadedAt", p.name as "uploadedByName",
      e.supersedes_id as "supersedesId", e.preflight, e.purged_at::text as "purgedAt",
      exists (select from association a where a.evidence_head_id = e.id and a.status <> 'ended') as "isHead",
      ${duplicatesFor(call, viewer)} as duplicates
    from evidence e join claim c on c.id = e.claim_id join person p on p.id = e.uploaded_by
      left join claim_submission s on s.claim_id = e.claim_id and s.round = e.round
    where e.claim_id = ${claimId} and e.removed_at is null
      and (${viewer.side === 'partner'} or e.round <= c.round or c.approved_at is not null)
    order by e.round, e.uploaded_at, e.id
  `.execute(call.em.getKysely())
  return rows.map((row) => ({
    ...row,
    uploadedAt: isoOf(row.uploadedAt),
    roundAt: isoOrNull(row.roundAt),
    purgedAt: isoOrNull(row.purgedAt),
  }))
}

/** What an uploader is told at once of a document that was taken in (CLM-V14). */
export const readDuplicates = async (call: Call, viewer: Viewer, evidenceId: string): Promise<Duplicate[]> => {
  const { rows } = await sql<{ duplicates: Duplicate[] }>`
    select ${duplicatesFor(call, viewer)} as duplicates
    from evidence e join claim c on c.id = e.claim_id where e.id = ${evidenceId}
  `.execute(call.em.getKysely())
  return rows[0]?.duplicates ?? []
}

/**
 * Where the bytes of `e` stand as well, of claim `c`: earlier on this claim, or on a claim for another customer or of
 * another organisation. A partner reads its own organisation only, by row-level security, and gets no number of a claim
 * outside the person's locations; a reviewer gets none of an organisation that this person must not judge. Five at most.
 */
const duplicatesFor = (call: Call, viewer: Viewer): RawBuilder<Duplicate[]> => {
  const scope = viewer.side === 'partner' ? viewer.scope : null
  const personId = 'personId' in call.actor ? call.actor.personId : null
  const opens = sql`${inScope(scope, sql`k.location_id`)} and not exists (
    select from reviewer_exclusion x where x.person_id = ${personId} and x.organization_id = k.organization_id)`
  return sql<Duplicate[]>`coalesce((
    select jsonb_agg(jsonb_build_object('claimId', f.id, 'number', f.number, 'same', f.same) order by f.same desc, f.number)
    from (
      select distinct case when ${opens} then k.id end as id, case when ${opens} then k.number end as number, k.id = c.id as same
      from evidence d join claim k on k.id = d.claim_id
      where d.sha256 = e.sha256 and d.id <> e.id and d.removed_at is null and k.status <> 'deleted'
        and case when k.id = c.id then d.id < e.id
          else k.customer_tenant_id <> c.customer_tenant_id or k.organization_id <> c.organization_id end
        and (${viewer.side === 'partner'} or k.id = c.id or (k.status <> 'draft' and d.round <= k.round))
      order by same desc, number limit 5
    ) f
  ), '[]')`
}

interface DocumentRow {
  fileName: string
  mime: string
  bytes: number
  storageKey: string
  sha256: string
  scanState: ScanState
  purgedAt: string | null
  organizationId: string
  locationId: string
  isHandedOver: boolean
}

/**
 * A document for its reader: the partner in scope, or a reviewer of what was submitted. Infected ones open for nobody
 * (I11). Refuses with `EVIDENCE_INFECTED`, `EVIDENCE_SCANNING`, and `EVIDENCE_PURGED` when its time was over.
 */
export const findDocument = async (call: Call, evidenceId: string): Promise<DocumentRow> => {
  const { rows } = await sql<DocumentRow>`
    select e.file_name as "fileName", e.mime, e.bytes, e.storage_key as "storageKey", e.sha256, e.scan_state as "scanState",
      e.purged_at::text as "purgedAt", e.organization_id as "organizationId", c.location_id as "locationId",
      c.status <> 'draft' and (e.round <= c.round or c.approved_at is not null) as "isHandedOver"
    from evidence e join claim c on c.id = e.claim_id
    where e.id = ${evidenceId} and e.removed_at is null and c.status <> 'deleted'
  `.execute(call.em.getKysely())
  const row = rows[0] ?? refuseAbsent()
  const scope = scopeOf(call.actor, call.actor.side === 'vendor' ? 'claims.review' : 'claims.see')
  if (scope === undefined || (scope !== null && !scope.includes(row.locationId))) return refuseAbsent()
  if (call.actor.side === 'vendor') {
    if (!row.isHandedOver) return refuseAbsent()
    await refuseExcludedReviewer(call, row.organizationId)
  }
  if (row.scanState === 'infected') refuse('conflict', 'EVIDENCE_INFECTED', { rule: 'I11' })
  if (row.scanState === 'pending') refuse('conflict', 'EVIDENCE_SCANNING', { rule: 'I11', retryable: true })
  if (row.purgedAt) refuse('conflict', 'EVIDENCE_PURGED', { rule: 'B.1.8', params: { purgedAt: isoOf(row.purgedAt) } })
  return row
}
