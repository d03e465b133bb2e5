import { expect } from 'vitest'
import { claimRow, decisions, falconer, nora, read, tess } from '../../test/customer.ts'
import { refusalOf } from '../../test/refusals.ts'
import { installation } from '../../test/stage.ts'
import { linkTo } from '../../test/story.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { system } from '../kernel/actor.ts'
import { secondsAfter } from '../kernel/time.ts'
import { inTransaction } from '../kernel/transaction.ts'
import { eraseContact } from './erasing.ts'
import type { EnquiryWish } from './enquiry.rules.ts'

interface Writing {
  number?: string
  address?: string
  wish?: EnquiryWish
  words?: string
  seconds?: number
}

/** Opens the page without a link, and sends the form. */
const write = async (world: TestWorld, writing: Writing = {}) => {
  const { number = 'Re: 1000000-1', address = nora, wish = 'no', words = '', seconds = 20 } = writing
  const { nonce } = await world.visitor().consent.enquiryForm()
  world.at(secondsAfter(world.now(), seconds))
  return world.visitor().consent.enquire({ nonce, number, address, wish, words, name: 'Nora Castellane' })
}

const letterNumber = async (world: TestWorld): Promise<string> => {
  const [claim] = await world.rows<{ number: number }>('select number from claim')
  return `${claim!.number}-1`
}

const openOnes = async (world: TestWorld) => (await (await world.as('sam')).enquiries.open()).rows

test('L15 what is written without a link lies before the desk, and the answer does not tell whether a letter has the number', async ({
  opened: { world },
}) => {
  const answers = [
    await write(world, { number: `Subject: ${await letterNumber(world)}`, words: 'We do not want this.' }),
    await write(world, { number: '9999999-1', address: 'x@orchardfoods.example', wish: 'letter' }),
    await write(world, { number: 'no idea', address: 'y@elsewhere.example', wish: 'other', words: 'Who are you?' }),
  ]
  expect(answers).toEqual([undefined, undefined, undefined])
  const [known, ...unknown] = await openOnes(world)
  expect(known).toMatchObject({
    address: nora,
    wish: 'no',
    words: 'We do not want this.',
    isMailbox: true,
    isDomain: true,
    letter: { customerName: 'Orchard Foods', status: 'approved' },
  })
  expect(unknown.map(({ letter, isMailbox }) => [letter, isMailbox])).toEqual([
    [null, false],
    [null, false],
  ])
})

test('L15 a form that is sent twice is one enquiry; none is taken within two seconds, nor with a nonce of elsewhere', async ({
  opened: { world },
}) => {
  await write(world)
  await write(world)
  expect(await openOnes(world)).toHaveLength(1)
  expect((await refusalOf(write(world, { seconds: 1 }))).code).toBe('FORM_TOO_SOON')
  const { nonce } = await read(world)
  const enquiry = { nonce, number: '1', address: nora, name: 'N', wish: 'no' as const }
  expect((await refusalOf(world.visitor().consent.enquire(enquiry))).code).toBe('FORM_NONCE_INVALID')
})

test('TOO_MANY_REQUESTS: within an hour no more are taken than people can read', async ({ world }) => {
  await world.rows(
    `insert into enquiry (id, vendor_id, number, address, name, wish, words, received_at)
     select gen_random_uuid(), v.id, '1', 'x@y.example', 'x', 'no', '', $1 from vendor v, generate_series(1, 300)`,
    [world.now()],
  )
  expect((await refusalOf(write(world))).code).toBe('TOO_MANY_REQUESTS')
  world.at(secondsAfter(world.now(), 3600))
  await write(world)
})

test('L15 the desk sends a new letter to who was told, never to the address that was typed; the older link takes a no', async ({
  opened: { world },
}) => {
  await write(world, { number: await letterNumber(world), address: 'stranger@elsewhere.example', wish: 'letter' })
  const [{ id: enquiryId } = { id: '' }] = await openOnes(world)
  const older = linkTo(world, nora)
  const sam = await world.as('sam')
  await sam.enquiries.sendLetter({ enquiryId })
  await world.work()
  const sent = world.sent.filter(({ subject }) => subject.includes('new link')).map(({ to }) => to.address)
  expect(sent.toSorted()).toEqual([falconer, nora, tess].toSorted())
  expect(linkTo(world, nora)).not.toBe(older)
  expect((await read(world, { link: older })).notice.onlyNo).toBe(true)
  expect(await openOnes(world)).toEqual([])
  expect((await refusalOf(sam.enquiries.sendLetter({ enquiryId }))).code).toBe('ENQUIRY_CLOSED')
  expect((await refusalOf(sam.enquiries.dismiss({ enquiryId, note: 'x' }))).code).toBe('ENQUIRY_CLOSED')
})

const claimId = async (world: TestWorld) => {
  const [claim] = await world.rows<{ claimId: string }>('select id as "claimId" from claim')
  return claim!
}

test('L15 the desk records a no for who wrote from a mailbox of the notice: theirs, with receipt and undo', async ({
  opened: { world },
}) => {
  await write(world, { number: await letterNumber(world), address: nora.toUpperCase() })
  const [{ id: enquiryId } = { id: '' }] = await openOnes(world)
  const { receipt } = await (
    await world.as('sam')
  ).enquiries.recordNo({ enquiryId, note: 'Called back by the number on their site.' })
  expect((await claimRow(world)).status).toBe('consent_denied')
  const [decision] = await decisions(world)
  expect(JSON.parse(decision!.document)).toMatchObject({
    decision: 'deny',
    decidedBy: { capacity: 'customer', via: 'ops_desk' },
  })
  await world.work()
  const told = world.sent.filter(({ text }) => text.includes(receipt)).map(({ to }) => to.address)
  expect(told.toSorted()).toEqual([falconer, nora, tess].toSorted())
  expect((await read(world)).notice.denial).not.toBeNull()
  expect(await world.rows(`select actor_side as side, data from event where type = 'enquiry.closed'`)).toMatchObject([
    { side: 'vendor', data: { outcome: 'no_recorded' } },
  ])
  const { history } = await (await world.as('ines')).claims.get(await claimId(world))
  const entry = history.find(({ type }) => type === 'claim.consentRecorded')
  expect(entry).toMatchObject({ data: { kind: 'deny' }, personal: null })
})

test('L15 a no of somebody who had no letter is told to everybody who had, without an undo that nobody holds', async ({
  opened: { world },
}) => {
  const address = 'head.of.it@orchardfoods.example'
  await write(world, { number: await letterNumber(world), address })
  const [{ id: enquiryId } = { id: '' }] = await openOnes(world)
  await (await world.as('sam')).enquiries.recordNo({ enquiryId, note: 'Met them at the customer’s office.' })
  await world.work()
  const letters = world.sent.filter(({ text }) => text.includes(address))
  expect(letters.map(({ to }) => to.address).toSorted()).toEqual([falconer, nora, tess].toSorted())
  for (const { text } of letters) expect(text).toContain('It cannot be undone here.')
})

test('ENQUIRY_UNMATCHED: without a letter there is nothing to send or record, only a reason to give', async ({
  opened: { world },
}) => {
  await write(world, { number: 'none' })
  const [{ id: enquiryId } = { id: '' }] = await openOnes(world)
  const { enquiries } = await world.as('sam')
  expect((await refusalOf(enquiries.sendLetter({ enquiryId }))).code).toBe('ENQUIRY_UNMATCHED')
  expect((await refusalOf(enquiries.recordNo({ enquiryId, note: 'x' }))).code).toBe('ENQUIRY_UNMATCHED')
  await enquiries.dismiss({ enquiryId, note: 'Wrote back and asked for the number.' })
  expect(await world.rows('select outcome, note from enquiry')).toEqual([
    { outcome: 'dismissed', note: 'Wrote back and asked for the number.' },
  ])
})

test('GEN-R7 whoever is erased is erased from what they wrote without a link', async ({ world }) => {
  const address = 'one.time@orchardfoods.example'
  await write(world, { address, words: 'I am One Time.' })
  const [vendor] = await world.rows<{ id: string }>('select id from vendor')
  const wanted = { vendorId: vendor!.id, address, reason: 'Asked for it.', by: null }
  const { tables } = await inTransaction(world.orm, system('test'), (call) => eraseContact(call, installation, wanted))
  expect(tables.enquiry).toBe(1)
  expect(await world.rows('select address, name, words from enquiry')).toEqual([
    { address: '[erased]', name: '[erased]', words: '' },
  ])
})
