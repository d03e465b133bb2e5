import { expect } from 'vitest'
import type { z } from 'zod'
import { refusalOf } from '../../test/refusals.ts'
import { addEvidence, goodInput, makeClaim } from '../../test/story.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { appRouter, createCaller } from '../router.ts'
import type { ClaimInput } from './claim.rules.ts'

const nobodys = '019a0000-0000-7000-8000-000000000001'

interface Ids {
  claimId: string
  draftId: string
  evidenceId: string
}

/** One call of every procedure of the partner's room that takes an id; a new one does not pass until it is here. */
const calls: Readonly<Record<string, (ids: Ids, input: ClaimInput) => object>> = {
  'claims.get': ({ claimId }) => ({ claimId }),
  'claims.submit': ({ claimId }) => ({ claimId, version: 1, acknowledged: true }),
  'claims.recall': ({ claimId }) => ({ claimId, version: 1 }),
  'claims.delete': ({ claimId }) => ({ claimId, version: 1 }),
  'claims.resubmit': ({ claimId }) => ({ claimId, version: 1, acknowledged: true }),
  'claims.withdraw': ({ claimId }) => ({ claimId, version: 1, reason: 'other' }),
  'claims.disassociate': ({ claimId }) => ({ claimId, version: 1, reason: 'other' }),
  'claims.dispute': ({ claimId }) => ({ claimId, version: 1, justification: 'We object' }),
  'claims.correctContact': ({ claimId }, input) => ({ claimId, version: 1, contact: input.customerContact }),
  'claims.looked': ({ claimId }) => ({ claimId }),
  'claims.comment': ({ claimId }) => ({ claimId, body: 'hello', audience: 'shared' }),
  'claims.colleagues': ({ claimId }) => ({ claimId }),
  'claims.nudge': ({ claimId }) => ({ claimIds: [claimId], personId: nobodys }),
  'claims.describeEvidence': ({ evidenceId }) => ({ evidenceId, kind: 'other', note: '' }),
  'claims.removeEvidence': ({ evidenceId }) => ({ evidenceId }),
  'claims.drafts.get': ({ draftId }) => ({ draftId }),
  'claims.drafts.save': ({ draftId }, input) => ({ draftId, version: 1, step: 'review', input }),
  'claims.drafts.discard': ({ draftId }) => ({ draftId, version: 1 }),
  'claims.drafts.edit': ({ claimId }) => ({ claimId }),
  'claims.drafts.finish': ({ draftId }) => ({ draftId, version: 1 }),
}

/** These take an id only to leave that claim out of what they find; an answer says nothing of it. */
const answering = ['claims.exportCount', 'claims.items', 'claims.judge', 'claims.list']

/** An incentive user may not say these of any claim, their own included (B.1.5). */
const administrators = new Set(['claims.withdraw', 'claims.disassociate', 'claims.dispute'])

const procedures = appRouter._def.procedures as unknown as Record<string, { _def: { inputs: z.ZodObject[] } }>
const idsOf = (path: string): string[] =>
  (procedures[path]?._def.inputs ?? []).flatMap((shape) => Object.keys(shape.shape).filter((key) => key.endsWith('Id')))

const call = async (world: TestWorld, person: string, path: string, input: object): Promise<unknown> => {
  let at: unknown = createCaller(world.contextOf(await world.actor(person)))
  for (const step of path.split('.')) at = (at as Record<string, unknown>)[step]
  return (at as (input: object) => Promise<unknown>)(input)
}

/** Every row of every table that a call could touch, as one word. */
const everything = async (world: TestWorld): Promise<string> => {
  const tables = [
    'claim',
    'claim_item',
    'claim_contact',
    'claim_draft',
    'evidence',
    'comment',
    'event',
    'association',
    'review_decision',
    'letter',
    'timer',
    'claim_counter',
  ]
  const digests: string[] = []
  for (const table of tables) {
    const statement = `select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest from ${table} t`
    digests.push((await world.rows<{ digest: string }>(statement))[0]!.digest)
  }
  return digests.join(' ')
}

test('every procedure of claims that takes an id is asked here', () => {
  const taking = Object.keys(procedures).filter((path) => path.startsWith('claims.') && idsOf(path).length > 0)
  expect(taking.toSorted()).toEqual([...Object.keys(calls), ...answering].toSorted())
})

test('PRI-R1: to a rival and to a colleague of another location, what exists and what does not are the same, and nothing is written (I9)', async ({
  world,
}) => {
  const { claimId } = await makeClaim(world)
  const evidenceId = await addEvidence(world, claimId)
  const input = await goodInput(world, { name: 'Unfinished', items: [{ code: 'SITE', subscription: '' }] })
  const { draftId } = await (
    await world.as('ines')
  ).claims.drafts.save({ draftId: null, version: null, step: 'review', input })
  const before = await everything(world)
  for (const person of ['theo', 'ugo', 'pia'])
    for (const [path, inputOf] of Object.entries(calls)) {
      const foreign = await refusalOf(call(world, person, path, inputOf({ claimId, draftId, evidenceId }, input)))
      const absent = await refusalOf(
        call(world, person, path, inputOf({ claimId: nobodys, draftId: nobodys, evidenceId: nobodys }, input)),
      )
      expect(absent, `${person} ${path}`).toEqual(foreign)
      if (person === 'ugo' && administrators.has(path)) {
        expect(foreign.code, path).toBe('FORBIDDEN')
        continue
      }
      expect(foreign, `${person} ${path}`).toEqual({
        transport: 'NOT_FOUND',
        code: 'NOT_FOUND',
        field: null,
        rule: 'PRI-R1',
        params: {},
      })
    }
  expect(await everything(world)).toBe(before)
})

test('PRI-R1: the same holds for a claim that the vendor approved', async ({
  opened: {
    world,
    claim: { claimId },
  },
}) => {
  const before = await everything(world)
  for (const path of ['claims.get', 'claims.submit', 'claims.recall', 'claims.comment', 'claims.drafts.edit'])
    for (const person of ['theo', 'ugo'])
      expect(
        (
          await refusalOf(
            call(
              world,
              person,
              path,
              calls[path]!({ claimId, draftId: nobodys, evidenceId: nobodys }, await goodInput(world)),
            ),
          )
        ).code,
      ).toBe('NOT_FOUND')
  expect(await everything(world)).toBe(before)
})

test('PRI-R1: a rival who names the claim while filling in a form is answered as if it were not there', async ({
  world,
}) => {
  const { claimId } = await makeClaim(world)
  const [location] = await world.rows<{ id: string }>(`select id from location where name = 'Leeds'`)
  const theo = await world.as('theo')
  const input = await goodInput(world, {}, 'theo')
  expect(await theo.claims.judge({ input, claimId })).toEqual(await theo.claims.judge({ input, claimId: nobodys }))
  expect(await theo.claims.items({ input, claimId })).toEqual(await theo.claims.items({ input, claimId: nobodys }))
  expect(await theo.claims.list({ locationId: location!.id })).toEqual(await theo.claims.list({ locationId: nobodys }))
})

test('somebody without a role for it is FORBIDDEN, whatever the id', async ({ world }) => {
  const { claimId } = await makeClaim(world)
  const ids = { claimId, draftId: nobodys, evidenceId: nobodys }
  for (const person of ['luca', 'mina', 'rosa', 'aiko'])
    for (const [path, inputOf] of Object.entries(calls))
      expect(
        (await refusalOf(call(world, person, path, inputOf(ids, await goodInput(world))))).transport,
        `${person} ${path}`,
      ).toBe('FORBIDDEN')
})
