import { randomUUID } from 'node:crypto'
import { TRPCError } from '@trpc/server'
import { expect } from 'vitest'
import { idFieldsOf, sampleOf, schemasOf } from '../test/sampling.ts'
import type { IdOf } from '../test/sampling.ts'
import { test } from '../test/world.ts'
import type { TestWorld } from '../test/world.ts'
import type { Actor } from './kernel/actor.ts'
import { nobody } from './kernel/actor.ts'
import { scopeOf } from './kernel/authority.ts'
import type { Privilege } from './kernel/authority.ts'
import type { DoorMeta } from './kernel/trpc.ts'
import { refusalIn } from './kernel/trpc.ts'
import { appRouter, createCaller } from './router.ts'

/** One of each kind: partners' people by role, another partner's, the vendor's by role, and nobody. */
const kinds = {
  'global administrator': 'gwen',
  'location administrator': 'luca',
  'incentive administrator': 'ines',
  'incentive user of one location': 'ugo',
  'care administrator': 'cara',
  member: 'mina',
  'global administrator elsewhere': 'tara',
  'incentive administrator elsewhere': 'theo',
  'membership administrator elsewhere': 'max',
  reviewer: 'rosa',
  'review lead': 'liam',
  'operations agent': 'oda',
  'service agent': 'sam',
  'programme administrator': 'petra',
  auditor: 'aiko',
  nobody: null,
} as const

interface Procedure {
  path: string
  meta: DoorMeta
  inputs: unknown[]
  changes: boolean
}

const procedures: Procedure[] = Object.entries(
  appRouter._def.procedures as unknown as Record<
    string,
    { _def: { type: string; meta?: DoorMeta; inputs: unknown[] } }
  >,
).map(([path, { _def }]) => ({
  path,
  meta: _def.meta!,
  inputs: _def.inputs,
  changes: _def.type === 'mutation',
}))

/** Doors of people with an account; links and customers' sessions have tests of their own (C54, the portal's). */
const forPeople = procedures.filter(({ meta }) => ['person', 'member', 'staff'].includes(meta.door))

/** The table whose id a field of that name holds. */
const tables: Readonly<Record<string, string>> = {
  claimId: 'claim',
  claimIds: 'claim',
  draftId: 'claim_draft',
  evidenceId: 'evidence',
  conflictId: 'conflict',
  checkId: 'partner_check',
  decisionId: 'consent_decision',
  itemId: 'claim_item',
  itemIds: 'claim_item',
  viewId: 'saved_view',
  organizationId: 'organization',
  locationId: 'location',
  locationIds: 'location',
  parentId: 'location',
  personId: 'person',
  personIds: 'person',
  reviewerId: 'person',
  mentions: 'person',
  winnerClaimId: 'claim',
  id: 'claim',
}

/** What a schema cannot say: a value that passes the input's own checks, by the procedure's path. */
const said: Readonly<Record<string, Record<string, unknown>>> = {
  'erasures.look': { address: 'somebody@elsewhere.example' },
  'erasures.erase': { address: 'somebody@elsewhere.example' },
}

const inputOf = ({ path, inputs }: Procedure, idOf: IdOf): Record<string, unknown> | undefined =>
  inputs.length === 0
    ? undefined
    : {
        ...Object.assign({}, ...schemasOf(inputs).map((schema) => sampleOf(schema, idOf))),
        ...said[path],
      }

const call = (world: TestWorld, actor: Actor, { path }: Procedure, input: unknown): Promise<unknown> => {
  let at: unknown = createCaller(world.contextOf(actor))
  for (const name of path.split('.')) at = (at as Record<string, unknown>)[name]
  return (at as (input: unknown) => Promise<unknown>)(input)
}

/** How a call ends, as whoever calls sees it: what it answers, or the refusal with everything in it. */
const outcomeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    return JSON.stringify((await work) ?? null)
  } catch (error) {
    const refusal = refusalIn(error)
    if (!refusal || !(error instanceof TRPCError)) throw error
    const { field, rule, params } = refusal.detail
    return JSON.stringify({ refused: refusal.code, transport: error.code, field, rule, params })
  }
}

/** How far every table is: rows and the newest change of each. */
const fingerprint = async (world: TestWorld): Promise<Record<string, string>> => {
  const names = await world.rows<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  )
  const prints: Record<string, string> = {}
  for (const { name } of names) {
    const [row] = await world.rows<{ print: string }>(
      `select coalesce(md5(string_agg(xmin::text || ctid::text, ',' order by ctid)), '') as print from "${name}"`,
    )
    prints[name] = row!.print
  }
  return prints
}

const actorsOf = async (world: TestWorld): Promise<[string, Actor][]> =>
  Promise.all(
    Object.entries(kinds).map(async ([kind, key]): Promise<[string, Actor]> => [
      kind,
      key === null ? nobody : await world.actor(key),
    ]),
  )

const holds = (actor: Actor, { door, privilege }: DoorMeta): boolean => {
  if (!('personId' in actor)) return false
  if (door === 'person') return true
  const side = door === 'staff' ? 'vendor' : 'partner'
  return actor.side === side && scopeOf(actor, privilege as Privilege) !== undefined
}

test('B.14.3 ROL-R5: every procedure for people is closed to every kind of person whose roles do not open it, and nothing changes', async ({
  contested: { world },
}) => {
  const before = await fingerprint(world)
  const wrong: string[] = []
  for (const [kind, actor] of await actorsOf(world))
    for (const procedure of forPeople) {
      if (holds(actor, procedure.meta)) continue
      const told = await outcomeOf(
        call(
          world,
          actor,
          procedure,
          inputOf(procedure, () => randomUUID()),
        ),
      )
      const expected = kind === 'nobody' ? '"SIGN_IN_REQUIRED"' : '"FORBIDDEN"'
      if (!told.includes(expected)) wrong.push(`${kind} ${procedure.path}: ${told}`)
    }
  expect(wrong).toEqual([])
  expect(await fingerprint(world)).toEqual(before)
})

test('every field for an id names a table, and every made-up input passes the checks of its procedure', () => {
  const strange = forPeople.flatMap((procedure) => [
    ...schemasOf(procedure.inputs)
      .flatMap((schema) => idFieldsOf(schema))
      .filter((field) => !(field in tables))
      .map((field) => `${procedure.path}: which table does ${field} name?`),
    ...procedure.inputs.flatMap((input) => {
      const parsed = (
        input as { safeParse: (value: unknown) => { success: boolean; error?: { issues: unknown[] } } }
      ).safeParse(inputOf(procedure, () => randomUUID()))
      return parsed.success ? [] : [`${procedure.path}: ${JSON.stringify(parsed.error!.issues)}`]
    }),
  ])
  expect(strange).toEqual([])
})

/** An id of every table that belongs to another organisation than the actor's; absent where it has none. */
const foreignIds = async (world: TestWorld, organizationId: string): Promise<Map<string, string>> => {
  const found = new Map<string, string>()
  const columns = await world.rows<{ name: string }>(
    `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'organization_id'`,
  )
  const owned = new Set(columns.map(({ name }) => name))
  for (const table of new Set(Object.values(tables))) {
    const where = owned.has(table)
      ? `organization_id <> $1`
      : table === 'organization'
        ? `id <> $1`
        : table === 'person'
          ? `not exists (select from affiliation a where a.person_id = t.id and a.organization_id = $1)`
          : `$1::uuid is not null`
    const [row] = await world.rows<{ id: string }>(`select id from "${table}" t where ${where} order by id limit 1`, [
      organizationId,
    ])
    if (row) found.set(table, row.id)
  }
  return found
}

test.for(['gwen', 'luca', 'ines', 'ugo', 'tara', 'theo'])(
  'PRI-R1: to %s the id of another organisation and one that nobody has are the same, at every door, and nothing changes',
  async (key, { contested: { world } }) => {
    const actor = await world.actor(key)
    const { organizationId } = actor as { organizationId: string }
    const foreign = await foreignIds(world, organizationId)
    const before = await fingerprint(world)
    const different: string[] = []
    for (const procedure of forPeople) {
      if (!holds(actor, procedure.meta)) continue
      if (schemasOf(procedure.inputs).flatMap((schema) => idFieldsOf(schema)).length === 0) continue
      const absent = new Map([...foreign.keys()].map((table) => [table, randomUUID()]))
      const asked = async (ids: ReadonlyMap<string, string>) =>
        blind(
          await outcomeOf(
            call(
              world,
              actor,
              procedure,
              inputOf(procedure, (field) => ids.get(tables[field]!) ?? randomUUID()),
            ),
          ),
        )
      const [toForeign, toAbsent] = [await asked(foreign), await asked(absent)]
      if (toForeign !== toAbsent) different.push(`${procedure.path}:\n  ${toForeign}\n  ${toAbsent}`)
    }
    expect(different).toEqual([])
    expect(await fingerprint(world)).toEqual(before)
  },
)

/** Ids and instants of a call are its own, and say nothing. */
const blind = (told: string): string =>
  told
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'id')
    .replaceAll(/\d{4}-\d\d-\d\dT[0-9:.]+Z/g, 'then')
