import { expect } from 'vitest'
import { getDocumentProxy, extractText } from 'unpdf'
import { sayNo } from '../../test/customer.ts'
import { addEvidence, makeClaim, submitClaim, takeClaim } from '../../test/story.ts'
import type { MadeClaim } from '../../test/story.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import type { Damage } from '../kernel/audit.ts'
import { canonicalJson } from '../kernel/canonical.ts'
import type { Json } from '../kernel/canonical.ts'
import { inReading } from '../kernel/transaction.ts'
import type { ClaimHistory } from './history.ts'
import { auditHistory, HistoryFile, writeHistory } from './history.ts'
import { drawHistory } from './history.pdf.ts'

const historyFor = async (world: TestWorld, person: string, claimId: string): Promise<ClaimHistory> =>
  inReading(world.reader, await world.actor(person), (call) => writeHistory(call, claimId))

const denied = async (world: TestWorld, { claimId }: MadeClaim, shareComment: boolean): Promise<string> => {
  const rosa = await world.as('rosa')
  await rosa.review.comment({ claimId, audience: 'vendor_internal', body: 'Looks like the rival' })
  await sayNo(world, { reasons: ['unknown'], comment: 'We never met them', shareComment })
  await world.work()
  return claimId
}

/** As it comes back from a disk, after somebody's hand was in it. */
const edited = (history: ClaimHistory, edit: (file: HistoryFile) => void = () => {}): HistoryFile => {
  const file = HistoryFile.parse(JSON.parse(canonicalJson(history as unknown as Json)))
  edit(file)
  return file
}

const pdfText = async (history: ClaimHistory, locale: 'en' | 'it'): Promise<{ pages: number; text: string }> => {
  const document = await getDocumentProxy(new Uint8Array(drawHistory(history, locale)))
  const { totalPages, text } = await extractText(document, { mergePages: true })
  return { pages: totalPages, text: text.replaceAll(/\s+/g, ' ') }
}

test('C40: a partner’s history has no internal note of the vendor, nor that there was one', async ({
  opened: { world, claim },
}) => {
  const claimId = await denied(world, claim, false)
  const history = await historyFor(world, 'ines', claimId)
  const text = canonicalJson(history as unknown as Json)
  expect(text).not.toContain('Looks like the rival')
  expect(text).not.toContain('notedInternally')
  expect(history.reader).toBe('partner')
})

test('C51: without the customer’s tick the partner’s history has no word of the comment; nor who answered', async ({
  opened: { world, claim },
}) => {
  const claimId = await denied(world, claim, false)
  const text = canonicalJson((await historyFor(world, 'ines', claimId)) as unknown as Json)
  expect(text).not.toContain('We never met them')
  expect(text).not.toContain('nora.contact')
  const [receipt] = await world.rows<{ code: string }>('select code from consent_receipt')
  expect(text).not.toContain(receipt!.code)
  expect(canonicalJson((await historyFor(world, 'rosa', claimId)) as unknown as Json)).toContain(receipt!.code)
})

test('GEN-R4 I8: the vendor’s history checks offline, event by event, to the hash of the last one', async ({
  opened: { world, claim },
}) => {
  const claimId = await denied(world, claim, true)
  const history = await historyFor(world, 'rosa', claimId)
  const count = history.events.length
  expect(auditHistory(edited(history))).toEqual({ events: count, sealed: 0, flaws: [] })
  const [last] = await world.rows<{ hash: string }>(
    'select hash from event where aggregate_id = $1 order by seq desc',
    [claimId],
  )
  expect(history.head).toEqual({ seq: count, hash: last!.hash })
})

test('GEN-R4 I8: the partner’s history checks too; what is withheld keeps its place in the chain', async ({
  opened: { world, claim },
}) => {
  const claimId = await denied(world, claim, false)
  const history = await historyFor(world, 'ines', claimId)
  const { sealed, flaws } = auditHistory(edited(history))
  expect(flaws).toEqual([])
  expect(history.events.filter(({ event }) => event === null).map(({ seen }) => seen?.type)).toEqual([
    'claim.consentRecorded',
  ])
  expect(sealed).toBe(1)
  expect(history.head).toEqual((await historyFor(world, 'rosa', claimId)).head)
})

test('GEN-R7: a history checks after somebody’s words were erased', async ({ opened: { world, claim } }) => {
  const claimId = await denied(world, claim, true)
  await world.rows('update event set personal = null, personal_salt = null')
  const history = await historyFor(world, 'rosa', claimId)
  expect(auditHistory(edited(history)).flaws).toEqual([])
  expect(canonicalJson(history as unknown as Json)).not.toContain('We never met them')
})

const edits: [string, Damage, (file: HistoryFile) => void][] = [
  ['a fact', 'changed', ({ events }) => (events[2]!.event!.data = { items: 99 })],
  ['a time', 'changed', ({ events }) => (events[2]!.event!.at = '2026-11-02T09:00:00.001Z')],
  ['the number beside an event', 'missing', ({ events }) => (events[2]!.seq = 99)],
  ['the number in an event', 'changed', ({ events }) => (events[2]!.event!.seq = 99)],
  ['a hash', 'changed', ({ events }) => (events[2]!.hash = '0'.repeat(64))],
  ['the event, cut out', 'missing', ({ events }) => events.splice(2, 1)],
  ['the last event, cut off', 'missing', ({ events }) => events.splice(-1)],
  [
    'somebody’s words',
    'personal',
    ({ events }) => {
      const words = events.findLast(({ personal }) => personal !== null)!
      words.personal = { comment: 'We love them' }
    },
  ],
]
test.for(edits)(
  'GEN-R4: %s edited in the file is found: %s',
  async ([, damage, edit], { opened: { world, claim } }) => {
    const history = await historyFor(world, 'rosa', await denied(world, claim, true))
    expect(auditHistory(edited(history, edit)).flaws.map((flaw) => flaw.damage)).toContain(damage)
  },
)

test('PRI-R1: of a foreign claim, of one outside the scope and of a random id there is no history', async ({
  world,
}) => {
  const { claimId } = await makeClaim(world)
  for (const [person, id] of [
    ['theo', claimId],
    ['ugo', claimId],
    ['rosa', claimId],
    ['ines', crypto.randomUUID()],
  ] as const)
    await expect(historyFor(world, person, id), person).rejects.toThrow('NOT_FOUND')
})

test('a member without the privilege is FORBIDDEN; an auditor reads every history', async ({ world }) => {
  const claim = await makeClaim(world)
  await addEvidence(world, claim.claimId)
  await submitClaim(world, claim)
  await expect(historyFor(world, 'luca', claim.claimId)).rejects.toThrow('FORBIDDEN')
  expect((await historyFor(world, 'aiko', claim.claimId)).reader).toBe('vendor')
})

test('B.1.9: the PDF has the claim’s facts, a line an event, the last hash and numbered pages, in the reader’s language', async ({
  opened: { world, claim },
}) => {
  const claimId = await denied(world, claim, true)
  const history = await historyFor(world, 'ines', claimId)
  const { pages, text } = await pdfText(history, 'en')
  for (const words of [
    `History of claim ${history.claim.number}`,
    'Mail and meetings for Orchard',
    'Orchard Foods, orchardfoods.example',
    'Rosa Lindqvist took the claim for review',
    'The customer said no: ',
    'Times in UTC',
    history.head.hash,
    `page 1 of ${pages}`,
  ])
    expect(text).toContain(words)
  expect(text).not.toContain('undefined')
  expect((await pdfText(history, 'it')).text).toContain('Cronologia della richiesta')
})

test('a history of many events fills several pages, each with its number', async ({ world }) => {
  const claim = await makeClaim(world)
  await addEvidence(world, claim.claimId)
  await submitClaim(world, claim)
  await takeClaim(world, claim)
  const history = await historyFor(world, 'rosa', claim.claimId)
  const long = { ...history, events: Array.from({ length: 120 }, () => history.events[0]!) }
  const { pages, text } = await pdfText(long, 'en')
  expect(pages).toBeGreaterThan(2)
  expect(text).toContain(`page ${pages} of ${pages}`)
})
