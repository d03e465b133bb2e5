import { expect } from 'vitest'
import { refusalOf } from '../../test/refusals.ts'
import { addEvidence, makeClaim, submitClaim } from '../../test/story.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'

const idOf = async (world: TestWorld, person: string): Promise<string> => {
  const actor = await world.actor(person)
  return 'personId' in actor ? actor.personId : ''
}

/** A claim of Kestrel's Bristol that lies before the vendor, with its letters gone. */
const submitted = async (world: TestWorld) => {
  const claim = await makeClaim(world)
  await addEvidence(world, claim.claimId)
  await submitClaim(world, claim)
  await world.work()
  world.sent.length = 0
  return claim
}

const exclude = async (world: TestWorld, person: string): Promise<void> => {
  const [organization] = await world.rows<{ id: string }>(`select id from organization where name like 'Kestrel%'`)
  const exclusion = { personId: await idOf(world, person), organizationId: organization!.id, reason: 'Worked there' }
  await (await world.as('liam')).review.exclusions.add(exclusion)
}

test('a partner can mention the colleagues whose role reaches the claim’s location, and nobody else', async ({
  world,
}) => {
  const { claimId } = await makeClaim(world)
  const fellows = await (await world.as('ines')).claims.colleagues({ claimId })
  const names = fellows.map(({ name }) => name)
  expect(names).toContain('Gwen Aldous')
  // Ugo's role holds in Cologne, Luca administers locations, Mina is a member, Theo works for the rival.
  for (const name of ['Ines Marchetti', 'Ugo Brandt', 'Luca Ferrante', 'Mina Okafor', 'Theo Marlowe'])
    expect(names).not.toContain(name)
})

test('a mention is one letter a person a comment, with the comment, the number and the way to it', async ({
  world,
}) => {
  const { claimId, number } = await submitted(world)
  const gwen = await idOf(world, 'gwen')
  const body = '@Gwen Aldous can you get the amendment?'
  await (await world.as('ines')).claims.comment({ claimId, body, audience: 'shared', mentions: [gwen, gwen] })
  await world.work()
  expect(world.sent.map(({ to }) => to.address)).toEqual(['gwen.global@kestrel.example'])
  expect(world.sent[0]!.subject).toBe(`${number}: Ines Marchetti mentioned you in a comment`)
  expect(world.sent[0]!.text).toContain('> @Gwen Aldous can you get the amendment?')
  expect(world.sent[0]!.text).toContain(`/claims/${claimId}`)
  const page = await (await world.as('gwen')).claims.get({ claimId })
  expect(page.comments).toMatchObject([{ body, mentions: ['Gwen Aldous'] }])
})

test('MENTION_NOT_READER: who may not open the claim is not mentioned, and nothing is said', async ({ world }) => {
  const { claimId } = await submitted(world)
  const ines = await world.as('ines')
  for (const person of ['ugo', 'mina', 'theo', 'rosa']) {
    const mentions = [await idOf(world, person)]
    const said = { claimId, body: 'Look', audience: 'shared' as const, mentions }
    expect(await refusalOf(ines.claims.comment(said)), person).toMatchObject({
      code: 'MENTION_NOT_READER',
      field: 'mentions',
    })
  }
  expect((await ines.claims.get({ claimId })).comments).toEqual([])
})

test('a reviewer mentions the reviewers who are not excluded from the partner', async ({ world }) => {
  const { claimId } = await submitted(world)
  const rosa = await world.as('rosa')
  const liam = await idOf(world, 'liam')
  expect(await rosa.review.fellows({ claimId })).toEqual([{ personId: liam, name: 'Liam Achterberg' }])
  await exclude(world, 'liam')
  expect(await rosa.review.fellows({ claimId })).toEqual([])
  const said = { claimId, body: '@Liam Achterberg', audience: 'vendor_internal' as const, mentions: [liam] }
  expect((await refusalOf(rosa.review.comment(said))).code).toBe('MENTION_NOT_READER')
})

test('PRI-R1: a draft and a claim of an organisation that the reviewer is excluded from have no list of people', async ({
  world,
}) => {
  const { claimId } = await makeClaim(world)
  const rosa = await world.as('rosa')
  expect((await refusalOf(rosa.review.fellows({ claimId }))).code).toBe('NOT_FOUND')
  const other = await makeClaim(world, { name: 'Other', items: [{ code: 'SITE', subscription: '' }] })
  await addEvidence(world, other.claimId)
  await submitClaim(world, other)
  await exclude(world, 'rosa')
  expect((await refusalOf(rosa.review.fellows({ claimId: other.claimId }))).code).toBe('NOT_FOUND')
})

test('B.1.10: of a remark among the vendor’s staff the partner reads neither comment, event nor letter', async ({
  world,
}) => {
  const { claimId } = await submitted(world)
  const liam = await idOf(world, 'liam')
  const rosa = await world.as('rosa')
  const before = await (await world.as('ines')).claims.get({ claimId })
  const body = '@Liam Achterberg is this contact known?'
  await rosa.review.comment({ claimId, body, audience: 'vendor_internal', mentions: [liam] })
  await world.work()
  expect(world.sent.map(({ to }) => to.address)).toEqual(['liam.lead@halcyon.example'])
  expect(world.sent[0]!.text).toContain(`/review/${claimId}`)
  expect(await (await world.as('ines')).claims.get({ claimId })).toEqual(before)
  const theirs = `select from event where type like '%.mentioned' and organization_id is not null
    union all select from letter where template = 'comment-mention' and organization_id is not null`
  expect(await world.rows(theirs)).toEqual([])
})

test('B.1.10: of a remark among the partner’s people the vendor reads neither comment nor letter', async ({
  world,
}) => {
  const { claimId } = await submitted(world)
  const before = await (await world.as('rosa')).review.get({ claimId })
  const said = { claimId, body: '@Gwen Aldous who is Nora?', audience: 'partner_internal' as const }
  await (await world.as('ines')).claims.comment({ ...said, mentions: [await idOf(world, 'gwen')] })
  await world.work()
  expect(world.sent).toHaveLength(1)
  expect(await (await world.as('rosa')).review.get({ claimId })).toEqual(before)
})

test('two reviewers who mention the same person at once are both heard', async ({ world }) => {
  const { claimId } = await submitted(world)
  const lead = await world.as('liam')
  const mentions = [await idOf(world, 'rosa')]
  const say = (body: string) => lead.review.comment({ claimId, body, audience: 'vendor_internal', mentions })
  await Promise.all(['one', 'two', 'three'].map(say))
  await world.work()
  expect(world.sent).toHaveLength(3)
})
