import { describe, expect } from 'vitest'
import { placeOf } from '../../test/people.ts'
import {
  approvedReference,
  confirmed,
  counted,
  lettersTo,
  readAsked,
  referenceFields,
  room,
  sentReference,
  someCompetencies,
  stateOf,
  tokenTo,
} from '../../test/references.ts'
import { codesOf, refusalOf } from '../../test/refusals.ts'
import { test } from '../../test/world.ts'
import { daysAfter, secondsAfter } from '../kernel/time.ts'
import { expiryOf } from './reference.rules.ts'

describe('the answer', () => {
  test('REF-R1 REF-R4 a yes keeps who gave it, until when it is good, and changes nothing the partner wrote', async ({
    world,
  }) => {
    const referenceId = await sentReference(world)
    const { link, nonce } = await readAsked(world)
    const at = world.now()
    const suggestion = { projectTitle: 'One stock', startedOn: null, endedOn: null, note: '' }
    await world
      .visitor()
      .references.link.confirm({ link, nonce, name: 'Lena Hart', role: 'Head', quoting: true, suggestion })
    await world.work()
    expect(await (await room(world)).get({ referenceId })).toMatchObject({
      state: 'approved',
      answeredName: 'Lena Hart',
      answeredRole: 'Head',
      quotingAllowed: true,
      suggestion: { projectTitle: 'One stock' },
      fields: { projectTitle: 'One inventory for forty shops' },
      approvedAt: at.toISOString(),
      expiresAt: expiryOf(at, 24).toISOString(),
      daysLeft: 731,
      verbs: ['assign'],
    })
    expect(lettersTo(world, 'lena').at(-1)).toBe('You confirmed a project of Kestrel Consulting Group')
    expect(lettersTo(world, 'gwen')).toEqual(['Orchard Foods confirmed your project'])
  })

  test('REF-R2 a tick to quote allows nothing that the partner did not ask for', async ({ world }) => {
    const referenceId = await sentReference(world, { quotingAsked: false })
    await confirmed(world, { quoting: true })
    expect(await (await room(world)).get({ referenceId })).toMatchObject({ quotingAllowed: false })
  })

  test('L9 REFERENCE_NAME_REQUIRED, REFERENCE_ROLE_REQUIRED, REFERENCE_REASON_REQUIRED: an empty form decides nothing', async ({
    world,
  }) => {
    const referenceId = await sentReference(world)
    const { link, nonce } = await readAsked(world)
    const { confirm, reject } = world.visitor().references.link
    expect(
      await codesOf([
        confirm({ link, nonce }),
        confirm({ link, nonce, name: 'Lena' }),
        reject({ link, nonce, reason: null }),
      ]),
    ).toEqual(['REFERENCE_NAME_REQUIRED', 'REFERENCE_ROLE_REQUIRED', 'REFERENCE_REASON_REQUIRED'])
    expect(await stateOf(world, referenceId)).toBe('awaiting_customer')
  })

  test('L9 what looks like a program’s is taken, and the reviewer sees why; the partner does not', async ({
    world,
  }) => {
    const referenceId = await sentReference(world)
    const { link, nonce } = await readAsked(world, { seconds: 3 })
    await world.visitor().references.link.confirm({ link, nonce, name: 'A', role: 'B', trap: 'filled' })
    const review = await room(world, 'rosa')
    expect((await review.checks({ suspected: true })).rows).toMatchObject([
      { referenceId, answeredName: 'A', answeredRole: 'B', signals: ['trap_field', 'quick'] },
    ])
    expect(await review.check({ referenceId })).toMatchObject({ signals: ['trap_field', 'quick'] })
    const own = await (await room(world)).get({ referenceId })
    expect(JSON.stringify(own)).not.toMatch(/trap|quick/)
  })

  test('B.18 a no tells the partner its category, and the words only with the tick; the vendor reads them', async ({
    world,
  }) => {
    for (const shareComment of [false, true]) {
      const referenceId = await sentReference(world, { contactEmail: `lena.${shareComment}@orchardfoods.example` })
      const { link, nonce } = await readAsked(world, {
        link: tokenTo(world, 'reference', `lena.${shareComment}@orchardfoods.example`),
      })
      const comment = 'Thirty shops, not forty'
      await world.visitor().references.link.reject({ link, nonce, reason: 'description_wrong', comment, shareComment })
      await world.work()
      const own = await (await room(world)).get({ referenceId })
      expect(own).toMatchObject({ state: 'rejected', rejectReason: 'description_wrong' })
      expect(JSON.stringify(own).includes(comment)).toBe(shareComment)
      const mail = world.sent.findLast(({ to }) => to.address.startsWith('gwen'))!
      expect([mail.text.includes('Reason') || mail.text.includes('reason'), mail.text.includes(comment)]).toEqual([
        true,
        shareComment,
      ])
      expect(await (await room(world, 'rosa')).check({ referenceId })).toMatchObject({ comment })
    }
  })

  test('REF-R8 REFERENCE_REJECTED_RECENTLY: who said no is not asked about the same project for thirty days', async ({
    world,
  }) => {
    await sentReference(world)
    const { link, nonce } = await readAsked(world)
    await world.visitor().references.link.reject({ link, nonce, reason: 'not_our_project' })
    const said = world.now()
    const references = await room(world)
    const { referenceId, version } = await references.create(await referenceFields(world))
    world.at(secondsAfter(daysAfter(said, 30), -1))
    expect(await refusalOf(references.send({ referenceId, version }))).toMatchObject({
      code: 'REFERENCE_REJECTED_RECENTLY',
      params: { askAgainAt: daysAfter(said, 30).toISOString() },
    })
    world.at(daysAfter(said, 30))
    await references.send({ referenceId, version })
  })

  test('REFERENCE_ANSWERED, REFERENCE_OVER: the first answer stands, the same again changes nothing', async ({
    world,
  }) => {
    const sent = world.now()
    await sentReference(world)
    const { link, nonce } = await readAsked(world)
    const { confirm, reject } = world.visitor().references.link
    const yes = { link, nonce, name: 'Lena', role: 'Head' }
    await confirm(yes)
    const [answered] = await world.rows<{ at: string }>('select answered_at::text as at from customer_reference')
    await confirm({ ...yes, name: 'Somebody' })
    expect(await world.rows('select answered_at::text as at from customer_reference')).toEqual([answered])
    expect(await codesOf([reject({ link, nonce, reason: 'other' })])).toEqual(['REFERENCE_ANSWERED'])
    await sentReference(world, { contactEmail: 'otto@orchardfoods.example' })
    world.at(secondsAfter(daysAfter(sent, 61), 0))
    const late = await readAsked(world, { link: tokenTo(world, 'reference', 'otto@orchardfoods.example') })
    expect(await codesOf([confirm({ ...yes, link: late.link, nonce: late.nonce })])).toEqual(['REFERENCE_OVER'])
  })

  test.for([1, 2, 3])('a yes and a no at the same moment, round %i: one of them stands', async (_, { world }) => {
    const referenceId = await sentReference(world)
    const { link, nonce } = await readAsked(world)
    const { confirm, reject } = world.visitor().references.link
    const codes = await codesOf([
      confirm({ link, nonce, name: 'Lena', role: 'Head' }),
      reject({ link, nonce, reason: 'other' }),
    ])
    expect(codes.toSorted()).toEqual(['REFERENCE_ANSWERED', 'done'])
    const told = await world.rows(
      `select from event where aggregate_id = $1 and type in ('reference.approved', 'reference.rejected')`,
      [referenceId],
    )
    expect(told).toHaveLength(1)
  })

  test('is taken back through the link of the receipt, from wherever it counts', async ({ world }) => {
    const referenceId = await approvedReference(world)
    const [competency] = await someCompetencies(world)
    await (
      await room(world)
    ).assign({ referenceId, locationId: await placeOf(world, 'leeds'), competency: competency! })
    const link = tokenTo(world, 'withdraw')
    const { withdrawal, withdraw } = world.visitor().references.link
    const { asked } = await withdrawal({ link })
    world.at(secondsAfter(world.now(), 30))
    const posted = { link, nonce: asked!.nonce }
    expect(await codesOf([withdraw({ ...posted, agree: false })])).toEqual(['CONFIRM_TICK_REQUIRED'])
    await withdraw({ ...posted, agree: true })
    await world.work()
    expect(await (await room(world)).get({ referenceId })).toMatchObject({
      state: 'revoked',
      quotingAllowed: false,
      assignment: null,
      assignments: [{ endReason: 'revoked' }],
    })
    expect(await counted(world)).toEqual([])
    expect(lettersTo(world, 'gwen').at(-1)).toBe('Orchard Foods took back its reference')
    const shown = await readAsked(world, { link: tokenTo(world, 'reference') })
    expect(shown.asked).toMatchObject({ state: 'revoked', withdrawToken: null })
  })
})
