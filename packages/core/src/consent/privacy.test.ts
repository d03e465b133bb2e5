import { expect } from 'vitest'
import { linkTo } from '../../test/story.ts'
import { test } from '../../test/world.ts'

test('CNF-R6 B.1.10: of a no the partner reads the reason, not who said it, nor a code or a letter that would tell', async ({
  opened: {
    world,
    claim: { claimId },
  },
}) => {
  const link = linkTo(world, 'tess.tenant@orchardfoods.example')
  const { nonce } = await world.visitor().consent.notice({ link })
  world.at(new Date(world.now().getTime() + 60_000))
  const { receipt } = await world.visitor().consent.deny({ link, nonce, reasons: ['data'], shareComment: false })
  await world.work()
  const page = await (await world.as('ines')).claims.get({ claimId })
  const read = JSON.stringify(page)
  expect(page.history.find(({ type }) => type === 'claim.denied')?.data.reasons).toEqual(['data'])
  expect(read).not.toContain('tess.tenant')
  expect(read).not.toContain(receipt)
  expect(page.deliveries.map(({ template }) => template)).not.toContain('association-denied')
  const reviewers = JSON.stringify(await (await world.as('rosa')).review.get({ claimId }))
  expect(reviewers).toContain('tess.tenant')
})
