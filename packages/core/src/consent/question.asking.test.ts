import { expect } from 'vitest'
import { claimRow, decisions, nora, read, sayNo, tess } from '../../test/customer.ts'
import { refusalOf } from '../../test/refusals.ts'
import { linkTo } from '../../test/story.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { hoursAfter } from '../kernel/time.ts'

const contact = 'ines.incentive@kestrel.example'
const words = 'Which contract is this about?\nWe have two.'

const ask = async (world: TestWorld, { of = nora, text = words, showAddress = false } = {}): Promise<void> => {
  const { link, nonce } = await read(world, { of })
  await world.visitor().consent.ask({ link, nonce, text, showAddress })
}

const letters = (world: TestWorld) => world.sent.filter(({ subject }) => subject.includes('asks you a question'))

test('B.2.3 a question goes to the partner’s contact alone, and changes nothing about the answer', async ({
  opened: { world },
}) => {
  const before = await claimRow(world)
  await ask(world)
  await world.work()
  expect(letters(world).map(({ to }) => to.address)).toEqual([contact])
  const { subject, text, html } = letters(world)[0]!
  expect(text).toContain('> Which contract is this about?\n> We have two.')
  expect(`${subject}${text}${html}`).not.toContain(nora)
  expect(await claimRow(world)).toEqual(before)
  expect(await decisions(world)).toEqual([])
  expect((await read(world)).notice.askedAt).toMatch(/^2026-11-02/)
  expect((await read(world, { of: tess })).notice.askedAt).toBeNull()
})

test('B.2.3 the address is shown only where it was ticked', async ({ opened: { world } }) => {
  await ask(world, { of: tess, showAddress: true })
  await world.work()
  expect(letters(world)[0]!.text).toContain(tess)
})

test('QUESTION_LIMIT: three questions a link a day; a colleague has three of their own', async ({
  opened: { world },
}) => {
  const began = world.now()
  for (let at = 0; at < 3; at += 1) await ask(world)
  expect(await refusalOf(ask(world))).toMatchObject({ code: 'QUESTION_LIMIT', params: { most: 3 } })
  await ask(world, { of: tess })
  world.at(hoursAfter(began, 25))
  await ask(world)
  expect(await world.rows('select from customer_question')).toHaveLength(5)
})

test('QUESTION_REQUIRED: white space is no question', async ({ opened: { world } }) => {
  expect(await refusalOf(ask(world, { text: ' \n ' }))).toMatchObject({ code: 'QUESTION_REQUIRED', field: 'text' })
})

test('after a no one may still ask, after the end of it all one may not', async ({ opened: { world, claim } }) => {
  await sayNo(world)
  await ask(world)
  await world.rows(`update claim set status = 'ended', closed_at = $2 where id = $1`, [claim.claimId, world.now()])
  expect(await refusalOf(ask(world))).toMatchObject({ code: 'NOTICE_READ_ONLY' })
})

test('the partner reads the questions on the claim’s page, and the address only where it was ticked', async ({
  opened: {
    world,
    claim: { claimId },
  },
}) => {
  await ask(world)
  await ask(world, { text: 'And who are you?', showAddress: true })
  await world.work()
  const page = await (await world.as('ines')).claims.get({ claimId })
  expect(page.questions).toMatchObject([
    { text: 'And who are you?', replyTo: nora },
    { text: words, replyTo: null },
  ])
  expect(JSON.stringify(page)).not.toContain(linkTo(world, nora))
  expect(page.history.filter(({ type }) => type === 'claim.customerAsked')).toHaveLength(2)
})
