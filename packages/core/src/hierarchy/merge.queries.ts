import { sql } from 'kysely'
import type { PersonActor } from '../kernel/actor.ts'
import { refuseAbsent } from '../kernel/errors.ts'
import { isoOf, isoOrNull } from '../kernel/instants.ts'
import { hoursAfter } from '../kernel/time.ts'
import type { Call } from '../kernel/transaction.ts'
import { asApplication } from '../kernel/fence.ts'
import type { ImpactKey, ImpactPart } from './impact.rules.ts'
import type { MergeState } from './merge.rules.ts'
import type { Half, Preview } from './merge.previewing.ts'
import type { PlaceChange } from './recording.ts'
import { previewHours } from './rehearsing.ts'

interface MergeRow {
  id: string
  state: MergeState
  organizationId: string
  invitedOrganizationId: string
  acquirer: Named
  invited: Named
  invitedAt: string
  invitedByName: string
  dueAt: string
  answeredAt: string | null
  declineReason: string | null
  executedAt: string | null
  undoneAt: string | null
  reason: string | null
  previewAt: string | null
  preview: Preview | null
  /** Whether the caller is the one person who answers (M2). */
  mayAnswer: boolean
}

interface Named {
  name: string
  globalNumber: number
  city: string
  country: string
}

/** What both sides know of a merge; who answers it is not named to the other. */
export interface MergeView {
  id: string
  state: MergeState
  /** Which side the caller is on; `both`: the vendor's service desk. */
  side: 'acquirer' | 'invited' | 'both'
  acquirer: Named
  invited: Named
  invitedAt: string
  /** For the acquirer's own people only. */
  invitedByName: string | null
  dueAt: string
  answeredAt: string | null
  declineReason: string | null
  executedAt: string | null
  undoneAt: string | null
  /** Why it was carried out, or undone; null before. */
  reason: string | null
  /** Whether the caller is the primary program contact of the invited headquarters, who alone answers. */
  mayAnswer: boolean
}

/**
 * The caller's own half, of the other the names of levels only (B.18); the service desk reads both. The acquirer's is in
 * detail once the invited side agreed, the invited side's from the first day, since it decides by it (M2).
 */
export interface PreviewView {
  computedAt: string
  validUntil: string
  /** Levels of the tree that would be. */
  levels: number
  /**
   * The first own locations that would hang higher, since the tree would be too deep; of the other side only how many, and
   * null before its answer.
   */
  flattened: PlaceChange[]
  flattenedCount: number | null
  own: Half['parts'] | null
  other: Half['outline'] | null
  /** Both halves, for the service desk. */
  both: { acquirer: Half['parts']; invited: Half['parts'] } | null
}

const named = (alias: string, head: string) =>
  sql`jsonb_build_object('name', ${sql.ref(`${alias}.name`)}, 'globalNumber', ${sql.ref(`${alias}.global_number`)},
    'city', coalesce(${sql.ref(`${head}.city`)}, ''), 'country', ${sql.ref(`${alias}.country`)})`

/**
 * As the application: neither side reads the other's name through its own rows. Only merges of the caller's organisation;
 * the service desk's actor has none and reads the vendor's.
 */
const readRows = (call: Call, mergeId: string | null, onlyOpen: boolean): Promise<MergeRow[]> => {
  const { organizationId, vendorId, personId } = call.actor as PersonActor
  return asApplication(call, 'mergers', async (inner) => {
    const { rows } = await sql<MergeRow>`
      select m.id, m.state, m.organization_id as "organizationId", m.invited_organization_id as "invitedOrganizationId",
        ${named('a', 'ah')} as acquirer, ${named('b', 'bh')} as invited, m.invited_at::text as "invitedAt", p.name as "invitedByName",
        m.due_at::text as "dueAt", m.answered_at::text as "answeredAt", m.decline_reason as "declineReason",
        m.executed_at::text as "executedAt", m.undone_at::text as "undoneAt", last.reason, m.preview_at::text as "previewAt",
        ${mergeId === null ? sql`null::jsonb` : sql`m.preview`} as preview,
        m.state = 'invited' and m.invited_organization_id = ${organizationId}::uuid and exists (
          select from contact_assignment c where c.location_id = bh.id and c.role = 'primary_program' and c.ended_at is null
            and c.person_id = ${personId}) as "mayAnswer"
      from merge m join organization a on a.id = m.organization_id join organization b on b.id = m.invited_organization_id
        join person p on p.id = m.invited_by
        left join location ah on ah.organization_id = a.id and ah.is_headquarters
        left join location bh on bh.organization_id = b.id and bh.is_headquarters
        left join lateral (
          select c.reason from structure_change c where c.organization_id = m.organization_id and c.at >= coalesce(m.undone_at, m.executed_at)
            and c.kind = case m.state when 'undone' then 'mergeUndone' else 'merged' end order by c.at limit 1) last on true
      where m.vendor_id = ${vendorId} and ${organizationId === null ? sql`true` : sql`${organizationId}::uuid in (m.organization_id, m.invited_organization_id)`}
        and ${mergeId === null ? sql`true` : sql`m.id = ${mergeId}`} and ${onlyOpen ? sql`(m.state in ('invited', 'accepted') or (m.state = 'executed' and m.before is not null))` : sql`true`}
      order by m.invited_at desc, m.id desc limit 100
    `.execute(inner.em.getKysely())
    return rows
  })
}

const viewOf = (call: Call, row: MergeRow): MergeView => {
  const { organizationId } = call.actor as PersonActor
  const side = organizationId === null ? 'both' : organizationId === row.organizationId ? 'acquirer' : 'invited'
  const { id, state, acquirer, invited, declineReason, reason, mayAnswer } = row
  return {
    id,
    state,
    side,
    acquirer,
    invited,
    declineReason,
    reason,
    mayAnswer,
    invitedByName: side === 'invited' ? null : row.invitedByName,
    invitedAt: isoOf(row.invitedAt),
    dueAt: isoOf(row.dueAt),
    answeredAt: isoOrNull(row.answeredAt),
    executedAt: isoOrNull(row.executedAt),
    undoneAt: isoOrNull(row.undoneAt),
  }
}

/** The organisation's merges, newest first, at most a hundred. */
export const listMerges = async (call: Call): Promise<MergeView[]> =>
  (await readRows(call, null, false)).map((row) => viewOf(call, row))

/** Merges that are open or can still be undone, newest first, at most a hundred, for the service desk. */
export const listMergesForDesk = async (call: Call): Promise<MergeView[]> =>
  (await readRows(call, null, true)).map((row) => viewOf(call, row))

/** One merge with its last preview. Refuses with `NOT_FOUND` what the caller's organisation is not in. */
export const readMerge = async (call: Call, mergeId: string): Promise<MergeView & { preview: PreviewView | null }> => {
  const [row] = await readRows(call, mergeId, false)
  if (!row) return refuseAbsent()
  const view = viewOf(call, row)
  return {
    ...view,
    preview: row.preview && row.previewAt ? previewOf(view, row.preview, isoOf(row.previewAt)) : null,
  }
}

/** Figures and names of one's own half that the other side's are read from, by taking away what was before. */
const fromOther: readonly ImpactKey[] = [
  'requirements_missed',
  'requirements_reached',
  'people_in_both',
  'roles_held_back',
  'organisation_roles_gained',
  'items_closed',
  'associations_kept',
  'associations_ended',
  'anniversary_moved',
]

/** Whoever asks has not been answered: anybody with a number may ask, and reads levels only (B.18, decision 045). */
const isUnanswered = ({ side, state }: MergeView): boolean =>
  side === 'acquirer' && state !== 'accepted' && state !== 'executed' && state !== 'undone'

const ownHalf = (view: MergeView, preview: Preview): ImpactPart[] | null => {
  if (view.side === 'both') return null
  const { parts } = preview[view.side]
  return isUnanswered(view) ? parts.filter(({ key }) => !fromOther.includes(key)) : parts
}

const previewOf = (view: MergeView, preview: Preview, computedAt: string): PreviewView => ({
  computedAt,
  validUntil: hoursAfter(new Date(computedAt), previewHours).toISOString(),
  levels: preview.levels,
  flattened: view.side === 'acquirer' ? [] : preview.flattened,
  flattenedCount: isUnanswered(view) ? null : (preview.flattenedCount ?? preview.flattened.length),
  own: ownHalf(view, preview),
  other: view.side === 'both' ? null : preview[view.side === 'acquirer' ? 'invited' : 'acquirer'].outline,
  both: view.side === 'both' ? { acquirer: preview.acquirer.parts, invited: preview.invited.parts } : null,
})
