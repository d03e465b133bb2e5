import { expect } from 'vitest'
import { claimRow, falconer, nora, read, tess } from '../../test/customer.ts'
import { refusalOf } from '../../test/refusals.ts'
import { installation } from '../../test/stage.ts'
import { linkTo, openedWindow } from '../../test/story.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { secondsAfter } from '../kernel/time.ts'
import { rotateConsentLinks } from './rotating.ts'

const letters = (world: TestWorld) =>
  world.rows<{ recipient: string; dueAt: Date }>(
    `select recipient, due_at as "dueAt" from letter where template = 'association-new-link' order by due_at, recipient`,
  )

const ofHalcyon = async (world: TestWorld, rate: number) => {
  const [rotated] = (await rotateConsentLinks(world.orm, installation, rate)).filter(({ claims }) => claims > 0)
  return rotated
}

test('L14 the leak drill: every mailbox gets a new link, and the old one takes a no and nothing else', async ({
  opened: { world },
}) => {
  const older = linkTo(world, nora)
  expect(await ofHalcyon(world, 600)).toMatchObject({ continued: false, claims: 1, letters: 3 })
  const { notice, nonce } = await read(world, { link: older })
  expect(notice).toMatchObject({ onlyNo: true, newer: { address: 'n••@orchardfoods.example' } })
  await world.work()
  const newer = linkTo(world, nora)
  expect(newer).not.toBe(older)
  expect((await read(world, { link: newer })).notice).toMatchObject({ onlyNo: false, newer: null })
  expect((await refusalOf(world.visitor().consent.confirm({ link: older, nonce, agree: true }))).code).toBe('NOT_FOUND')
  await world.visitor().consent.deny({ link: older, nonce, reasons: ['data'] })
  expect((await claimRow(world)).status).toBe('consent_denied')
})

test('its letters leave at the rate, the claim has an event, and its window is as it was', async ({
  opened: { world },
}) => {
  await openedWindow(world, { name: 'A second one', items: [{ code: 'SITE', subscription: '' }] })
  const before = await world.rows('select consent_due_at from claim order by id')
  const rotated = await ofHalcyon(world, 6)
  expect(rotated).toMatchObject({ claims: 2, letters: 6, lastAt: secondsAfter(world.now(), 30).toISOString() })
  await world.work()
  const now = (await letters(world)).map(({ dueAt }) => (dueAt.getTime() - world.now().getTime()) / 1000)
  expect(now).toEqual([0, 0, 0, 30, 30, 30])
  expect(world.sent.filter(({ subject }) => subject.includes('new link')).map(({ to }) => to.address)).toHaveLength(3)
  const told = await world.rows(`select data - 'sendAt' as data from event where type = 'claim.linksRenewed'`)
  const renewed = { data: { links: 3, letters: 3, rotation: rotated!.since } }
  expect(told).toEqual([renewed, renewed])
  expect(await world.rows('select consent_due_at from claim order by id')).toEqual(before)
})

test('a run that was cut off is continued by the next one, and nobody is written to twice', async ({
  opened: { world },
}) => {
  await openedWindow(world, { name: 'A second one', items: [{ code: 'SITE', subscription: '' }] })
  let drawn = 0
  const failing = {
    ...installation.keys,
    get link() {
      if (++drawn > 1) throw new Error('the machine went down')
      return installation.keys.link
    },
  }
  const cutOff = { ...installation, keys: failing }
  await expect(rotateConsentLinks(world.orm, cutOff, 6)).rejects.toThrow('the machine went down')
  const lastAt = secondsAfter(world.now(), 10).toISOString()
  expect(await ofHalcyon(world, 6)).toMatchObject({ continued: true, claims: 1, letters: 3, lastAt })
  await world.work()
  expect((await letters(world)).map(({ recipient }) => recipient).toSorted()).toEqual(
    [falconer, nora, tess].flatMap((each) => [each, each]).toSorted(),
  )
  expect(await ofHalcyon(world, 6)).toBeUndefined()
  // A day later it is a second leak, and a second rotation.
  world.at(secondsAfter(world.now(), 86_400))
  expect(await ofHalcyon(world, 6)).toMatchObject({ continued: false, claims: 2 })
})
