import {
  tallyAmounts,
  tallyCustomers,
  tallyDocuments,
  tallyEntitlements,
  tallyPoints,
  tallyReferences,
} from './business.tally.rules.ts'
import { tallyPeople } from './people.tally.rules.ts'
import { asksPeople, rootOf } from './plan.rules.ts'
import type { Ask, PeopleAsk, PlannedOption } from './plan.rules.ts'
import { neededOf, placeOf } from './scene.rules.ts'
import type { Place, Scene, Tally } from './scene.rules.ts'

/** Whether a requirement's people count for no other competency: its own wish, or that of the people it builds on. */
export const isExclusive = (ask: Ask): ask is PeopleAsk => asksPeople(ask) && rootOf(ask).requirement.exclusive

/** What a requirement has that anything may count for; people of exclusive ones are dealt out first. */
export const tallyOf = (scene: Scene, ask: Ask, locationId: string): Tally => {
  const place = placeOf(ask, locationId)
  const market = ask.requirement.kind === 'points' ? scene.locations.get(locationId)?.market : undefined
  const key = place ?? market ?? ''
  let places = scene.tallies.get(ask.index)
  if (!places) scene.tallies.set(ask.index, (places = new Map<string, Tally>()))
  let tally = places.get(key)
  if (!tally) places.set(key, (tally = counted(scene, ask, place, locationId)))
  return tally
}

const counted = (scene: Scene, ask: Ask, place: Place, locationId: string): Tally => {
  const { competency, requirement } = ask
  switch (requirement.kind) {
    case 'people_certified':
    case 'people_assessed':
      return tallyPeople(scene, ask as PeopleAsk, place)
    case 'references':
      return tallyReferences(scene, competency, place)
    case 'active_entitlements':
      return tallyEntitlements(scene, requirement, place)
    case 'new_customers':
      return tallyCustomers(scene, requirement, place)
    case 'consumption':
    case 'revenue':
      return tallyAmounts(scene, requirement, place)
    case 'points':
      return tallyPoints(scene, competency, requirement, place, locationId)
    case 'agreement':
    case 'satisfaction_survey':
      return tallyDocuments(scene, competency, requirement, place)
  }
}

/** Whether all of an option is met but for its exclusive people. */
export const isElseMet = (scene: Scene, { asks }: PlannedOption, locationId: string): boolean =>
  asks.every((ask) => isExclusive(ask) || tallyOf(scene, ask, locationId).have >= neededOf(scene, ask, locationId))
