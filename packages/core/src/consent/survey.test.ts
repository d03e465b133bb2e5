import { expect } from 'vitest'
import { presales } from '../../test/inputs.ts'
import { codesOf } from '../../test/refusals.ts'
import { makeClaim, openedWindow } from '../../test/story.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { policyDefaults } from '../catalogue/catalogue.rules.ts'

const address = 'https://surveys.halcyon.example/partners?v=2'

const runSurvey = async (world: TestWorld, survey = true): Promise<void> => {
  const { policy } = await world.as('petra')
  const { version } = await policy.get()
  await policy.change({ version, settings: { ...policyDefaults, survey, surveyAddress: address }, reason: 'Survey' })
}

const notices = (world: TestWorld) => world.sent.filter(({ text }) => text.includes('/n/'))

test('NOT-R1 AMB-28 off by default: the letter about a subscription names no survey, and there is no page of one', async ({
  world,
}) => {
  await openedWindow(world, presales())
  for (const { text, html } of notices(world)) expect(text + html).not.toContain('/survey')
  expect(await world.rows(`select from consent_notice where snapshot ? 'survey'`)).toEqual([])
  expect(await codesOf([world.visitor().consent.survey({ vendor: 'halcyon' })])).toEqual(['NOT_FOUND'])
})

test('NOT-R1 where the vendor runs one, every mailbox gets the same link to it, the preview too, and what was told is kept', async ({
  world,
}) => {
  await runSurvey(world)
  const claim = await makeClaim(world, { ...presales(), name: 'Only looked at' })
  const preview = await (await world.as('ines')).consent.noticePreview({ of: 'claim', id: claim.claimId })
  await (await world.as('ines')).claims.delete({ claimId: claim.claimId, version: 1 })
  await openedWindow(world, presales())
  const letters = notices(world)
  expect(letters.length).toBeGreaterThan(1)
  for (const { text, html } of [...letters, { text: preview!.text, html: '' }]) {
    expect(text.match(/\S*\/survey\S*/g)).toEqual(['http://127.0.0.1:4001/survey/halcyon'])
    expect(text).toMatch(/Neither depends on your answer|hängt nicht von Ihrer Antwort/)
    expect(text + html).not.toContain('surveys.halcyon.example')
  }
  expect(await world.rows(`select snapshot ->> 'survey' as survey from consent_notice`)).toEqual([
    { survey: '/survey/halcyon' },
  ])
  expect(await world.visitor().consent.survey({ vendor: 'halcyon' })).toEqual({
    vendorName: 'Halcyon Software',
    address,
  })
})

test('NOT-R1 a letter about services of a suite names no survey', async ({ world }) => {
  await runSurvey(world)
  await openedWindow(world)
  for (const { text } of notices(world)) expect(text).not.toContain('/survey')
})

test('NOT-R1 a survey that was switched off leads nowhere, also from letters that were sent before', async ({
  world,
}) => {
  await runSurvey(world)
  await runSurvey(world, false)
  const { survey } = world.visitor().consent
  expect(await codesOf([survey({ vendor: 'halcyon' }), survey({ vendor: 'tidewater' })])).toEqual([
    'NOT_FOUND',
    'NOT_FOUND',
  ])
})
