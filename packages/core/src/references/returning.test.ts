import { expect } from 'vitest'
import { approvedReference, lena, sentReference, tokenTo } from '../../test/references.ts'
import { refusalOf } from '../../test/refusals.ts'
import { test } from '../../test/world.ts'

test('a request that no mailbox takes is told to the partner once, and goes to a corrected address with a link of its own', async ({
  world,
}) => {
  world.relay.answer = ({ to }) =>
    to.address === lena
      ? { kind: 'refused', code: 550, response: '550 no such user' }
      : { kind: 'accepted', response: '250 ok' }
  const referenceId = await sentReference(world)
  const { references } = await world.as('gwen')
  expect(await references.get({ referenceId })).toMatchObject({
    state: 'awaiting_customer',
    returnedAt: world.now().toISOString(),
  })
  expect(world.sent.map(({ subject }) => subject)).toEqual([
    expect.stringContaining('the letter to Orchard Foods came back'),
  ])
  const { version } = await references.get({ referenceId })
  const own = references.correctAddress({ referenceId, version, contactEmail: 'lena@kestrel.example' })
  expect((await refusalOf(own)).code).toBe('REFERENCE_OWN_DOMAIN')
  await references.correctAddress({ referenceId, version, contactEmail: 'l.hart@orchardfoods.example' })
  await world.work()
  expect(await references.get({ referenceId })).toMatchObject({ returnedAt: null })
  const { asked } = await world
    .visitor()
    .references.link.notice({ link: tokenTo(world, 'reference', 'l.hart@orchardfoods.example') })
  expect(asked?.projectTitle).toBe('One inventory for forty shops')
  // Nothing came back since: there is no address to correct.
  const again = references
    .get({ referenceId })
    .then(({ version: now }) => references.correctAddress({ referenceId, version: now, contactEmail: lena }))
  expect((await refusalOf(again)).code).toBe('ILLEGAL_TRANSITION')
})

test('DIS-R3, DIS-R5: references of a location that closes count nowhere, can be assigned anew, and come back with it if nobody did', async ({
  world,
}) => {
  const [held, taken] = [
    await approvedReference(world),
    await approvedReference(world, { projectTitle: 'Another one' }),
  ]
  const { references, hierarchy } = await world.as('gwen')
  const { locationId, competencies } = (await references.get({ referenceId: held })).fields
  const competency = competencies[0]!
  for (const referenceId of [held, taken]) await references.assign({ referenceId, locationId, competency })
  const [{ number, bristol } = { number: 0, bristol: '' }] = await world.rows<{ number: number; bristol: string }>(
    `select l.number, h.id as bristol from location l join location h on h.organization_id = l.organization_id and h.is_headquarters where l.id = $1`,
    [locationId],
  )
  const closing = { locationId, withChildren: true, confirmation: String(number), reason: 'The office closes.' }
  await hierarchy.dissociate(closing)
  const stateOf = async (referenceId: string) => {
    const { state, assignment, assignments } = await references.get({ referenceId })
    return [
      state,
      assignment?.locationId ?? null,
      assignments
        .map(({ endReason }) => String(endReason))
        .toSorted()
        .join(' '),
    ]
  }
  expect(await stateOf(held)).toEqual(['approved', null, 'location_closed'])
  await references.assign({ referenceId: taken, locationId: bristol, competency })
  await (await world.as('sam')).hierarchy.restore({ locationId, reason: 'Closed by mistake.' })
  expect(await stateOf(held)).toEqual(['assigned', locationId, 'location_closed null'])
  expect(await stateOf(taken)).toEqual(['assigned', bristol, 'location_closed null'])
})
