import { describe, expect } from 'vitest'
import { falconer, tess } from '../../test/customer.ts'
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
import { openConflict } from '../../test/rivals.ts'
import { test } from '../../test/world.ts'
import { daysAfter, secondsAfter } from '../kernel/time.ts'

describe('answering', () => {
  test('POR-R13 the page names both by the alphabet, says until when, and looking changes nothing', async ({
    contested: { world },
  }) => {
    await askTheCustomer(world)
    const page = await questionPage(world, tess)
    expect(page).toMatchObject({
      state: 'open',
      itemName: 'Mail and Calendar',
      customerName: 'Orchard Foods',
      dueAt: daysAfter(world.now(), 14).toISOString(),
      recipient: { address: tess, kind: 'tenant_admin' },
      otherRecipients: 1,
      answer: null,
    })
    expect(page.partners.map(({ name }) => name)).toEqual(['Kestrel Consulting Group', 'Tidewater Cloud'])
    expect(JSON.stringify(page)).not.toMatch(/incumbent|challenger/)
    expect(questionLetters(world)[0]!.subject).toContain(page.letterNumber)
    expect(await questionEvents(world)).toEqual(['opened'])
  })

  test('CNF-R4 the answer is recorded with mailbox, moment and comment; it advises, and the conflict stays open', async ({
    contested: { world, asked },
  }) => {
    const conflictId = await askTheCustomer(world)
    await answerQuestion(world, tess, { choice: 'Tidewater', comment: 'Since May.', trap: 'filled' })
    expect(await questionRow(world)).toMatchObject({
      status: 'answered',
      answer: 'challenger',
      comment: 'Since May.',
      answeredBy: tess,
    })
    const rosa = await world.as('rosa')
    const told = {
      status: 'answered',
      answerName: 'Tidewater Cloud',
      answeredBy: tess,
      answeredAt: world.now().toISOString(),
      comment: 'Since May.',
      automationSuspected: true,
      askedByName: 'Rosa Lindqvist',
    }
    expect(await rosa.clarifications.ofConflict({ conflictId })).toMatchObject(told)
    expect(await rosa.clarifications.ofClaim({ claimId: asked.claimId })).toMatchObject([told])
    expect((await openConflict(world)).status).toBe('open')
    expect((await questionPage(world, tess)).answer).toMatchObject({
      mine: true,
      comment: 'Since May.',
      partner: 'Tidewater Cloud',
    })
    expect((await questionPage(world, falconer)).answer).toMatchObject({ mine: false, comment: '', address: tess })
  })

  test('MIC-R3 the same answer again, by anybody who was asked, changes nothing', async ({ contested: { world } }) => {
    await askTheCustomer(world)
    await answerQuestion(world, tess, { choice: 'neither', comment: 'We do it.' })
    const before = await questionRow(world)
    await answerQuestion(world, tess, { choice: 'neither', comment: 'Something else' })
    await answerQuestion(world, falconer, { choice: 'neither' })
    expect(await questionRow(world)).toEqual(before)
    expect(await questionEvents(world)).toEqual(['opened', 'answered'])
  })

  test('CLARIFICATION_ANSWERED: the first answer stands, against a colleague and against a change of mind', async ({
    contested: { world },
  }) => {
    await askTheCustomer(world)
    await answerQuestion(world, tess, { choice: 'Kestrel' })
    for (const address of [falconer, tess])
      expect(await refusalOf(answerQuestion(world, address, { choice: 'Tidewater' }))).toMatchObject({
        code: 'CLARIFICATION_ANSWERED',
        rule: 'CNF-R4',
      })
    expect(await questionRow(world)).toMatchObject({ answer: 'incumbent', answeredBy: tess })
  })

  test('two colleagues who answer differently at the same moment: one is recorded, the other is told', async ({
    contested: { world },
  }) => {
    await askTheCustomer(world)
    const pages = await Promise.all(
      [tess, falconer].map(async (address) => ({ address, ...(await questionPage(world, address)) })),
    )
    world.at(secondsAfter(world.now(), 20))
    const calls = pages.map(({ address, nonce, partners }, at) =>
      world.visitor().consent.clarify({ link: questionLink(world, address), nonce, choice: partners[at]!.id }),
    )
    expect((await codesOf(calls)).toSorted()).toEqual(['CLARIFICATION_ANSWERED', 'done'])
  })

  test('CLARIFICATION_CHOICE_REQUIRED, FORM_TOO_SOON and FORM_NONCE_INVALID change nothing', async ({
    contested: { world },
  }) => {
    await askTheCustomer(world)
    const codes = []
    for (const given of [{ choice: '' }, { choice: 'Kestrel', seconds: 1 }, { choice: 'Kestrel', seconds: 25 * 3600 }])
      codes.push((await refusalOf(answerQuestion(world, tess, given))).code)
    expect(codes).toEqual(['CLARIFICATION_CHOICE_REQUIRED', 'FORM_TOO_SOON', 'FORM_NONCE_INVALID'])
    expect(await questionRow(world)).toMatchObject({ status: 'open', answer: null })
  })

  test('NOT_FOUND: a link opens the pages of its purpose only, and a revoked one nothing', async ({
    contested: { world },
  }) => {
    await askTheCustomer(world)
    const link = questionLink(world, tess)
    expect((await refusalOf(world.visitor().consent.notice({ link }))).code).toBe('NOT_FOUND')
    await world.rows('update link set revoked_at = now() where address = $1', [tess])
    expect((await refusalOf(world.visitor().consent.question({ link }))).code).toBe('NOT_FOUND')
    expect((await refusalOf(world.visitor().consent.question({ link: 'x' }))).code).toBe('NOT_FOUND')
  })
})
