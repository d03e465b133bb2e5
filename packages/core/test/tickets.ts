import type { PersonActor } from '../src/kernel/actor.ts'
import { createCaller } from '../src/router.ts'
import type { OpenInput } from '../src/support/ticket.input.rules.ts'
import type { TestWorld } from './stage.ts'

export const question: OpenInput = {
  path: 'membership/other',
  priority: 'normal',
  subject: 'Which tier comes next?',
  body: 'We have two competencies.',
  about: null,
}

export const openedTicket = async (world: TestWorld, changes: Partial<OpenInput> = {}, person = 'gwen') =>
  (await world.as(person)).support.open({ ...question, ...changes })

/** Sam has it. */
export const takenTicket = async (world: TestWorld, changes: Partial<OpenInput> = {}, person = 'gwen') => {
  const { ticketId, version } = await openedTicket(world, changes, person)
  return (await world.as('sam')).supportDesk.take({ ticketId, version })
}

/** Sam has it and says that it is solved. */
export const resolvedTicket = async (world: TestWorld, person = 'gwen') => {
  const { ticketId, version } = await takenTicket(world, {}, person)
  return (await world.as('sam')).supportDesk.resolve({ ticketId, version, body: 'Silver, with the next fee.' })
}

/** Another agent of the desk: Oda, with Sam's role. */
export const otherAgent = async (world: TestWorld) => {
  const oda = (await world.actor('oda')) as PersonActor
  return createCaller(world.contextOf({ ...oda, grants: [{ role: 'service_agent', scope: null, at: null }] }))
}
