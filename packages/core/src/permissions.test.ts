import { randomUUID } from 'node:crypto'
import { TRPCError } from '@trpc/server'
import { expect } from 'vitest'
import { idFieldsOf, sampleOf, schemasOf, variantsOf } from '../test/sampling.ts'
import type { IdOf, Schema } from '../test/sampling.ts'
import { test } from '../test/world.ts'
import type { TestWorld } from '../test/world.ts'
import type { Actor, PersonActor } from './kernel/actor.ts'
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
  /** Of one choice where an input leaves several between ids: the procedure is in the list once for each. */
  schemas: Schema[]
  changes: boolean
}

const choicesOf = ([first, ...rest]: Schema[]): Schema[][] =>
  first ? variantsOf(first).flatMap((variant) => choicesOf(rest).map((others) => [variant, ...others])) : [[]]

const procedures: Procedure[] = Object.entries(
  appRouter._def.procedures as unknown as Record<
    string,
    { _def: { type: string; meta?: DoorMeta; inputs: unknown[] } }
  >,
).flatMap(
  ([
    path,
    {
      _def: { meta, inputs, type },
    },
  ]) =>
    choicesOf(schemasOf(inputs)).map((schemas) => ({
      path,
      meta: meta!,
      inputs,
      schemas,
      changes: type === 'mutation',
    })),
)

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
  enquiryId: 'enquiry',
  itemId: 'claim_item',
  itemIds: 'claim_item',
  viewId: 'saved_view',
  organizationId: 'organization',
  locationId: 'location',
  locationIds: 'location',
  parentId: 'location',
  personId: 'person',
  affiliationId: 'affiliation',
  affiliationIds: 'affiliation',
  roleId: 'role_assignment',
  proofId: 'domain_proof',
  personIds: 'person',
  holderId: 'person',
  reviewerId: 'person',
  mentions: 'person',
  winnerClaimId: 'claim',
  id: 'claim',
  underId: 'location',
  from: 'location',
  to: 'location',
  roleAssignmentId: 'role_assignment',
  assignmentId: 'contact_assignment',
  assignmentIds: 'contact_assignment',
  grantId: 'privilege_grant',
  linkId: 'credential_link',
  credentialProfileId: 'credential_profile',
  rehearsalId: 'hierarchy_rehearsal',
  mergeId: 'merge',
  sessionId: 'auth_session',
  orderId: 'fee_order',
  paymentId: 'payment',
  exemptionId: 'tax_exemption',
  membershipId: 'membership',
  enrollmentId: 'competency_enrollment',
  referenceId: 'customer_reference',
  associationId: 'association',
  tokenId: 'directory_token',
  ticketId: 'ticket',
  agentId: 'person',
}

const idsOf = ({ schemas }: Procedure): string[] => [...new Set(schemas.flatMap((schema) => idFieldsOf(schema)))]

const inputOf = ({ schemas }: Procedure, idOf: IdOf): Record<string, unknown> | undefined =>
  schemas.length === 0 ? undefined : Object.assign({}, ...schemas.map((schema) => sampleOf(schema, idOf)))

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
    ...idsOf(procedure)
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

/** What the story of a claim leaves empty: rows of one kind for two partners, and a merger of two others. */
const plant = async (world: TestWorld): Promise<void> => {
  const homes = await world.rows<{ affiliation: string }>(
    `select a.id as affiliation from affiliation a join person p on p.id = a.person_id
     where p.email_normalised in ('mina.member@kestrel.example', 'max.membership@tidewater.example')`,
  )
  const at = `'2026-10-01T00:00:00Z'`
  for (const [index, { affiliation }] of homes.entries()) {
    const from = `from affiliation a where a.id = '${affiliation}'`
    await world.rows(`insert into contact_assignment (id, vendor_id, organization_id, location_id, role, affiliation_id, person_id, state, since)
      select gen_random_uuid(), vendor_id, organization_id, location_id, 'technical_3', id, person_id, 'held', ${at} ${from}`)
    await world.rows(`insert into privilege_grant (id, vendor_id, organization_id, location_id, affiliation_id, person_id, privilege, granted_at)
      select gen_random_uuid(), vendor_id, organization_id, location_id, id, person_id, 'training_admin', ${at} ${from}`)
    await world.rows(`with profile as (insert into credential_profile (id, vendor_id, credential_id, person_id, name, state, organization_id, state_at)
      select gen_random_uuid(), vendor_id, '700${index}', person_id, 'A name', 'linked', organization_id, ${at} ${from} returning *)
      insert into credential_link (id, vendor_id, organization_id, credential_profile_id, person_id, linked_at)
      select gen_random_uuid(), vendor_id, organization_id, id, person_id, state_at from profile`)
    await world.rows(`insert into hierarchy_rehearsal (id, vendor_id, organization_id, kind, input, impact, basis, created_at, created_by)
      select gen_random_uuid(), vendor_id, organization_id, 'moved', '{}', '{}', 'x', ${at}, person_id ${from}`)
    await world.rows(`insert into domain_proof (id, vendor_id, organization_id, domain, challenge, purpose, asked_by, asked_at, state)
      select gen_random_uuid(), vendor_id, organization_id, 'new.example', 'x', 'domain', person_id, ${at}, 'asked' ${from}`)
    await world.rows(`insert into directory_token (id, vendor_id, organization_id, name, token_hash, location_id, made_by, made_at)
      select gen_random_uuid(), vendor_id, organization_id, 'x', id, location_id, person_id, ${at} ${from}`)
    await world.rows(`insert into claim_draft (id, vendor_id, organization_id, person_id, step, input, saved_at)
      select gen_random_uuid(), vendor_id, organization_id, person_id, 'customer', '{}', ${at} ${from}`)
    await world.rows(`insert into competency_enrollment (id, vendor_id, organization_id, location_id, competency, level, state, programme_year)
      select gen_random_uuid(), vendor_id, organization_id, location_id, 'messaging', 'silver', 'in_progress', 2026 ${from}`)
    await world.rows(`insert into customer_reference (id, vendor_id, organization_id, location_id, created_by, created_at, state, state_at, company,
        contact_name, contact_title, contact_email, contact_language, project_title, description, products, competencies, outcome, signals)
      select gen_random_uuid(), vendor_id, organization_id, location_id, person_id, ${at}, 'draft', ${at}, 'x', 'x', 'x', 'x', 'en', 'x', 'x', '{}', '{}', 'x', '{}' ${from}`)
    await world.rows(`with bought as (insert into fee_order (id, vendor_id, organization_id, location_id, number, state, state_at, offer, method, currency,
        net_minor, tax_minor, total_minor, pricing, ordered_by, ordered_at)
      select gen_random_uuid(), vendor_id, organization_id, location_id, 'O-2020-00000${index}', 'awaiting_payment', ${at}, 'starter', 'transfer', 'USD',
        1, 0, 1, '{}', person_id, ${at} ${from} returning *)
      insert into payment (id, vendor_id, organization_id, order_id, adapter, method, state, state_at, currency, amount_minor, created_at)
      select gen_random_uuid(), vendor_id, organization_id, id, 'manual', 'transfer', 'announced', ${at}, 'USD', 1, ${at} from bought`)
    await world.rows(`insert into ticket (id, vendor_id, organization_id, location_id, number, path, subject, priority, state_at, created_at, created_by)
      select gen_random_uuid(), vendor_id, organization_id, location_id, 90${index}, 'orders/other', 'x', 'normal', ${at}, ${at}, person_id ${from}`)
    await world.rows(`insert into saved_view (id, vendor_id, person_id, list, name, search, created_at)
      select gen_random_uuid(), vendor_id, person_id, 'claims', 'Mine', '', ${at} ${from}`)
  }
  await world.rows(`insert into association (id, vendor_id, organization_id, claim_id, claim_item_id, location_id, customer_tenant_id, item_key, activity, status, created_at, ended_at)
    select gen_random_uuid(), c.vendor_id, c.organization_id, c.id, i.id, c.location_id, c.customer_tenant_id, i.item_key, c.activity, 'ended', ${at}, ${at}
    from claim c join claim_item i on i.claim_id = c.id where not exists (select from association a where a.organization_id = c.organization_id)`)
  await world.rows(`with identity as (insert into auth_user (name, email, "emailVerified")
    select 'x', email_normalised, true from person where user_id is null returning *),
    theirs as (update person p set user_id = i.id from identity i where i.email = p.email_normalised)
    insert into auth_session ("userId", token, "expiresAt", "updatedAt", "authenticatedAt")
    select id, id, ${at}, ${at}, ${at} from identity`)
  await world.rows(`insert into merge (id, vendor_id, organization_id, invited_organization_id, state, invited_at, invited_by, primary_contact_id, due_at)
    select gen_random_uuid(), o.vendor_id, o.id, i.id, 'invited', ${at}, gen_random_uuid(), gen_random_uuid(), '2027-01-01T00:00:00Z'
    from organization o, organization i where o.name like 'Pinecone%' and i.name like 'Alder%'`)
}

/** Whose a row is, in tables that name a person and no organisation. */
const owners: Readonly<Record<string, string>> = {
  person: 't.id',
  saved_view: 't.person_id',
  auth_session: '(select p.id from person p where p.user_id = t."userId")',
}

/** An id of every table for a condition on its row, with the organisation as $1 and locations as $2. */
const idsWhere = async (
  world: TestWorld,
  organizationId: string,
  locations: readonly string[],
  conditions: {
    located: string
    owned: string
    location: string
    organization: string
    person: (id: string) => string
  },
): Promise<Map<string, string>> => {
  const columns = await world.rows<{ table: string; column: string }>(
    `select table_name as table, column_name as column from information_schema.columns
     where table_schema = 'public' and column_name in ('organization_id', 'location_id')`,
  )
  const has = (table: string, column: string) => columns.some((each) => each.table === table && each.column === column)
  const found = new Map<string, string>()
  for (const table of new Set(Object.values(tables))) {
    const where = has(table, 'location_id')
      ? conditions.located
      : table === 'location' || table === 'organization'
        ? conditions[table]
        : owners[table]
          ? conditions.person(owners[table])
          : has(table, 'organization_id')
            ? conditions.owned
            : 'false'
    const [row] = await world.rows<{ id: string }>(
      `select t.id from "${table}" t where (${where}) and $1::uuid is not null and $2::uuid[] is not null order by t.id limit 1`,
      [organizationId, locations],
    )
    if (row) found.set(table, row.id)
  }
  return found
}

const idsOfOthers = (world: TestWorld, { organizationId }: PersonActor): Promise<Map<string, string>> =>
  idsWhere(world, organizationId!, [], {
    located: 't.organization_id <> $1',
    location: 't.organization_id <> $1',
    owned: "t.organization_id <> $1 and (to_jsonb(t) ->> 'invited_organization_id') is distinct from $1::text",
    organization: 't.id <> $1',
    person: (id) => `not exists (select from affiliation a where a.person_id = ${id} and a.organization_id = $1)`,
  })

/** Ids of the actor's organisation, and where their roles hold for some locations only, of these. */
const idsOfOwn = (world: TestWorld, { organizationId, grants }: PersonActor): Promise<Map<string, string>> =>
  idsWhere(
    world,
    organizationId!,
    grants.flatMap(({ scope }) => scope ?? []),
    {
      located: `t.organization_id = $1 and (t.location_id = any($2) or $2 = '{}')`,
      location: `t.organization_id = $1 and (t.id = any($2) or $2 = '{}')`,
      owned: 't.organization_id = $1',
      organization: 't.id = $1',
      person: (id) => `exists (select from affiliation a where a.person_id = ${id} and a.organization_id = $1)`,
    },
  )

/** Every row that names another organisation, in whatever table, and those organisations themselves. */
const rowsOfOthers = async (world: TestWorld, { organizationId }: PersonActor): Promise<Record<string, string>> => {
  const named = await world.rows<{ name: string }>(
    `select c.table_name as name from information_schema.columns c join pg_tables t on t.tablename = c.table_name and t.schemaname = 'public'
     where c.table_schema = 'public' and c.column_name = 'organization_id' order by 1`,
  )
  const prints: Record<string, string> = {}
  for (const [name, owner] of [...named.map((each) => [each.name, 'organization_id']), ['organization', 'id']]) {
    const [row] = await world.rows<{ print: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(xmin::text || ctid::text, ',' order by ctid)), '') as print
       from "${name}" where ${owner} <> $1`,
      [organizationId],
    )
    prints[name!] = row!.print
  }
  return prints
}

test.for(['gwen', 'luca', 'ines', 'ugo', 'tara', 'theo'])(
  'PRI-R1: to %s the id of another organisation and one that nobody has are the same, at every door, and nothing changes',
  async (key, { contested: { world } }) => {
    await plant(world)
    const actor = (await world.actor(key)) as PersonActor
    const foreign = await idsOfOthers(world, actor)
    const doors = forPeople.filter((each) => holds(actor, each.meta) && idsOf(each).length > 0)
    const asked = new Set(doors.flatMap((each) => idsOf(each).map((field) => tables[field]!)))
    // Without a row of somebody else's, one that nobody has would be compared with itself.
    expect([...asked].filter((table) => !foreign.has(table))).toEqual([])
    const before = await fingerprint(world)
    const different: string[] = []
    for (const procedure of doors) {
      const absent = new Map([...foreign.keys()].map((table) => [table, randomUUID()]))
      const told = async (ids: ReadonlyMap<string, string>) =>
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
      const [toForeign, toAbsent] = [await told(foreign), await told(absent)]
      if (toForeign !== toAbsent) different.push(`${procedure.path}:\n  ${toForeign}\n  ${toAbsent}`)
    }
    expect(different).toEqual([])
    expect(await fingerprint(world)).toEqual(before)
  },
)

test.for(['gwen', 'luca', 'ines', 'tara'])(
  'PRI-R1: to %s each id of another organisation beside ids of their own is one that nobody has, and no other organisation changes',
  async (key, { contested: { world } }) => {
    await plant(world)
    // The one that a made-up input has seen last.
    await world.rows('update claim set version = 1')
    const actor = (await world.actor(key)) as PersonActor
    const [own, foreign] = [await idsOfOwn(world, actor), await idsOfOthers(world, actor)]
    const before = await rowsOfOthers(world, actor)
    const different: string[] = []
    for (const procedure of forPeople) {
      const fields = idsOf(procedure)
      if (!holds(actor, procedure.meta) || fields.length < 2) continue
      for (const strange of fields) {
        const told = async (id: string) =>
          blind(
            await outcomeOf(
              call(
                world,
                actor,
                procedure,
                inputOf(procedure, (field) => (field === strange ? id : (own.get(tables[field]!) ?? randomUUID()))),
              ),
            ),
          )
        const [toForeign, toAbsent] = [await told(foreign.get(tables[strange]!)!), await told(randomUUID())]
        if (toForeign !== toAbsent) different.push(`${procedure.path} ${strange}:\n  ${toForeign}\n  ${toAbsent}`)
      }
    }
    expect(different).toEqual([])
    expect(await rowsOfOthers(world, actor)).toEqual(before)
  },
)

test.for(['luca', 'ugo'])(
  'ROL-R3: what lies at other locations of the organisation %s cannot change, at any door',
  async (key, { contested: { world } }) => {
    await plant(world)
    const actor = (await world.actor(key)) as PersonActor
    const mine = actor.grants.flatMap(({ scope }) => scope ?? [])
    const there = await idsWhere(world, actor.organizationId!, mine, {
      located: 't.organization_id = $1 and t.location_id <> all($2)',
      location: 't.organization_id = $1 and t.id <> all($2)',
      owned: 'false',
      organization: 't.id = $1',
      person: (id) =>
        `exists (select from affiliation a where a.person_id = ${id} and a.organization_id = $1 and a.location_id <> all($2))`,
    })
    const before = await fingerprint(world)
    const done: string[] = []
    for (const procedure of forPeople) {
      const fields = idsOf(procedure)
      if (!procedure.changes || procedure.meta.door !== 'member' || !holds(actor, procedure.meta)) continue
      if (!fields.some((field) => there.has(tables[field]!))) continue
      const input = inputOf(procedure, (field) => there.get(tables[field]!) ?? randomUUID())
      const told = await outcomeOf(call(world, actor, procedure, input))
      // Verbs for many answer a report: these were not there for the caller.
      if (!told.startsWith('{"refused"') && !told.includes('"reason":"gone"')) done.push(`${procedure.path}: ${told}`)
    }
    expect(done).toEqual([])
    expect(await fingerprint(world)).toEqual(before)
  },
)

test.for(['gwen', 'luca', 'ines', 'tara'])(
  'with ids of their own %s meets a refusal or an answer at every door, never a fault, and no other organisation changes',
  async (key, { contested: { world } }) => {
    await plant(world)
    const actor = (await world.actor(key)) as PersonActor
    const own = await idsOfOwn(world, actor)
    const before = await rowsOfOthers(world, actor)
    for (const procedure of forPeople)
      if (holds(actor, procedure.meta))
        await outcomeOf(
          call(
            world,
            actor,
            procedure,
            inputOf(procedure, (field) => own.get(tables[field]!) ?? randomUUID()),
          ),
        )
    expect(await rowsOfOthers(world, actor)).toEqual(before)
  },
)

test('every door of partners with an id is opened by one of those who try ids of others', async ({ world }) => {
  const tried = await Promise.all(['gwen', 'luca', 'ines', 'ugo', 'tara', 'theo'].map((key) => world.actor(key)))
  const doors = forPeople.filter((each) => each.meta.door !== 'staff' && idsOf(each).length > 0)
  expect(doors.filter(({ meta }) => !tried.some((actor) => holds(actor, meta))).map(({ path }) => path)).toEqual([])
})

test.for(['rosa', 'liam', 'oda', 'sam', 'petra', 'aiko'])(
  'with ids that there are %s of the vendor meets a refusal or an answer at every door, never a fault',
  async (key, { contested: { world } }) => {
    await plant(world)
    const actor = await world.actor(key)
    const any = 't.id is not null'
    const there = await idsWhere(world, randomUUID(), [], {
      located: any,
      location: any,
      owned: any,
      organization: any,
      person: () => any,
    })
    for (const procedure of forPeople)
      if (holds(actor, procedure.meta))
        await outcomeOf(
          call(
            world,
            actor,
            procedure,
            inputOf(procedure, (field) => there.get(tables[field]!) ?? randomUUID()),
          ),
        )
  },
)

/** Ids and instants of a call are its own, and say nothing. */
const blind = (told: string): string =>
  told
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'id')
    .replaceAll(/\d{4}-\d\d-\d\dT[0-9:.]+Z/g, 'then')

/** What the service desk changes of a partner by its own role; saying yes to an address needs no reason. */
const deskDeeds = procedures.filter(
  ({ meta, changes, path }) =>
    changes &&
    ['organisations.support', 'competencies.support'].includes(String(meta.privilege)) &&
    path !== 'hierarchy.verify',
)

test('PRI-R4: nobody of the vendor acts as a partner’s person: no door of partners opens, whoever knocks', async ({
  world,
}) => {
  for (const key of ['rosa', 'liam', 'oda', 'sam', 'petra', 'aiko']) {
    const actor = await world.actor(key)
    for (const procedure of forPeople.filter(({ meta }) => meta.door === 'member')) {
      const outcome = await outcomeOf(
        call(
          world,
          actor,
          procedure,
          inputOf(procedure, () => randomUUID()),
        ),
      )
      expect(outcome, `${key} at ${procedure.path}`).toContain('"refused":"FORBIDDEN"')
    }
  }
})

test('PRI-R4: the desk’s agents use their own role, and say why before anything of a partner changes', async ({
  world,
}) => {
  const sam = await world.actor('sam')
  expect(deskDeeds.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['hierarchy.renameOrganisation', 'hierarchy.restore', 'competencies.preapprove']),
  )
  const before = await fingerprint(world)
  for (const procedure of deskDeeds) {
    const { reason, ...rest } = inputOf(procedure, () => randomUUID())!
    expect(reason, procedure.path).toBeTruthy()
    await expect(call(world, sam, procedure, rest), procedure.path).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await expect(call(world, sam, procedure, { ...rest, reason: '' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  }
  expect(await fingerprint(world)).toEqual(before)
  const [organization] = await world.rows<{ id: string }>(`select id from organization where name like 'Kestrel%'`)
  await createCaller(world.contextOf(sam)).hierarchy.renameOrganisation({
    organizationId: organization!.id,
    name: 'Kestrel Group',
    reason: 'Register of 2 November',
  })
  const [event] = await world.rows(
    `select actor_side as side, actor_id as id, personal ->> 'reason' as reason from event where aggregate_id = $1 order by seq desc limit 1`,
    [organization!.id],
  )
  expect(event).toEqual({ side: 'vendor', id: (sam as PersonActor).personId, reason: 'Register of 2 November' })
})
