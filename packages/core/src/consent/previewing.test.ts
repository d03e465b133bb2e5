import { expect } from 'vitest'
import { nora } from '../../test/customer.ts'
import { revenue } from '../../test/inputs.ts'
import { refusalOf } from '../../test/refusals.ts'
import { approveClaim, goodInput, makeClaim, addEvidence, submitClaim, takeClaim } from '../../test/story.ts'
import { test } from '../../test/world.ts'

const nobodys = '019a0000-0000-7000-8000-000000000001'
const dead = (text: string): string => text.replaceAll(/\/n\/[\w-]{43}/g, '/n/preview')

test('NOT-R5 the preview is the letter that goes out, word for word, with links that lead nowhere', async ({
  world,
}) => {
  // The letter says how many others got it: the mailbox that the customer chose for requests is one of them.
  await world.rows(`update customer_tenant set code_phrase = null, default_contact = 'requests@orchardfoods.example'`)
  const claim = await makeClaim(world)
  const preview = await (await world.as('ines')).consent.noticePreview({ of: 'claim', id: claim.claimId })
  await addEvidence(world, claim.claimId)
  await submitClaim(world, claim)
  await takeClaim(world, claim)
  await approveClaim(world, claim)
  await world.work()
  const letter = world.sent.find(({ to, text }) => to.address === nora && text.includes('/n/'))!
  expect(preview).toMatchObject({ subject: letter.subject, text: dead(letter.text), locale: 'en' })
  expect(preview?.html).not.toMatch(/href=/)
  expect(preview?.html).toBe(dead(letter.html).replaceAll(/\shref="[^"]*"/g, ''))
})

test('NOT-R5 a draft is shown as typed, in the contact’s language, and the customer’s code phrase is not in it (B.2.6)', async ({
  world,
}) => {
  await world.rows(`update customer_tenant set code_phrase = 'blue heron 47'`)
  const input = await goodInput(world)
  const german = { ...input, customerContact: { ...input.customerContact, language: 'de' } }
  const { consent, claims } = await world.as('ines')
  const { draftId } = await claims.drafts.save({ draftId: null, version: null, step: 'review', input: german })
  const preview = await consent.noticePreview({ of: 'draft', id: draftId })
  expect(preview).toMatchObject({
    locale: 'de',
    subject: expect.stringMatching(/^0000000-1: .*möchte/) as string,
    expectUrl: expect.stringMatching(/^https?:\/\/[^/]+\/expect\?lang=de$/) as string,
  })
  expect(JSON.stringify(preview)).not.toContain('heron')
  expect(await world.rows('select from consent_notice')).toEqual([])
})

test('C57 where only a yes counts, the preview says so', async ({ world }) => {
  await world.rows(`update customer_tenant set consent_mode = 'opt_in'`)
  const { claimId } = await makeClaim(world)
  const preview = await (await world.as('ines')).consent.noticePreview({ of: 'claim', id: claimId })
  expect(preview?.text).not.toContain('silence as a yes')
  expect(preview?.text).toContain('30 days')
})

test('NOT-R2 of a revenue claim there is no letter to read', async ({ world }) => {
  const claim = await makeClaim(world, revenue())
  expect(await (await world.as('ines')).consent.noticePreview({ of: 'claim', id: claim.claimId })).toBeNull()
})

test('PRI-R1 a claim or a draft of another organisation is absent, like one that is not there', async ({ world }) => {
  const { claimId } = await makeClaim(world)
  const input = await goodInput(world, { name: 'Unfinished', items: [{ code: 'SITE', subscription: '' }] })
  const { claims } = await world.as('ines')
  const { draftId } = await claims.drafts.save({ draftId: null, version: null, step: 'review', input })
  for (const person of ['theo', 'ugo']) {
    const { consent } = await world.as(person)
    for (const [of, id] of [
      ['claim', claimId],
      ['draft', draftId],
    ] as const) {
      const foreign = await refusalOf(consent.noticePreview({ of, id }))
      expect(foreign).toEqual(await refusalOf(consent.noticePreview({ of, id: nobodys })))
      expect(foreign.code).toBe('NOT_FOUND')
    }
  }
  expect((await refusalOf(world.visitor().consent.noticePreview({ of: 'claim', id: claimId }))).code).toBe(
    'SIGN_IN_REQUIRED',
  )
})

test('NOT-R5 a draft that could not be submitted is refused with its first problem', async ({ world }) => {
  const { consent, claims } = await world.as('ines')
  const input = await goodInput(world, { domain: 'elsewhere.example' })
  const { draftId } = await claims.drafts.save({ draftId: null, version: null, step: 'review', input })
  expect((await refusalOf(consent.noticePreview({ of: 'draft', id: draftId }))).code).toBe('DOMAIN_TENANT_MISMATCH')
})
