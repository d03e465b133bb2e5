import { describe, expect } from 'vitest'
import {
  confirmed,
  lena,
  lettersTo,
  readAsked,
  referenceFields,
  room,
  sentReference,
  stateOf,
  tokenTo,
} from '../../test/references.ts'
import { codesOf, refusalOf } from '../../test/refusals.ts'
import { test } from '../../test/world.ts'
import { daysAfter, secondsAfter } from '../kernel/time.ts'

describe('a draft', () => {
  test('is kept right or wrong, changed by whoever read it last, and taken away', async ({ world }) => {
    const references = await room(world)
    const empty = await referenceFields(world, { company: '', endedOn: null })
    const made = await references.create(empty)
    expect(made.problems.map(({ field }) => field)).toEqual(['company', 'endedOn'])
    const { version } = await references.update({
      ...empty,
      company: 'Orchard Foods',
      referenceId: made.referenceId,
      version: made.version,
    })
    const { referenceId } = made
    expect(await codesOf([references.discard({ referenceId, version: made.version })])).toEqual(['CONFLICT_STALE'])
    await references.discard({ referenceId, version })
    expect(await codesOf([references.get({ referenceId })])).toEqual(['NOT_FOUND'])
    const told = await world.rows('select type from event where aggregate_id = $1 order by seq', [referenceId])
    expect(told).toEqual(['created', 'edited', 'discarded'].map((verb) => ({ type: `reference.${verb}` })))
  })

  test('REF-R3 REFERENCE_OWN_DOMAIN: nobody on the mail domain of a colleague is asked', async ({ world }) => {
    const references = await room(world)
    const { referenceId, version } = await references.create(
      await referenceFields(world, { contactEmail: 'lena@kestrel.example' }),
    )
    expect(await refusalOf(references.send({ referenceId, version }))).toMatchObject({
      code: 'REFERENCE_OWN_DOMAIN',
      field: 'contactEmail',
      rule: 'REF-R3',
    })
  })

  test('REF-R3 the same contact and overlapping dates are a warning, and it is sent all the same', async ({
    world,
  }) => {
    await sentReference(world)
    const references = await room(world)
    const again = await referenceFields(world, {
      projectTitle: 'Another',
      startedOn: '2026-09-30',
      endedOn: '2026-10-15',
    })
    const { referenceId, version, problems } = await references.create(again)
    expect(problems).toMatchObject([{ code: 'REFERENCE_DUPLICATE', warning: true }])
    await references.send({ referenceId, version })
    expect(await stateOf(world, referenceId)).toBe('awaiting_customer')
  })

  test('REF-R7 REFERENCE_PROJECT_TOO_OLD is judged when it is sent', async ({ world }) => {
    const references = await room(world)
    const { referenceId, version } = await references.create(await referenceFields(world))
    world.at(daysAfter(world.now(), 340))
    expect(await refusalOf(references.send({ referenceId, version }))).toMatchObject({
      code: 'REFERENCE_PROJECT_TOO_OLD',
      field: 'endedOn',
    })
  })
})

describe('the request', () => {
  test('C81 REF-R6 sent six days ago it is refused with the date; on day 7 it goes out, and the older link is dead', async ({
    world,
  }) => {
    const sent = world.now()
    const referenceId = await sentReference(world)
    const older = tokenTo(world, 'reference')
    const references = await room(world)
    world.at(daysAfter(sent, 6))
    expect(await refusalOf(references.resend({ referenceId }))).toMatchObject({
      code: 'REFERENCE_RESEND_TOO_SOON',
      params: { resendAt: daysAfter(sent, 7).toISOString() },
    })
    world.at(daysAfter(sent, 7))
    await references.resend({ referenceId })
    await world.work()
    const { link: visitor } = world.visitor().references
    expect(await visitor.notice({ link: older })).toMatchObject({ asked: null, address: lena })
    const nothing = { nonce: 'x.y', name: 'x', role: 'y' }
    expect(await codesOf([visitor.confirm({ link: older, ...nothing })])).toEqual(['NOT_FOUND'])
    const { asked } = await readAsked(world)
    expect(asked).toMatchObject({ state: 'open', company: 'Orchard Foods' })
    const genuine = await world.visitor().consent.verifyLetter({ number: asked!.letterNumber, phrase: null })
    expect(JSON.stringify(genuine)).toContain('Halcyon Software')
    expect(world.sent.at(-1)!.subject).toContain(asked!.letterNumber)
  })

  test('reminds on days 7, 21 and 45 and lapses after sixty; then it can be sent again (B.17)', async ({ world }) => {
    const sent = world.now()
    const referenceId = await sentReference(world)
    for (const day of [7, 21, 45]) {
      world.at(secondsAfter(daysAfter(sent, day), 1))
      await world.fire()
      await world.work()
    }
    expect(lettersTo(world, 'lena').slice(1)).toEqual(
      Array.from({ length: 3 }, () => 'Kestrel Consulting Group still waits for your word about a project'),
    )
    world.at(daysAfter(sent, 60))
    expect(await world.fire()).toBe(0)
    world.at(secondsAfter(daysAfter(sent, 60), 1))
    await world.fire()
    await world.work()
    expect(await stateOf(world, referenceId)).toBe('lapsed')
    expect(lettersTo(world, 'gwen')).toEqual(['Orchard Foods did not answer'])
    expect((await readAsked(world)).asked).toMatchObject({ state: 'over' })
    await (await room(world)).resend({ referenceId })
    await world.work()
    await confirmed(world)
    expect(await stateOf(world, referenceId)).toBe('approved')
  })

  test('cancelled, its link is dead', async ({ world }) => {
    const referenceId = await sentReference(world)
    await (await room(world)).cancel({ referenceId })
    const link = tokenTo(world, 'reference')
    expect(await codesOf([world.visitor().references.link.notice({ link })])).toEqual(['NOT_FOUND'])
    expect(await world.rows('select from timer where fired_at is null and cancelled_at is null')).toEqual([])
  })
})
