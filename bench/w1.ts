import { Hono } from 'hono'
import { Pool } from 'pg'
import { openApi } from './api.ts'
import { copyId, copyRows } from './copies.ts'
import { openRivals } from './rivals.ts'
import { compare } from './pairs.ts'
import type { Comparison } from './pairs.ts'
import { openWorld } from '../packages/core/test/stage.ts'
import type { TestWorld } from '../packages/core/test/stage.ts'
import { makeClaim } from '../packages/core/test/story.ts'

/** How many claims the list stands over, one after the other. The last two million take minutes to make. */
const sizes = (process.env.OFRECORD_BENCH_SIZES ?? '1000,100000,2000000').split(',').map(Number)

/**
 * W1: fifty rows of the claims list, through the api: session, row-level security, tRPC, zod. The floor is a
 * hand-written Hono route with one named statement and joins, without sign-in; beside it Fastify with Drizzle. Half of the claims are one
 * organisation's, the other half is spread, so that a plan made for the small is wrong for the large.
 */
export const w1 = async (): Promise<{ data: string; comparisons: Comparison[] }> => {
  const { world, close } = await openWorld()
  const pool = new Pool({ connectionString: world.url, options: '-c timezone=UTC', max: 4 })
  const api = await openApi(world)
  let closeRival = async (): Promise<void> => {}
  try {
    const { claimId } = await makeClaim(world)
    const [owner] = await world.rows<{ organizationId: string }>(
      `select organization_id as "organizationId" from claim where id = $1`,
      [claimId],
    )
    const cookie = await api.signIn('ines')
    const ask = async (cursor: string | null): Promise<{ nextCursor: string | null; rows: unknown[] }> => {
      const input = encodeURIComponent(JSON.stringify({ cursor }))
      const response = await api.app.request(`/trpc/claims.list?input=${input}`, {
        headers: { cookie, 'x-ofrecord': '1' },
      })
      const { result } = (await response.json()) as { result: { data: { nextCursor: string | null; rows: unknown[] } } }
      return result.data
    }
    const floor = new Hono().get('/claims', async (c) => {
      const values = [owner!.organizationId, Number(c.req.query('size') ?? 51)]
      return c.json((await pool.query({ name: 'list', text: listStatement, values })).rows)
    })
    const rivals = await openRivals()
    const fastify = rivals.openFastify(world.url, owner!.organizationId)
    closeRival = fastify.close
    const comparisons: Comparison[] = []
    let made = 0
    for (const size of sizes) {
      await growTo(world, claimId, made, size)
      made = size
      comparisons.push(
        await compare(
          `claims list, ${size.toLocaleString('en')} claims`,
          '≥ 1.0× in processor time',
          { name: 'hand-written', call: () => Promise.resolve(floor.request('/claims')) },
          { name: 'ofrecord', call: () => ask(null) },
          { pairs: 15, calls: 100, warm: 100 },
        ),
        await compare(
          `claims list against Fastify and Drizzle, ${size.toLocaleString('en')} claims`,
          '≥ 1.2×',
          { name: 'Fastify and Drizzle', call: fastify.list },
          { name: 'ofrecord', call: () => ask(null) },
          { pairs: 15, calls: 100, warm: 100 },
        ),
      )
    }
    comparisons.push(await deep(ask))
    return { data: `${sizes.at(-1)!.toLocaleString('en')} claims at the end`, comparisons }
  } finally {
    await closeRival()
    await pool.end()
    await api.close()
    await close()
  }
}

const growTo = async (world: TestWorld, claimId: string, made: number, size: number): Promise<void> => {
  await copyRows(world, {
    table: 'claim',
    from: made + 1,
    to: size,
    where: `s.id = '${claimId}'`,
    changes: {
      id: copyId('s.id'),
      number: '1000001 + n',
      name: `s.name || ' ' || n`,
      organization_id: `case when n % 2 = 0 then s.organization_id else (select id from organization
        order by id offset n % (select count(*) from organization) limit 1) end`,
      status: `(array['submitted', 'under_review', 'approved', 'rejected', 'ended'])[1 + n % 5]`,
      changed_at: `s.changed_at - n * interval '1 minute'`,
    },
  })
  await world.rows('vacuum analyze claim')
}

/** Any depth costs what the first page costs: the hundredth page against the first. */
const deep = async (ask: (cursor: string | null) => Promise<{ nextCursor: string | null }>): Promise<Comparison> => {
  let cursor: string | null = null
  for (let page = 0; page < 100; page++) cursor = (await ask(cursor)).nextCursor ?? cursor
  return compare(
    'the hundredth page against the first',
    '≥ 0.9×',
    { name: 'first page', call: () => ask(null) },
    { name: 'hundredth page', call: () => ask(cursor) },
    { pairs: 15, calls: 60, warm: 60 },
  )
}

/** As somebody would write it by hand: joins, one organisation, newest first. */
const listStatement = `
  select c.id, c.number, c.name, c.customer_name, c.domain, l.name as location, l.number as location_number, a.name as area,
    c.activity, c.item_count, c.status, c.consent_state, c.sla_due_at, c.action_due_at, c.consent_due_at, c.submitted_at,
    c.flags, c.changed_at, o.name as organization, r.name as reviewer
  from claim c join location l on l.id = c.location_id join organization o on o.id = c.organization_id
    left join solution_area a on a.vendor_id = c.vendor_id and a.code = c.area_code left join person r on r.id = c.reviewer_id
  where c.organization_id = $1 and c.status <> 'deleted' order by c.changed_at desc, c.id desc limit $2`
