import { system } from '../src/kernel/actor.ts'
import { secondsAfter } from '../src/kernel/time.ts'
import { inReading } from '../src/kernel/transaction.ts'
import { countedReferences } from '../src/references/counting.queries.ts'
import type { ReferenceFields } from '../src/references/draft.rules.ts'
import { placeOf } from './people.ts'
import type { TestWorld } from './stage.ts'

/** The contact of the reference that stories are about. */
export const lena = 'lena.hart@orchardfoods.example'

/** A reference that lacks nothing: the work of Leeds, ended a month before the small world begins. */
export const referenceFields = async (
  world: TestWorld,
  changes: Partial<ReferenceFields> = {},
): Promise<ReferenceFields> => ({
  locationId: await placeOf(world, 'leeds'),
  company: 'Orchard Foods',
  contactName: 'Lena Hart',
  contactTitle: 'Head of Operations',
  contactEmail: lena,
  contactLanguage: 'en',
  projectTitle: 'One inventory for forty shops',
  description: 'Stock, orders and returns of forty shops in one place.',
  startedOn: '2026-02-02',
  endedOn: '2026-09-30',
  products: [],
  competencies: await someCompetencies(world),
  outcome: 'Nobody counts twice.',
  quotingAsked: true,
  ...changes,
})

/** Two competencies of the small catalogue. */
export const someCompetencies = async (world: TestWorld): Promise<string[]> => {
  const rows = await world.rows<{ code: string }>('select code from competency order by position, code limit 2')
  return rows.map(({ code }) => code)
}

/** One that was sent to its contact, whose letter has left. */
export const sentReference = async (world: TestWorld, changes: Partial<ReferenceFields> = {}): Promise<string> => {
  const { references } = await world.as('gwen')
  const { referenceId, version } = await references.create(await referenceFields(world, changes))
  await references.send({ referenceId, version })
  await world.work()
  return referenceId
}

/** The token that the newest letter of a kind brought to a mailbox. */
export const tokenTo = (world: TestWorld, kind: 'reference' | 'withdraw', address = lena): string => {
  const shape = new RegExp(`/${kind}/([A-Za-z0-9_-]{43})`)
  const letter = world.sent.findLast(({ to, text }) => to.address === address && shape.test(text))
  const token = shape.exec(letter?.text ?? '')?.[1]
  if (!token) throw new Error(`no ${kind} link was mailed to ${address}`)
  return token
}

/** Opens the page of a link, reads it for a minute, and gives what an answer needs. */
export const readAsked = async (world: TestWorld, { link = tokenTo(world, 'reference'), seconds = 60 } = {}) => {
  const { asked } = await world.visitor().references.link.notice({ link })
  world.at(secondsAfter(world.now(), seconds))
  return { link, nonce: asked?.nonce ?? '', asked }
}

const typed = { name: 'Lena Hart', role: 'Head of Operations' }

/** The contact confirms. */
export const confirmed = async (world: TestWorld, more: { quoting?: boolean; trap?: string } = {}): Promise<void> => {
  const { link, nonce } = await readAsked(world)
  await world.visitor().references.link.confirm({ link, nonce, ...typed, ...more })
  await world.work()
}

/** One that the contact confirmed. */
export const approvedReference = async (world: TestWorld, changes: Partial<ReferenceFields> = {}): Promise<string> => {
  const referenceId = await sentReference(world, changes)
  await confirmed(world)
  return referenceId
}

/** The room's procedures as somebody calls them; the global administrator, unless somebody else is named. */
export const room = async (world: TestWorld, person = 'gwen') => (await world.as(person)).references

export const stateOf = async (world: TestWorld, referenceId: string) =>
  (await (await room(world)).get({ referenceId })).state

/** The subjects of what was mailed to a mailbox, without their numbers. */
export const lettersTo = (world: TestWorld, part: string) =>
  world.sent.filter(({ to }) => to.address.includes(part)).map(({ subject }) => subject.replace(/^[^:]+: /, ''))

/** What counts now for the partner of the stories. */
export const counted = async (world: TestWorld) => {
  const [kestrel] = await world.rows<{ id: string }>(`select id from organization where name like 'Kestrel%'`)
  return inReading(world.reader, system('test'), (call) => countedReferences(call, kestrel!.id))
}
