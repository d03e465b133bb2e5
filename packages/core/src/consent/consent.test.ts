import { expect } from 'vitest'
import { test } from '../../test/world.ts'
import { linkTo, openedWindow } from '../../test/story.ts'

test('the story: a partner claims, a reviewer approves, the customer is told and denies', async ({ world }) => {
  const { claimId, number } = await openedWindow(world)
  expect(number).toBe(1000001)
  const link = linkTo(world, 'nora.contact@orchardfoods.example')
  const notice = await world.visitor().consent.notice({ link })
  expect(notice.state).toBe('window')
  world.at(new Date(world.now().getTime() + 60_000))
  const { receipt } = await world
    .visitor()
    .consent.deny({ link, nonce: notice.nonce, reasons: ['unknown'], shareComment: false })
  await world.work()
  const page = await (await world.as('ines')).claims.get({ claimId })
  expect(page.status).toBe('consent_denied')
  expect(page.usage).toEqual([])
  expect((await world.visitor().consent.receipt({ receipt })).kind).toBe('deny')
  console.log(world.sent.map((m) => `${m.to.address}: ${m.subject}`))
})
