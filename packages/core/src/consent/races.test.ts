import { expect } from 'vitest'
import { claimRow, decisions, dueAt, falconer, nora, read, tess } from '../../test/customer.ts'
import { codesOf } from '../../test/refusals.ts'
import { test } from '../../test/world.ts'
import { secondsAfter } from '../kernel/time.ts'

const rounds = Array.from({ length: 3 }, (_, at) => at + 1)

test.for(rounds)(
  'I4 F26 a no against the end of the window, both at once, round %i: the no wins',
  async (_, { opened: { world } }) => {
    world.at(secondsAfter((await dueAt(world))!, -10))
    const { link, nonce } = await read(world)
    const { consent } = world.visitor()
    const [code] = await codesOf([
      consent.deny({ link, nonce, reasons: ['data'] }),
      world.fire(),
      world.fire(),
      consent.deny({ link, nonce, reasons: ['data'] }),
    ])
    expect(code).toBe('done')
    expect(await claimRow(world)).toMatchObject({ status: 'consent_denied', live: [] })
    expect((await decisions(world)).filter(({ kind }) => kind === 'deny')).toHaveLength(1)
  },
)

test.for(rounds)('I4 a no against two yeses, all at once, round %i: the no wins', async (_, { opened: { world } }) => {
  const held = await Promise.all([nora, tess, falconer].map((of) => read(world, { of })))
  const [no, yes, also] = held
  const { consent } = world.visitor()
  const codes = await codesOf([
    consent.confirm({ link: yes!.link, nonce: yes!.nonce, agree: true }),
    consent.deny({ link: no!.link, nonce: no!.nonce, reasons: ['unknown'] }),
    consent.confirm({ link: also!.link, nonce: also!.nonce, agree: true }),
  ])
  expect(codes).toEqual(['done', 'done', 'done'])
  expect(await claimRow(world)).toMatchObject({ status: 'consent_denied', live: [] })
})

test('I4 three mailboxes say no at once: one decision, one receipt', async ({ opened: { world } }) => {
  const held = await Promise.all([nora, tess, falconer].map((of) => read(world, { of })))
  const answers = held.map(({ link, nonce }) => world.visitor().consent.deny({ link, nonce, reasons: ['data'] }))
  expect(new Set((await Promise.all(answers)).map(({ receipt }) => receipt)).size).toBe(1)
  expect(await decisions(world)).toHaveLength(1)
})

test('MIC-R8 a no to each of two services at once ends both and closes the claim', async ({ opened: { world } }) => {
  const { link, nonce, notice } = await read(world)
  const answers = notice.items.map(({ id }) =>
    world.visitor().consent.deny({ link, nonce, reasons: ['data'], itemIds: [id] }),
  )
  await Promise.all(answers)
  expect(await claimRow(world)).toMatchObject({ status: 'consent_denied', live: [] })
  const followed = await world.rows('select previous_id from consent_receipt group by 1 having count(*) > 1')
  expect(followed).toEqual([])
})

test('C47 a no to one service against the end of the window: the other comes into force, never both', async ({
  opened: { world },
}) => {
  world.at(secondsAfter((await dueAt(world))!, -10))
  const { link, nonce, notice } = await read(world)
  const itemIds = [notice.items[0]!.id]
  await Promise.all([world.visitor().consent.deny({ link, nonce, reasons: ['data'], itemIds }), world.fire()])
  await world.fire()
  expect(await claimRow(world)).toMatchObject({ live: ['active'], ended: ['consent_denied'] })
})
