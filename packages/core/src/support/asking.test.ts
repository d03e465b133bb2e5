import { text } from 'node:stream/consumers'
import { tiny } from '@ofrecord/world/tiny'
import { describe, expect } from 'vitest'
import { acceptedMerge, executeMerge } from '../../test/merging.ts'
import { placeOf } from '../../test/people.ts'
import { codesOf, refusalOf } from '../../test/refusals.ts'
import { makeClaim } from '../../test/story.ts'
import { openedTicket, otherAgent, resolvedTicket, takenTicket } from '../../test/tickets.ts'
import { test } from '../../test/world.ts'
import { daysAfter, secondsAfter } from '../kernel/time.ts'
import { exportTickets } from './ticket.export.ts'
import { TicketFilters } from './ticket.input.rules.ts'

const random = '0190c0de-7a11-7c3e-8d52-0f6b1f6f3a40'

describe('opening', () => {
  test('SUP-R3 GEN-R1 tickets are numbered without a gap, are new, and are due at the end of a business day of their priority', async ({
    world,
  }) => {
    const first = await openedTicket(world)
    expect(first).toMatchObject({
      number: 'T-000001',
      state: 'new',
      isOverdue: false,
      isRequester: true,
      attached: null,
    })
    // Three business days after Monday 2 November: Thursday, at the end of the day in London.
    expect(first.slaDueAt).toBe('2026-11-05T23:59:59.999Z')
    expect(first.messages).toMatchObject([
      { verb: 'open', body: 'We have two competencies.', authorName: 'Gwen Aldous' },
    ])
    const urgent = await openedTicket(world, { priority: 'urgent' }, 'tara')
    expect(urgent).toMatchObject({ number: 'T-000002', slaDueAt: '2026-11-03T23:59:59.999Z' })
  })

  test('B.7.5 a ticket about a merger carries the preview as its writer had it, whatever is worked out later', async ({
    world,
  }) => {
    const mergeId = await acceptedMerge(world)
    const about = { kind: 'merge', id: mergeId } as const
    const gwen = await world.as('gwen')
    const shown = await gwen.hierarchy.merge.get({ mergeId })
    const { ticketId, attached, aboutLabel } = await openedTicket(world, { about, path: 'membership/merger' })
    expect(aboutLabel).toBe('Kestrel Consulting Group + Tidewater Cloud')
    expect(attached).toMatchObject({ kind: 'merge', preview: shown.preview })
    expect(shown.preview).toMatchObject({ own: expect.any(Array), both: null })
    world.at(secondsAfter(world.now(), 60))
    await gwen.hierarchy.merge.preview({ mergeId })
    const desk = await (await world.as('sam')).supportDesk.get({ ticketId })
    expect(desk.attached).toEqual(attached)
    // The other side has a preview of its own, and nothing of this ticket.
    expect(await codesOf([(await world.as('june')).support.get({ ticketId })])).toEqual(['NOT_FOUND'])
    expect(await (await world.as('june')).support.subject(about)).toMatchObject({
      attached: { preview: { own: expect.any(Array) } },
    })
  })

  test('DIS-R4 a rehearsal of closing a location goes with its ticket, which lies at that location', async ({
    world,
  }) => {
    const gwen = await world.as('gwen')
    const locationId = await placeOf(world, 'leeds')
    const { id, impact } = await gwen.hierarchy.rehearse({
      change: { kind: 'dissociated', locationId, withChildren: false },
    })
    const ticket = await openedTicket(world, { about: { kind: 'rehearsal', id }, path: 'membership/closing' })
    expect(ticket).toMatchObject({ locationName: 'Leeds', attached: { kind: 'rehearsal', change: 'dissociated' } })
    expect(ticket.attached).toMatchObject({ parts: impact.parts, places: impact.places })
  })

  test('PRI-R1 a record that its writer may not read is as absent as one that is not there', async ({ world }) => {
    const { claimId } = await makeClaim(world)
    const about = { kind: 'claim', id: claimId } as const
    const asked = ['tara', 'mina', 'cara'].map((person) => openedTicket(world, { about }, person))
    const made = openedTicket(world, { about: { kind: 'claim', id: random } })
    expect(await codesOf([...asked, made])).toEqual(['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND'])
    expect((await openedTicket(world, { about }, 'ines')).aboutLabel).toMatch(/^Mail and meetings for Orchard 10\d+$/)
    expect(await world.rows('select from ticket')).toHaveLength(1)
  })
})

describe('who sees it', () => {
  test('SUP-R5 whoever opened it and the administrators of its location do; others get the neutral not-found', async ({
    world,
  }) => {
    const { ticketId, version, locationName } = await openedTicket(world, {}, 'mina')
    const get = async (person: string) => (await world.as(person)).support.get({ ticketId })
    expect(await codesOf([get('mina'), get('gwen')])).toEqual(['done', 'done'])
    const strangers = ['ines', 'ugo', 'cara', 'tara', 'june']
    expect(await codesOf(strangers.map(get))).toEqual(strangers.map(() => 'NOT_FOUND'))
    const unknown = await refusalOf((await world.as('ines')).support.get({ ticketId: random }))
    expect(await refusalOf(get('ines'))).toEqual(unknown)
    const reply = { ticketId, version, body: 'Me too.' }
    expect(await refusalOf((await world.as('ines')).support.reply(reply))).toEqual(unknown)
    const luca = await world.as('luca')
    const own = (await luca.hierarchy.table({})).rows.map(({ name }) => name)
    const seen = (await luca.support.list({})).rows.length === 1
    expect(seen).toBe(own.includes(locationName))
    expect((await (await world.as('tara')).support.list({})).rows).toEqual([])
  })

  test('SUP-R5 an agent reads what nobody has and what is theirs, a lead everything and gives it to others', async ({
    world,
  }) => {
    const { ticketId, version } = await openedTicket(world)
    const [sam, oda, petra] = [await world.as('sam'), await otherAgent(world), await world.as('petra')]
    expect(await codesOf([sam.supportDesk.get({ ticketId }), oda.supportDesk.get({ ticketId })])).toEqual([
      'done',
      'done',
    ])
    const taken = await sam.supportDesk.take({ ticketId, version })
    expect(taken).toMatchObject({ state: 'assigned', agentName: tiny.staff.sam.name })
    expect(await codesOf([oda.supportDesk.get({ ticketId }), petra.supportDesk.get({ ticketId })])).toEqual([
      'NOT_FOUND',
      'done',
    ])
    expect((await oda.supportDesk.queue({})).rows).toEqual([])
    const reply = { ticketId, version: taken.version, body: 'Hello.' }
    expect(await codesOf([petra.supportDesk.reply(reply)])).toEqual(['TICKET_NOT_YOURS'])
    const agents = await petra.supportDesk.agents()
    const petraId = agents.find(({ name }) => name === tiny.staff.petra.name)!.personId
    const given = await petra.supportDesk.assign({ ticketId, version: taken.version, agentId: petraId })
    expect(given.agentId).toBe(petraId)
    expect(await codesOf([sam.supportDesk.get({ ticketId })])).toEqual(['NOT_FOUND'])
    const stranger = (await world.rows<{ id: string }>(`select id from person where name like 'Gwen%'`))[0]!.id
    expect(await codesOf([petra.supportDesk.assign({ ticketId, version: given.version, agentId: stranger })])).toEqual([
      'NOT_FOUND',
    ])
  })

  test('SUP-R5 no partner reads a note of the desk, in the ticket, in an event, or through the database', async ({
    world,
  }) => {
    const { ticketId, version } = await takenTicket(world)
    const noted = await (await world.as('sam')).supportDesk.note({ ticketId, version, body: 'Ask legal first.' })
    expect(noted).toMatchObject({ version, notes: [{ body: 'Ask legal first.' }] })
    const seen = await (await world.as('gwen')).support.get({ ticketId })
    expect(JSON.stringify(seen)).not.toContain('legal')
    expect(await world.rows(`select organization_id from event where type = 'ticketNote.written'`)).toEqual([
      { organization_id: null },
    ])
    await world.rows('begin')
    await world.rows(`select set_config('ofrecord.side', 'partner', true), set_config('ofrecord.vendor', vendor_id::text, true),
      set_config('ofrecord.organization', organization_id::text, true) from ticket`)
    await world.rows("with x as (select 1) select set_config('role', 'ofrecord_app', true)")
    expect(await world.rows('select body from ticket_note')).toEqual([])
    expect(await world.rows('select body from ticket_message')).toHaveLength(1)
  })

  test('MRG-R5 tickets come along when their organisation is merged, and go back whole when that is undone', async ({
    world,
  }) => {
    const { ticketId, version } = await openedTicket(world, {}, 'tara')
    const mergeId = await acceptedMerge(world)
    await executeMerge(world, mergeId)
    expect(await (await world.as('gwen')).support.get({ ticketId })).toMatchObject({
      organizationName: 'Kestrel Consulting Group',
    })
    const sam = await world.as('sam')
    const taken = await sam.supportDesk.take({ ticketId, version })
    await sam.supportDesk.reply({ ticketId, version: taken.version, body: 'Said while they were one.' })
    await sam.hierarchy.merge.undo({ mergeId, reason: 'Signed by somebody who could not.' })
    const { messages } = await (await world.as('tara')).support.get({ ticketId })
    expect(messages.map(({ verb }) => verb).toSorted()).toEqual(['open', 'reply'])
  })

  test('B.18 what a ticket about a merger has of its preview is for those who read mergers, and never for the other side', async ({
    world,
  }) => {
    const mergeId = await acceptedMerge(world)
    const about = { kind: 'merge', id: mergeId } as const
    const theirs = await openedTicket(world, { about, path: 'membership/merger' }, 'tara')
    const ours = await openedTicket(world, { about, path: 'membership/merger' })
    const there = await placeOf(world, 'leeds')
    await world.rows('update ticket set location_id = $1 where id = $2', [there, ours.ticketId])
    const seen = async (person: string) => {
      const { support } = await world.as(person)
      const { rows } = await support.list({})
      const opened = await codesOf([theirs, ours].map(({ ticketId }) => support.get({ ticketId })))
      return { opened, listed: rows.map(({ number }) => number).toSorted() }
    }
    // Mina administers the location, and reads no mergers.
    await world.rows(
      `update role_assignment set role = 'location_admin', location_id = $1 where person_id = (select id from person where email_normalised = $2)`,
      [there, tiny.people.mina.email],
    )
    expect(await seen('mina')).toEqual({ opened: ['NOT_FOUND', 'NOT_FOUND'], listed: [] })
    await executeMerge(world, mergeId)
    expect(await seen('gwen')).toEqual({ opened: ['NOT_FOUND', 'done'], listed: [ours.number] })
    expect(await seen('tara')).toMatchObject({ opened: ['done', 'NOT_FOUND'] })
    const reply = { ticketId: theirs.ticketId, version: theirs.version, body: 'What did you ask?' }
    expect(await codesOf([(await world.as('gwen')).support.reply(reply)])).toEqual(['NOT_FOUND'])
  })
})

describe('going back and forth', () => {
  test('B.16.8 the desk’s time stands still while the partner is asked, and goes on with the days that were left', async ({
    world,
  }) => {
    const { ticketId, version } = await takenTicket(world)
    const sam = await world.as('sam')
    world.at(new Date('2026-11-04T10:00:00Z'))
    const asked = await sam.supportDesk.ask({ ticketId, version, body: 'Which location?' })
    expect(asked).toMatchObject({ state: 'waiting_partner', slaDueAt: null })
    world.at(new Date('2026-11-20T10:00:00Z'))
    expect((await sam.supportDesk.queue({ overdue: true })).rows).toEqual([])
    const gwen = await world.as('gwen')
    const answered = await gwen.support.reply({ ticketId, version: asked.version, body: 'Leeds.' })
    // One business day was left on Wednesday; Friday's next one is Monday.
    expect(answered).toMatchObject({ state: 'in_progress', slaDueAt: '2026-11-23T23:59:59.999Z' })
    world.at(new Date('2026-11-24T00:00:00Z'))
    expect((await sam.supportDesk.queue({ overdue: true })).rows).toMatchObject([{ ticketId, isOverdue: true }])
  })

  test('GEN-R5 CONFLICT_STALE: of two words in the same second the second is told of the first', async ({ world }) => {
    const { ticketId, version } = await takenTicket(world)
    const [gwen, sam] = [await world.as('gwen'), await world.as('sam')]
    const codes = await codesOf([
      gwen.support.reply({ ticketId, version, body: 'One more thing.' }),
      sam.supportDesk.resolve({ ticketId, version, body: 'Done.' }),
    ])
    expect(codes.toSorted()).toEqual(['CONFLICT_STALE', 'done'])
    const { messages } = await gwen.support.get({ ticketId })
    expect(messages).toHaveLength(2)
  })

  test('SUP-R3 a resolved ticket closes after ten days, and is opened again within thirty: TICKET_CLOSED', async ({
    world,
  }) => {
    const resolved = await resolvedTicket(world)
    const { ticketId } = resolved
    const resolvedAt = world.now()
    const gwen = await world.as('gwen')
    expect(await codesOf([gwen.support.reply({ ticketId, version: resolved.version, body: 'And?' })])).toEqual([
      'TICKET_CLOSED',
    ])
    const reopened = await gwen.support.reopen({ ticketId, version: resolved.version, body: 'Not yet.' })
    expect(reopened).toMatchObject({ state: 'in_progress', resolvedAt: null, slaDueAt: '2026-11-05T23:59:59.999Z' })
    world.at(new Date(daysAfter(resolvedAt, 11).getTime()))
    await world.fire()
    expect(await gwen.support.get({ ticketId })).toMatchObject({ state: 'in_progress' })
    const again = await (
      await world.as('sam')
    ).supportDesk.resolve({ ticketId, version: reopened.version, body: 'Now.' })
    const from = world.now()
    world.at(daysAfter(from, 10))
    await world.fire()
    expect((await gwen.support.get({ ticketId })).state).toBe('resolved')
    world.at(new Date(daysAfter(from, 10).getTime() + 1))
    await world.fire()
    const closed = await gwen.support.get({ ticketId })
    expect(closed).toMatchObject({ state: 'closed', stateAt: again.closesAt })
    world.at(new Date(daysAfter(from, 30).getTime() + 1))
    expect(
      await refusalOf(gwen.support.reopen({ ticketId, version: closed.version, body: 'Still not.' })),
    ).toMatchObject({
      code: 'TICKET_CLOSED',
      rule: 'SUP-R3',
      params: { until: daysAfter(from, 30).toISOString() },
    })
  })

  test('SUP-R3 how satisfied somebody is they say once, themselves, and when it is resolved: TICKET_RATED', async ({
    world,
  }) => {
    const open = await openedTicket(world, {}, 'mina')
    const [mina, gwen] = [await world.as('mina'), await world.as('gwen')]
    const rate = { ticketId: open.ticketId, rating: 4, words: 'Quick.' }
    expect(await codesOf([mina.support.rate({ ...rate, version: open.version })])).toEqual(['ILLEGAL_TRANSITION'])
    const { ticketId, version } = await resolvedTicket(world, 'mina')
    expect(await codesOf([gwen.support.rate({ ...rate, ticketId, version })])).toEqual(['FORBIDDEN'])
    const rated = await mina.support.rate({ ...rate, ticketId, version })
    expect(rated).toMatchObject({ rating: 4, ratingWords: 'Quick.', state: 'resolved' })
    expect(await codesOf([mina.support.rate({ ...rate, ticketId, version: rated.version })])).toEqual(['TICKET_RATED'])
  })
})

test('B.14.1 B.17 letters go to whoever opened it, with the number in the subject, and remind on the seventh day', async ({
  world,
}) => {
  const subjects = async (): Promise<string[]> => {
    await world.work()
    return world.sent.splice(0).map(({ to, subject }) => `${to.address}: ${subject}`)
  }
  const { email } = tiny.people.mina
  const opened = await openedTicket(world, {}, 'mina')
  expect(await subjects()).toEqual([`${email}: T-000001: your ticket is open`])
  const sam = await world.as('sam')
  const { ticketId } = opened
  const taken = await sam.supportDesk.take({ ticketId, version: opened.version })
  const asked = await sam.supportDesk.ask({ ticketId, version: taken.version, body: 'Which one?' })
  expect(await subjects()).toEqual([`${email}: T-000001: the service desk asks you something`])
  const replied = await sam.supportDesk.reply({ ticketId, version: asked.version, body: 'Never mind.' })
  await sam.supportDesk.resolve({ ticketId, version: replied.version, body: 'It is the second.' })
  expect(await subjects()).toEqual([`${email}: T-000001: the service desk replied`, `${email}: T-000001: resolved`])
  world.at(new Date(daysAfter(world.now(), 7).getTime() + 1))
  await world.fire()
  expect((await subjects())[0]).toContain('T-000001: closes on')
})

test('GEN-R6 the list pages by key, filters and finds, and its file has the columns of the list and no word that was said', async ({
  world,
}) => {
  for (const priority of ['low', 'urgent', 'normal'] as const) {
    await openedTicket(world, { priority, subject: `=A ${priority} question` })
    world.at(secondsAfter(world.now(), 1))
  }
  const [gwen, sam] = [await world.as('gwen'), await world.as('sam')]
  const numbers = ({ rows }: { rows: { number: string }[] }) => rows.map(({ number }) => number)
  expect(numbers(await gwen.support.list({}))).toEqual(['T-000003', 'T-000002', 'T-000001'])
  expect(numbers(await sam.supportDesk.queue({}))).toEqual(['T-000002', 'T-000003', 'T-000001'])
  expect(numbers(await gwen.support.list({ search: 't-2' }))).toEqual(['T-000002'])
  expect(numbers(await sam.supportDesk.queue({ search: 'kestrel', priorities: ['low'] }))).toEqual(['T-000001'])
  expect(await sam.supportDesk.count({ mine: true })).toEqual({ count: 0 })
  const file = async (person: string) =>
    (await text((await exportTickets(world, await world.actor(person), 'en', TicketFilters.parse({}))).csv))
      .trim()
      .split('\n')
  const [head, ...rows] = await file('gwen')
  expect(head).toBe(
    'Number,Subject,Category,Topic,Priority,State,Location,Location number,Opened by,Opened on,Last change,At the desk,To be solved by',
  )
  expect(rows[0]).toContain(
    `T-000001,'=A low question,Membership and organisation,Something else about the membership,Low,New`,
  )
  expect(rows.join()).not.toContain('competencies')
  expect((await file('sam'))[0]).toContain('Subject,Organisation,Category')
  await expect(file('rosa')).rejects.toMatchObject({ code: 'FORBIDDEN' })
})
