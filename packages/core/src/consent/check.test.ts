import { expect } from 'vitest'
import { read, sayNo, takeBack } from '../../test/customer.ts'
import { refusalOf } from '../../test/refusals.ts'
import { openedWindow } from '../../test/story.ts'
import { test } from '../../test/world.ts'

test('C45 T12 "we do not know this partner" asks a reviewer to look, in the commit of the no', async ({ world }) => {
  const { claimId, number } = await openedWindow(world)
  await sayNo(world, { reasons: ['unknown', 'other'], comment: 'Never met them' })
  const rosa = await world.as('rosa')
  expect(await rosa.checks.open()).toMatchObject({
    hasMore: false,
    rows: [{ claimId, number, customerName: 'Orchard Foods' }],
  })
  expect(await rosa.checks.answers({ claimId })).toMatchObject([
    {
      kind: 'deny',
      reasons: ['unknown', 'other'],
      comment: 'Never met them',
      shareComment: false,
      address: 'nora.contact@orchardfoods.example',
      items: [expect.any(String), expect.any(String)],
      check: { closedAt: null, finding: null },
    },
  ])
})

test('AMB-25 any other reason raises no signal', async ({ opened: { world } }) => {
  await sayNo(world, { reasons: ['data', 'other'] })
  expect((await (await world.as('rosa')).checks.open()).rows).toEqual([])
})

test('T12 a check stays open when the customer takes the no back: a person looks all the same', async ({
  opened: {
    world,
    claim: { claimId },
  },
}) => {
  await sayNo(world)
  await world.work()
  await takeBack(world)
  const rosa = await world.as('rosa')
  expect((await rosa.checks.open()).rows).toHaveLength(1)
  expect((await rosa.checks.answers({ claimId })).map(({ kind }) => kind)).toEqual(['undo_deny', 'deny'])
})

test('CHECK_CLOSED: of two reviewers at once the first finding stands, and the second is told', async ({
  opened: {
    world,
    claim: { claimId },
  },
}) => {
  await sayNo(world)
  const [rosa, lena] = [await world.as('rosa'), await world.as('rosa')]
  const checkId = (await rosa.checks.open()).rows[0]!.id
  const findings = ['works_for_customer', 'fraud'] as const
  const outcomes = await Promise.all(
    [rosa, lena].map((reviewer, at) =>
      reviewer.checks
        .close({ checkId, finding: findings[at]!, note: 'Asked both' })
        .then(() => findings[at]!)
        .catch(async (error: unknown) => (await refusalOf(Promise.reject(error as Error))).code),
    ),
  )
  expect(outcomes).toContain('CHECK_CLOSED')
  const stands = outcomes.find((outcome) => outcome !== 'CHECK_CLOSED')
  const [answer] = await rosa.checks.answers({ claimId })
  expect(answer?.check).toMatchObject({ finding: stands, note: 'Asked both', closedBy: expect.any(String) })
  expect((await rosa.checks.open()).rows).toEqual([])
  expect(
    await world.rows(
      `select type, data ->> 'finding' as finding from event where aggregate_type = 'partnerCheck' order by seq`,
    ),
  ).toEqual([
    { type: 'partnerCheck.opened', finding: null },
    { type: 'partnerCheck.closed', finding: stands },
  ])
})

test('NOT_FOUND: a check nobody opened; FORBIDDEN: the partner, who learns nothing of it', async ({
  opened: {
    world,
    claim: { claimId },
  },
}) => {
  await sayNo(world)
  const [rosa, ines] = [await world.as('rosa'), await world.as('ines')]
  const nowhere = { checkId: '01900000-0000-7000-8000-000000000001', finding: 'fraud', note: 'x' } as const
  expect((await refusalOf(rosa.checks.close(nowhere))).code).toBe('NOT_FOUND')
  for (const call of [
    () => ines.checks.open(),
    () => ines.checks.answers({ claimId }),
    () => ines.checks.close(nowhere),
  ])
    expect((await refusalOf(call())).code).toBe('FORBIDDEN')
  const page = JSON.stringify(await ines.claims.get({ claimId }))
  expect(page).not.toContain('partnerCheck')
})

test('L7 a reviewer reads that a program may have answered', async ({
  opened: {
    world,
    claim: { claimId },
  },
}) => {
  const { link, nonce } = await read(world)
  await world.visitor().consent.deny({ link, nonce, reasons: ['unknown'], trap: 'filled' })
  expect((await (await world.as('rosa')).checks.answers({ claimId }))[0]?.automationSuspected).toBe(true)
})
