import { describe, expect } from 'vitest'
import { falconer, nora, tess } from '../../test/customer.ts'
import {
  answerQuestion,
  askTheCustomer,
  questionEvents,
  questionLetters,
  questionLink,
  questionPage,
  questionRow,
} from '../../test/question.ts'
import { codesOf, refusalOf } from '../../test/refusals.ts'
import { conflictEvents, decideFor, heldAndAsked, openConflict, rivalInput, submittedBy } from '../../test/rivals.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { daysAfter, secondsAfter } from '../kernel/time.ts'

/** The clock goes on; what is due is done and told. */
const later = async (world: TestWorld, at: Date): Promise<void> => {
  world.at(at)
  await world.fire()
  await world.work()
}

describe('asking', () => {
  test('CNF-R4 the administrators of the tenant are asked, each with a link of their own, and nobody else', async ({
    contested: { world },
  }) => {
    await world.work()
    const before = world.sent.length
    await askTheCustomer(world)
    const letters = questionLetters(world)
    expect(world.sent).toHaveLength(before + 2)
    expect(letters.map(({ to }) => to.address).toSorted()).toEqual([falconer, tess])
    expect(questionLink(world, tess)).not.toBe(questionLink(world, falconer))
    for (const { subject, text, from } of letters) {
      expect(subject).toMatch(
        /^[0-9A-Z]{4}-[0-9A-Z]{4}: Who does the work for Mail and Calendar, Kestrel Consulting Group or Tidewater Cloud\?$/,
      )
      expect(from).toContain('Halcyon Software')
      expect(text).not.toMatch(/kestrel\.example|tidewater\.example|Ines|Dev/)
    }
    expect(await conflictEvents(world)).toContain('conflict.customerAsked')
    expect(await questionRow(world)).toMatchObject({ status: 'open', dueAt: daysAfter(world.now(), 14) })
  })

  test('CUSTOMER_ASKED_BEFORE: a conflict’s customer is asked once, also by two reviewers at once', async ({
    contested: { world },
  }) => {
    const { id: conflictId, version } = await openConflict(world)
    const [rosa, liam] = [await world.as('rosa'), await world.as('liam')]
    const codes = await codesOf([
      rosa.review.conflicts.askCustomer({ conflictId, version }),
      liam.review.conflicts.askCustomer({ conflictId, version }),
    ])
    expect(codes.toSorted()).toEqual(['CONFLICT_STALE', 'done'])
    await world.work()
    const { version: next, customerAskedAt } = await openConflict(world)
    expect(customerAskedAt).toBe(world.now().toISOString())
    expect(await refusalOf(rosa.review.conflicts.askCustomer({ conflictId, version: next }))).toMatchObject({
      code: 'CUSTOMER_ASKED_BEFORE',
      rule: 'CNF-R4',
    })
    expect(questionLetters(world)).toHaveLength(2)
  })

  test('CONFLICT_DECIDED: nobody is asked about what is decided', async ({ contested: { world, held } }) => {
    const { id: conflictId, version } = await openConflict(world)
    await decideFor(world, held)
    const rosa = await world.as('rosa')
    const call = rosa.review.conflicts.askCustomer({ conflictId, version })
    expect((await refusalOf(call)).code).toBe('CONFLICT_DECIDED')
  })

  test('CNF-R4 without an administrator the contacts of both claims are asked, one letter an address', async ({
    world,
  }) => {
    await world.rows(`update tenant_admin set state = 'removed'`)
    await heldAndAsked(world)
    await askTheCustomer(world)
    expect(questionLetters(world).map(({ to }) => to.address)).toEqual([nora])
    expect(questionLetters(world)[0]!.text).toContain('A partner named you as the person who can speak for')
  })

  test('who works for one of the partners is not asked; with nobody left the question goes to the lead at once', async ({
    contested: { world },
  }) => {
    await world.rows(`update tenant_admin set email = 'x' || id || '@mail.tidewater.example'`)
    await world.rows(`update claim_contact set email = id || '@kestrel.example' where kind = 'customer'`)
    await askTheCustomer(world)
    expect(questionLetters(world)).toEqual([])
    expect(await questionRow(world)).toMatchObject({ status: 'escalated' })
    expect(await (await world.as('liam')).clarifications.escalated()).toMatchObject([{ recipients: [] }])
  })
})

describe('the fourteen days', () => {
  test('POR-R13 B.17 reminders on days 3, 7 and 12, once each, with the same link, to each who was asked', async ({
    contested: { world },
  }) => {
    await askTheCustomer(world)
    const asked = world.now()
    const link = questionLink(world, tess)
    const counts = []
    for (const day of [2, 3, 4, 7, 8, 12, 13]) {
      await later(world, secondsAfter(daysAfter(asked, day), 1))
      counts.push(questionLetters(world, tess).length)
    }
    expect(counts).toEqual([1, 2, 2, 3, 3, 4, 4])
    expect(questionLetters(world, falconer)).toHaveLength(4)
    expect(questionLink(world, tess)).toBe(link)
    expect(questionLetters(world, tess).at(-1)!.text).toContain('have no answer yet')
    expect(await questionEvents(world)).toEqual(['opened', 'reminded', 'reminded', 'reminded'])
  })

  test('GEN-R3 after an absence one reminder is sent, not three', async ({ contested: { world } }) => {
    await askTheCustomer(world)
    await later(world, daysAfter(world.now(), 13))
    expect(questionLetters(world, tess)).toHaveLength(2)
  })

  test('nobody is reminded of what they have answered', async ({ contested: { world } }) => {
    await askTheCustomer(world)
    await answerQuestion(world, tess, { choice: 'Kestrel' })
    await later(world, daysAfter(world.now(), 20))
    expect(questionLetters(world, tess)).toHaveLength(1)
    expect((await questionRow(world)).status).toBe('answered')
  })

  test('CLARIFICATION_OVER: the due instant is in time, after it the lead sees that nobody answered', async ({
    contested: { world },
  }) => {
    const conflictId = await askTheCustomer(world)
    const { dueAt } = await questionRow(world)
    world.at(dueAt)
    expect((await questionPage(world, tess)).state).toBe('open')
    world.at(new Date(dueAt.getTime() + 1))
    expect((await questionPage(world, tess)).state).toBe('over')
    expect(await refusalOf(answerQuestion(world, tess, { choice: 'Kestrel' }))).toMatchObject({
      code: 'CLARIFICATION_OVER',
      rule: 'POR-R13',
    })
    await later(world, world.now())
    expect((await questionRow(world)).status).toBe('escalated')
    const liam = await world.as('liam')
    expect(await liam.clarifications.escalated()).toMatchObject([{ conflictId, itemName: 'Mail and Calendar' }])
    expect((await liam.review.conflicts.list({})).rows).toMatchObject([{ question: 'escalated' }])
    expect((await refusalOf((await world.as('rosa')).clarifications.escalated())).code).toBe('FORBIDDEN')
  })

  test('P6 what the vendor decides after the fourteen days is decided by the vendor', async ({
    contested: { world, held },
  }) => {
    await askTheCustomer(world)
    await later(world, daysAfter(world.now(), 15))
    await decideFor(world, held)
    expect((await questionRow(world)).status).toBe('decided_by_vendor')
    expect((await questionPage(world, tess)).state).toBe('moot')
    expect(await (await world.as('liam')).clarifications.escalated()).toEqual([])
  })
})

describe('what happens to the conflict meanwhile', () => {
  test('CLARIFICATION_MOOT: decided without the answer, the links say so, and nobody is reminded', async ({
    contested: { world, held },
  }) => {
    await askTheCustomer(world)
    await decideFor(world, held)
    expect((await questionRow(world)).status).toBe('moot')
    expect((await questionPage(world, tess)).state).toBe('moot')
    const answer = answerQuestion(world, tess, { choice: 'Kestrel' })
    expect((await refusalOf(answer)).code).toBe('CLARIFICATION_MOOT')
    await later(world, daysAfter(world.now(), 30))
    expect(questionLetters(world, tess)).toHaveLength(1)
  })

  test('a decision counts before its event was told', async ({ contested: { world, held } }) => {
    await askTheCustomer(world)
    const { id: conflictId, version } = await openConflict(world)
    const rosa = await world.as('rosa')
    await rosa.review.conflicts.decide({ conflictId, version, winnerClaimId: held.claimId, rationale: 'Newer.' })
    expect((await questionPage(world, tess)).state).toBe('moot')
    expect((await refusalOf(answerQuestion(world, tess, { choice: 'Kestrel' }))).code).toBe('CLARIFICATION_MOOT')
  })

  test('a conflict that one side leaves makes the question moot', async ({ contested: { world, asked } }) => {
    await askTheCustomer(world)
    const theo = await world.as('theo')
    const { version } = await theo.claims.get({ claimId: asked.claimId })
    await theo.claims.withdraw({ claimId: asked.claimId, version, reason: 'other' })
    await world.work()
    expect((await questionRow(world)).status).toBe('moot')
  })

  test('an answer stays an answer when the conflict is decided otherwise, with a reason', async ({
    contested: { world, held },
  }) => {
    await askTheCustomer(world)
    await answerQuestion(world, tess, { choice: 'Tidewater' })
    await decideFor(world, held, 'The customer names Tidewater, whose documents end in March.')
    expect(await questionRow(world)).toMatchObject({ status: 'answered', answer: 'challenger' })
    expect((await questionPage(world, falconer)).state).toBe('answered')
  })

  test('POR-R12 a third partner replaces the challenger in the open question; no second one is opened', async ({
    contested: { world },
  }) => {
    await askTheCustomer(world)
    const old = await questionPage(world, tess)
    world.at(daysAfter(world.now(), 5))
    await submittedBy(
      world,
      'jonas',
      rivalInput({
        name: 'Pinecone for Orchard',
        partnerContact: { name: 'Jonas Hoyer', email: 'jonas@pinecone.example' },
      }),
    )
    await world.work()
    expect(await world.rows('select from clarification')).toHaveLength(1)
    const page = await questionPage(world, tess)
    expect(page.partners.map(({ name }) => name).join()).toBe('Kestrel Consulting Group,Pinecone IT')
    expect(page.dueAt).toBe(daysAfter(world.now(), 14).toISOString())
    expect(questionLetters(world, tess).at(-1)!.text).toContain('Pinecone')
    world.at(secondsAfter(world.now(), 20))
    const tidewater = old.partners.find(({ name }) => name.startsWith('Tidewater'))!.id
    const answer = world
      .visitor()
      .consent.clarify({ link: questionLink(world, tess), nonce: page.nonce, choice: tidewater })
    expect((await refusalOf(answer)).code).toBe('CLARIFICATION_CHOICE_REQUIRED')
  })
})
