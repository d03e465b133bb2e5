import { text } from 'node:stream/consumers'
import { describe, expect } from 'vitest'
import { placeOf } from '../../test/people.ts'
import { approvedReference, readAsked, referenceFields, room, sentReference } from '../../test/references.ts'
import { codesOf } from '../../test/refusals.ts'
import { test } from '../../test/world.ts'
import { secondsAfter } from '../kernel/time.ts'
import { ReferenceFilters } from './list.rules.ts'
import { exportReferences } from './reference.export.ts'

describe('the list', () => {
  test('pages without gaps or doubles, filters, counts and finds', async ({ world }) => {
    const references = await room(world)
    const ids: string[] = []
    for (const company of ['Birch', 'alder', 'Cedar']) {
      ids.push((await references.create(await referenceFields(world, { company }))).referenceId)
      world.at(secondsAfter(world.now(), 1))
    }
    const approved = await approvedReference(world)
    for (const sort of ['changed', 'company', 'sent', 'expires'] as const) {
      const page = await references.list({ sort, direction: 'asc', size: 25 })
      expect(page.rows.map(({ referenceId }) => referenceId).toSorted()).toEqual([...ids, approved].toSorted())
    }
    const named = await references.list({ sort: 'company', direction: 'asc', states: ['draft'] })
    expect(named.rows.map(({ company }) => company)).toEqual(['alder', 'Birch', 'Cedar'])
    expect((await references.list({ unassigned: true })).rows).toMatchObject([{ referenceId: approved }])
    expect((await references.list({ expiringDays: 30 })).rows).toEqual([])
    expect((await references.list({ expiringDays: 730 })).rows).toEqual([])
    expect(await references.count({ search: 'ceda' })).toEqual({ count: 1 })
    expect(await references.counts()).toMatchObject({ states: { draft: 3, approved: 1, assigned: 0 }, expiring: 0 })
  })

  test('I17: a reference that changes while somebody pages leaves the pages that are left, and each of them says so', async ({
    world,
  }) => {
    const references = await room(world)
    for (let made = 0; made < 52; made++) {
      await references.create(await referenceFields(world, { company: `Company ${made}` }))
      world.at(secondsAfter(world.now(), 1))
    }
    const first = await references.list({ size: 25 })
    const second = await references.list({ size: 25, cursor: first.nextCursor })
    expect([first.changedSince, second.changedSince]).toEqual([0, 0])
    await world.rows(`update customer_reference set state_at = state_at + interval '1 day' where company = 'Company 1'`)
    const third = await references.list({ size: 25, cursor: second.nextCursor })
    expect([third.rows.length, third.changedSince]).toEqual([1, 1])
    const byName = { sort: 'company', size: 25 } as const
    const { nextCursor } = await references.list(byName)
    expect((await references.list({ ...byName, cursor: nextCursor })).changedSince).toBe(0)
  })

  test('B.14.3 a location’s administrator has the references of that location, and of what counts there', async ({
    world,
  }) => {
    const here = await approvedReference(world)
    const there = await sentReference(world, {
      locationId: await placeOf(world, 'cologne'),
      contactEmail: 'otto@orchardfoods.example',
    })
    const luca = await room(world, 'luca')
    const seen = (await luca.list({})).rows.map(({ referenceId }) => referenceId)
    const { rows } = await (await world.as('luca')).hierarchy.choices({ privilege: 'references.see' })
    const own = rows.map(({ id }) => id)
    for (const referenceId of [here, there]) {
      const { fields } = await (await room(world)).get({ referenceId })
      expect(seen.includes(referenceId)).toBe(own.includes(fields.locationId))
      if (!seen.includes(referenceId))
        expect(await codesOf([luca.get({ referenceId }), luca.cancel({ referenceId })])).toEqual([
          'NOT_FOUND',
          'NOT_FOUND',
        ])
    }
    expect(own.length).toBeGreaterThan(0)
  })

  test('GEN-R6 PRI-R3 the file has the columns of the list and no word of a customer’s, and that it was taken is written down', async ({
    world,
  }) => {
    await sentReference(world)
    const { link, nonce } = await readAsked(world)
    await world.visitor().references.link.reject({ link, nonce, reason: 'other', comment: '=Secret words' })
    await (await room(world)).create(await referenceFields(world, { company: '=1+1' }))
    const exported = async (person: string, filters: object = {}) => {
      const { csv } = await exportReferences(world, await world.actor(person), 'en', ReferenceFilters.parse(filters))
      return (await text(csv)).trim().split('\n')
    }
    const [head, ...rows] = await exported('gwen')
    expect(head).toBe(
      'Company,Project,State,Location,Location number,Competency,Last sent,Approved on,Expires on,Days left',
    )
    expect(rows.map((row) => row.split(',')[0])).toEqual(['Orchard Foods', "'=1+1"])
    expect(rows.join()).not.toContain('Secret')
    expect(await exported('gwen', { states: ['rejected'] })).toHaveLength(2)
    const noted = await world.rows(
      `select data ->> 'list' as list, data -> 'rows' as rows from event where type like '%Exported' order by seq`,
    )
    expect(noted).toEqual([2, 1].map((count) => ({ list: 'references', rows: count })))
    for (const person of ['rosa', 'mina'])
      expect((await exported(person).catch((error: unknown) => error)) as object).toMatchObject({ code: 'FORBIDDEN' })
  })

  test('PRI-R1 another partner’s reference is as absent as a random one', async ({ world }) => {
    const referenceId = await sentReference(world)
    const theirs = await room(world, 'tara')
    expect(await codesOf([theirs.get({ referenceId }), theirs.cancel({ referenceId })])).toEqual([
      'NOT_FOUND',
      'NOT_FOUND',
    ])
    expect((await theirs.list({})).rows).toEqual([])
  })
})
