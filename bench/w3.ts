import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { copyId, copyRows } from './copies.ts'
import { openRivals } from './rivals.ts'
import { compare } from './pairs.ts'
import type { Comparison } from './pairs.ts'
import { openWorld } from '../packages/core/test/stage.ts'
import type { TestWorld } from '../packages/core/test/stage.ts'
import { addEvidence, makeClaim } from '../packages/core/test/story.ts'

const pairs = 12
const calls = 40
const warm = 60
const copies = 4 * (pairs * calls + warm)

/**
 * W3: a claim goes to the vendor, by its verb. The floor is a hand-written transaction, pipelined on one connection,
 * that writes the same rows: the claim, what was submitted, its deadline, the event.
 */
export const w3 = async (): Promise<{ data: string; comparisons: Comparison[] }> => {
  const { world, close } = await openWorld()
  const client = new Client({ connectionString: world.url, pipeline: true })
  const drizzle = (await openRivals()).openDrizzle(world.url)
  await client.connect()
  try {
    const { claimId } = await makeClaim(world)
    await addEvidence(world, claimId)
    const ids = await copyDrafts(world, claimId)
    const { claims } = await world.as('ines')
    const part = ids.length / 4
    const submit = (turn: number) => claims.submit({ claimId: ids[turn]!, version: 1, acknowledged: true })
    const submitting = await compare(
      'submit a claim, by its verb',
      '≥ 0.5×',
      { name: 'hand-written', call: (turn) => submitByHand(client, ids[turn]!) },
      { name: 'ofrecord', call: (turn) => submit(part + turn) },
      { pairs, calls, warm },
    )
    const drizzling = await compare(
      'submit a claim, against Drizzle',
      '≥ 1.0×',
      { name: 'Drizzle', call: (turn) => drizzle.submit(ids[2 * part + turn]!) },
      { name: 'ofrecord', call: (turn) => submit(3 * part + turn) },
      { pairs, calls, warm },
    )
    return { data: `${copies.toLocaleString('en')} drafts of two items`, comparisons: [submitting, drizzling] }
  } finally {
    await drizzle.close()
    await client.end()
    await close()
  }
}

/** Each about a customer of its own, since one organisation claims an item of a customer once. */
const copyDrafts = async (world: TestWorld, claimId: string): Promise<string[]> => {
  const found = await world.rows<{ tenant: string }>('select customer_tenant_id as tenant from claim where id = $1', [
    claimId,
  ])
  const { tenant } = found[0]!
  const range = { from: 1, to: copies }
  await copyRows(world, {
    ...range,
    table: 'customer_tenant',
    where: `s.id = '${tenant}'`,
    changes: { id: copyId('s.id'), tenant_id: copyId('s.tenant_id') },
  })
  await copyRows(world, {
    ...range,
    table: 'tenant_domain',
    where: `s.customer_tenant_id = '${tenant}'`,
    changes: {
      id: copyId('s.id'),
      customer_tenant_id: copyId('s.customer_tenant_id'),
      domain: `n || '.' || s.domain`,
    },
  })
  await copyRows(world, {
    ...range,
    table: 'claim',
    where: `s.id = '${claimId}'`,
    changes: {
      id: copyId('s.id'),
      number: '1000001 + n',
      name: `s.name || ' ' || n`,
      customer_tenant_id: copyId('s.customer_tenant_id'),
      domain: `n || '.' || s.domain`,
    },
  })
  for (const table of ['claim_item', 'claim_contact', 'evidence'])
    await copyRows(world, {
      ...range,
      table,
      where: `s.claim_id = '${claimId}'`,
      changes: { id: copyId('s.id'), claim_id: copyId('s.claim_id') },
    })
  await world.rows('analyze')
  const rows = await world.rows<{ id: string }>('select id from claim where id <> $1 order by number', [claimId])
  return rows.map(({ id }) => id)
}

const submitByHand = async (client: Client, claimId: string): Promise<void> => {
  const run = (name: string, text: string, values: unknown[]) => client.query({ name, text, values })
  await Promise.all([
    client.query('begin'),
    run(
      'submit',
      `update claim set status = 'submitted', submitted_at = now(), submitted_by = created_by, acknowledged_at = now(),
        acknowledged_by = created_by, sla_due_at = now() + interval '7 days', changed_at = now(), status_at = now(),
        version = version + 1 where id = $1 and status = 'draft'`,
      [claimId],
    ),
    run(
      'keep',
      `insert into claim_submission (claim_id, round, vendor_id, organization_id, at, by, input, evidence_ids)
       select id, round, vendor_id, organization_id, now(), created_by, jsonb_build_object('name', name), '{}' from claim where id = $1`,
      [claimId],
    ),
    run(
      'timer',
      `insert into timer (id, aggregate_id, kind, fires_at) values ($1, $2, 'claim.sla', now() + interval '7 days')`,
      [randomUUID(), claimId],
    ),
    run(
      'event',
      `insert into event (id, vendor_id, organization_id, aggregate_type, aggregate_id, seq, type, at, actor_side, data, prev_hash, hash)
       select $1::uuid, vendor_id, organization_id, 'claim', id, 1000, 'claim.submitted', now(), 'partner', '{"round":1}', '', $3 from claim where id = $2`,
      [randomUUID(), claimId, claimId],
    ),
    client.query(`select pg_notify('ofrecord_event', '')`),
    client.query('commit'),
  ])
}
