import { sql } from 'kysely'
import { expect } from 'vitest'
import { takeBack, sayNo } from '../../test/customer.ts'
import { approveWinner, decideFor, elapse, openConflict, rivalInput, submittedBy } from '../../test/rivals.ts'
import { addEvidence } from '../../test/story.ts'
import type { MadeClaim } from '../../test/story.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { inReading } from '../kernel/transaction.ts'

interface Side {
  person: string
  organisation: string
  claim: MadeClaim
}

/** Every value of the database that would tell one side who the other is: names, addresses, numbers, ids, words. */
const secretsOf = async (world: TestWorld, { organisation, claim }: Side): Promise<string[]> => {
  const rows = await world.rows<{ secret: string | null }>(
    `select unnest(array[o.id::text, o.name, o.global_number::text] || o.domains) as secret from organization o where o.name like $1
    union select unnest(array[p.id::text, p.name, p.email]) from person p join affiliation f on f.person_id = p.id
      join organization o on o.id = f.organization_id where o.name like $1
    union select unnest(array[l.id::text, l.number::text]) from location l join organization o on o.id = l.organization_id where o.name like $1
    union select unnest(array[c.id::text, c.number::text, c.name]) from claim c where c.id = $2
    union select unnest(array[x.email, x.name]) from claim_contact x where x.claim_id = $2 and x.kind = 'partner'
    union select unnest(array[e.id::text, e.file_name]) from evidence e where e.claim_id = $2
    union select unnest(array[m.id::text, m.body]) from comment m where m.claim_id = $2
    union select unnest(array[i.id::text]) from claim_item i where i.claim_id = $2
    union select unnest(array[f.id::text, nullif(f.rationale, '')]) from conflict f`,
    [`${organisation}%`, claim.claimId],
  )
  return rows.flatMap(({ secret }) => (secret ? [secret] : []))
}

/** Everything a side can read: its page, its lists, and the letters that went to its people. */
const readableBy = async (world: TestWorld, { person, organisation, claim }: Side): Promise<string> => {
  const caller = await world.as(person)
  const people = await world.rows<{ address: string }>(
    `select p.email as address from person p join affiliation f on f.person_id = p.id
      join organization o on o.id = f.organization_id where o.name like $1
    union select email from claim_contact where claim_id = $2 and kind = 'partner'`,
    [`${organisation}%`, claim.claimId],
  )
  const addresses = new Set(people.map(({ address }) => address.toLowerCase()))
  return JSON.stringify([
    await caller.claims.get({ claimId: claim.claimId }),
    await caller.claims.list({}),
    await caller.claims.counts(),
    world.sent.filter(({ to }) => addresses.has(to.address.toLowerCase())),
  ])
}

const nothingTold = async (world: TestWorld, sides: readonly [Side, Side], when: string): Promise<void> => {
  await world.rows(`update evidence set file_name = 'signed with ' || organization_id || '.pdf'`)
  await world.work()
  for (const [reader, other] of [sides, sides.toReversed()] as [Side, Side][]) {
    const text = await readableBy(world, reader)
    const told = (await secretsOf(world, other)).filter((secret) => text.includes(secret))
    expect([when, reader.person, told]).toEqual([when, reader.person, []])
    expect(text).not.toMatch(/"conflict\./)
  }
}

test('CNF-R6 I9: whatever happens in a conflict, neither side reads a name, an address, a number or an id of the other', async ({
  opened: { world, claim: held },
}) => {
  await elapse(world, held)
  const asked = await submittedBy(world, 'dev', rivalInput())
  const ours: Side = { person: 'ines', organisation: 'Kestrel', claim: held }
  const theirs: Side = { person: 'dev', organisation: 'Tidewater', claim: asked }
  const sides = [ours, theirs] as const
  for (const { person, claim } of sides)
    await (
      await world.as(person)
    ).claims.comment({
      claimId: claim.claimId,
      audience: 'shared',
      body: `The words of ${person} and nobody else`,
    })
  await nothingTold(world, sides, 'opened')
  const rosa = await world.as('rosa')
  const { id: conflictId, version } = await openConflict(world)
  await rosa.review.conflicts.askIncumbent({ conflictId, version })
  await nothingTold(world, sides, 'asked')
  await addEvidence(world, held.claimId)
  await world.rows(`update conflict_party set answered_at = now()`)
  await decideFor(world, asked, 'Kestrel Consulting wrote in May, Tidewater in October.')
  await nothingTold(world, sides, 'decided')
  await approveWinner(world, asked)
  await nothingTold(world, sides, 'reserved')
  await sayNo(world)
  await nothingTold(world, sides, 'refused by the customer')
  await takeBack(world)
  await nothingTold(world, sides, 'no taken back')
  await elapse(world, asked)
  await nothingTold(world, sides, 'handed over')
})

test('CNF-R6 the one that loses reads the category of the outcome and nothing of the reason', async ({
  opened: { world, claim: held },
}) => {
  const asked = await submittedBy(world, 'dev', rivalInput())
  const sides = [
    { person: 'ines', organisation: 'Kestrel', claim: held },
    { person: 'dev', organisation: 'Tidewater', claim: asked },
  ] as const
  await decideFor(world, held, 'Kestrel Consulting has the newer signature.')
  await nothingTold(world, sides, 'decided')
  const { history } = await (await world.as('dev')).claims.get({ claimId: asked.claimId })
  expect(history.find(({ type }) => type === 'claim.conflictDecided')).toMatchObject({
    data: { outcome: 'refused', item: 'Mail and Calendar' },
    personal: null,
  })
  const letters = await world.rows<{ params: { outcome: string } }>(
    `select params from letter where template = 'claim-conflict-decided' order by params ->> 'outcome'`,
  )
  expect([...new Set(letters.map(({ params }) => params.outcome))]).toEqual(['recorded', 'refused'])
})

test('CNF-R6 the rows of a conflict and its events are hidden from every partner by the database itself', async ({
  opened: { world },
}) => {
  await submittedBy(world, 'dev', rivalInput())
  for (const person of ['ines', 'dev', 'gwen'])
    await inReading(world.reader, await world.actor(person), async ({ em }) => {
      const { rows } = await sql`select id from conflict union all select conflict_id from conflict_party
        union all select id from event where type like 'conflict.%'`.execute(em.getKysely())
      expect(rows).toEqual([])
    })
})
