import { sql } from 'kysely'
import { uuids } from '../kernel/conditions.ts'
import { lockClaim } from '../claims/deciding.ts'
import type { AdministratorActor } from '../kernel/actor.ts'
import { refuse, refuseAbsent } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import type { Installation } from '../kernel/installation.ts'
import type { Call } from '../kernel/transaction.ts'
import { closeAccess, receiptOfDenial } from './answering.ts'
import { ConsentNotice } from './notice.entity.ts'
import { setRule } from './portal.settings.ts'
import { lockTenant } from './portal.signing.ts'
import { record } from './recording.ts'
import type { Traces } from './recording.ts'

interface Revocation {
  associationIds: readonly string[]
  /** Whether their partners may never ask again (ACC-R2). */
  block: boolean
}

interface Affected {
  claimId: string
  claimItemId: string
  organizationId: string
}

/**
 * The customer stops access on its own page (ACC-R1: as T12, C49), revenue included (AMB-15): one decision and one
 * receipt a claim. Answers their codes; the same again answers the same. Absent when one is another customer's.
 */
export const revoke = async (
  call: Call,
  installation: Installation,
  { associationIds, block }: Revocation,
  traces: Traces,
): Promise<string[]> => {
  if (associationIds.length === 0)
    refuse('invalid', 'PORTAL_NOTHING_CHOSEN', { field: 'associationIds', rule: 'ACC-R1' })
  const actor = call.actor as AdministratorActor
  if (block && actor.delegate) refuse('forbidden', 'PORTAL_DELEGATE', { rule: 'B.2.7' })
  const affected = await findAffected(call, actor.customerTenantId, new Set(associationIds))
  const codes: string[] = []
  const claims: number[] = []
  // In the order of their ids: two administrators who stop the same ones wait for each other and never cross.
  for (const [claimId, items] of Map.groupBy(affected, (each) => each.claimId)) {
    const stopped = await stop(call, installation, claimId, items, traces)
    if (stopped.code) codes.push(stopped.code)
    if (stopped.now) claims.push(stopped.number)
  }
  const tenant = await lockTenant(call, actor.customerTenantId)
  if (claims.length > 0)
    happened(tenant, 'customer.accessRevoked', { claims, receipts: codes }, { address: actor.address })
  if (block)
    for (const organizationId of new Set(affected.map((each) => each.organizationId)))
      await setRule(call, tenant, organizationId, 'blocked')
  return codes
}

const findAffected = async (call: Call, tenantId: string, ids: ReadonlySet<string>): Promise<Affected[]> => {
  const { rows } = await sql<Affected>`
    select claim_id as "claimId", claim_item_id as "claimItemId", organization_id as "organizationId" from association
    where id = any(${uuids(ids)}) and customer_tenant_id = ${tenantId} order by claim_id, id
  `.execute(call.em.getKysely())
  return rows.length === ids.size ? rows : refuseAbsent()
}

const stop = async (
  call: Call,
  installation: Installation,
  claimId: string,
  affected: readonly Affected[],
  traces: Traces,
): Promise<{ number: number; now: boolean; code: string | undefined }> => {
  const claim = await lockClaim(call, claimId)
  const wanted = affected.map(({ claimItemId }) => claimItemId)
  const before = claim.consentState
  const itemIds =
    claim.status === 'approved' ? await closeAccess(call, claim, { reasons: [], itemIds: wanted }, null) : []
  const { number } = claim
  if (itemIds.length === 0) return { number, now: false, code: await receiptOfDenial(call, claim, wanted) }
  const [notice = null] = await call.em.find(ConsentNotice, { claimId }, { orderBy: { sequence: 'desc' }, limit: 1 })
  const { address: administrator } = call.actor as AdministratorActor
  const code = await record(
    call,
    installation,
    { claim, notice, recipient: null, administrator },
    { kind: 'revoke', itemIds, before, reasons: [], comment: null, shareComment: false },
    traces,
  )
  return { number, now: true, code }
}
