import { randomUUID } from 'node:crypto'
import { and, desc, eq, ne, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import { boolean, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import Fastify from 'fastify'
import { Pool } from 'pg'

// What somebody would build without this house: Fastify and Drizzle, no sign-in, no row-level security. Only columns in use.

const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: 'string' })

const claim = pgTable('claim', {
  id: uuid('id').primaryKey(),
  vendorId: uuid('vendor_id'),
  organizationId: uuid('organization_id'),
  number: integer('number'),
  name: text('name'),
  customerName: text('customer_name'),
  domain: text('domain'),
  locationId: uuid('location_id'),
  areaCode: text('area_code'),
  activity: text('activity'),
  incentiveOptOut: boolean('incentive_opt_out'),
  itemCount: integer('item_count'),
  status: text('status'),
  consentState: text('consent_state'),
  reviewerId: uuid('reviewer_id'),
  createdBy: uuid('created_by'),
  slaDueAt: instant('sla_due_at'),
  actionDueAt: instant('action_due_at'),
  consentDueAt: instant('consent_due_at'),
  submittedAt: instant('submitted_at'),
  submittedBy: uuid('submitted_by'),
  acknowledgedAt: instant('acknowledged_at'),
  acknowledgedBy: uuid('acknowledged_by'),
  statusAt: instant('status_at'),
  changedAt: instant('changed_at'),
  round: integer('round'),
  version: integer('version'),
})
const location = pgTable('location', { id: uuid('id').primaryKey(), name: text('name'), number: integer('number') })
const organization = pgTable('organization', { id: uuid('id').primaryKey(), name: text('name') })
const person = pgTable('person', { id: uuid('id').primaryKey(), name: text('name') })
const area = pgTable('solution_area', { vendorId: uuid('vendor_id'), code: text('code'), name: text('name') })
const timer = pgTable('timer', {
  id: uuid('id').primaryKey(),
  aggregateId: uuid('aggregate_id'),
  kind: text('kind'),
  firesAt: instant('fires_at'),
})
const submission = pgTable(
  'claim_submission',
  {
    claimId: uuid('claim_id'),
    round: integer('round'),
    vendorId: uuid('vendor_id'),
    organizationId: uuid('organization_id'),
    at: instant('at'),
    by: uuid('by'),
    input: jsonb('input'),
    evidenceIds: text('evidence_ids').array(),
  },
  ({ claimId, round }) => [primaryKey({ columns: [claimId, round] })],
)
const event = pgTable('event', {
  id: uuid('id').primaryKey(),
  vendorId: uuid('vendor_id'),
  organizationId: uuid('organization_id'),
  aggregateType: text('aggregate_type'),
  aggregateId: uuid('aggregate_id'),
  seq: integer('seq'),
  type: text('type'),
  at: instant('at'),
  actorSide: text('actor_side'),
  data: jsonb('data'),
  prevHash: text('prev_hash'),
  hash: text('hash'),
})

/** `GET /claims`: fifty rows of one organisation, newest first. */
export const openFastify = (url: string, organizationId: string) => {
  const pool = new Pool({ connectionString: url, max: 4 })
  const db = drizzle(pool)
  const app = Fastify()
  app.get('/claims', () =>
    db
      .select({
        id: claim.id,
        number: claim.number,
        name: claim.name,
        customerName: claim.customerName,
        domain: claim.domain,
        locationName: location.name,
        locationNumber: location.number,
        areaName: area.name,
        activity: claim.activity,
        itemCount: claim.itemCount,
        status: claim.status,
        consentState: claim.consentState,
        slaDueAt: claim.slaDueAt,
        actionDueAt: claim.actionDueAt,
        consentDueAt: claim.consentDueAt,
        submittedAt: claim.submittedAt,
        changedAt: claim.changedAt,
        organizationName: organization.name,
        reviewerName: person.name,
      })
      .from(claim)
      .innerJoin(location, eq(location.id, claim.locationId))
      .innerJoin(organization, eq(organization.id, claim.organizationId))
      .leftJoin(area, and(eq(area.vendorId, claim.vendorId), eq(area.code, claim.areaCode)))
      .leftJoin(person, eq(person.id, claim.reviewerId))
      .where(and(eq(claim.organizationId, organizationId), ne(claim.status, 'deleted')))
      .orderBy(desc(claim.changedAt), desc(claim.id))
      .limit(51),
  )
  const close = async (): Promise<void> => {
    await app.close()
    await pool.end()
  }
  return { list: () => app.inject('/claims'), close }
}

/** Writes the rows of a submission, as `submitByHand` does, through Drizzle. */
export const openDrizzle = (url: string) => {
  const pool = new Pool({ connectionString: url, max: 2 })
  const db = drizzle(pool)
  const submit = (claimId: string): Promise<void> =>
    db.transaction(async (tx) => {
      const now = new Date().toISOString()
      const due = new Date(Date.now() + 7 * 86_400_000).toISOString()
      const [row] = await tx
        .update(claim)
        .set({
          status: 'submitted',
          submittedAt: now,
          submittedBy: sql`created_by`,
          acknowledgedAt: now,
          acknowledgedBy: sql`created_by`,
          slaDueAt: due,
          changedAt: now,
          statusAt: now,
          version: sql`version + 1`,
        })
        .where(and(eq(claim.id, claimId), eq(claim.status, 'draft')))
        .returning()
      const { vendorId, organizationId, round, createdBy, name } = row!
      const owner = { vendorId, organizationId }
      await tx
        .insert(submission)
        .values({ ...owner, claimId, round, at: now, by: createdBy, input: { name }, evidenceIds: [] })
      await tx.insert(timer).values({ id: randomUUID(), aggregateId: claimId, kind: 'claim.sla', firesAt: due })
      await tx.insert(event).values({
        ...owner,
        id: randomUUID(),
        aggregateType: 'claim',
        aggregateId: claimId,
        seq: 1000,
        type: 'claim.submitted',
        at: now,
        actorSide: 'partner',
        data: { round: 1 },
        prevHash: '',
        hash: claimId,
      })
      await tx.execute(sql`select pg_notify('ofrecord_event', '')`)
    })
  return { submit, close: () => pool.end() }
}
