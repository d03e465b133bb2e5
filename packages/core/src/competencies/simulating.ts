import { sql } from 'kysely'
import { readCompetencies } from '../catalogue/competency.queries.ts'
import type { PersonActor, Scope } from '../kernel/actor.ts'
import { isWithin } from '../kernel/authority.ts'
import { refuseAbsent } from '../kernel/errors.ts'
import type { Call } from '../kernel/transaction.ts'
import type { SupposedChange } from './competency.rules.ts'
import type { CriticalItem } from './critical.rules.ts'
import { criticalSets } from './critical.rules.ts'
import { heldStates } from './enrollment.rules.ts'
import { readFacts, readProgramme } from './facts.queries.ts'
import type { Facts, Programme } from './facts.rules.ts'
import type { CriticalRow, ShownCompetency, ShownPlace, SimulatedRow } from './shown.rules.ts'
import { simulate } from './simulation.rules.ts'
import type { Change } from './simulation.rules.ts'
import { sightOfCaller } from './standing.queries.ts'
import { namedIn, supposedChanges } from './supposing.rules.ts'

/**
 * What would become of the competencies in scope if this were so: nothing is written. People, references and associations
 * outside the scope are absent, as are unknown ones (PRI-R1). `also` comes after them, from a room that knows more; of the
 * places that it brings along nothing is answered.
 */
export const simulateChanges = async (
  call: Call,
  scope: Scope,
  changes: readonly SupposedChange[],
  also: readonly Change[] = [],
): Promise<{ rows: SimulatedRow[] }> => {
  const { facts, programme, names } = await readAll(call)
  const at = call.now.toISOString()
  const supposed = [...engineChanges(call, scope, facts, programme, changes), ...also]
  const { differences } = simulate(facts, programme, at, supposed)
  const own = new Set(facts.locations.map(({ id }) => id))
  return {
    rows: differences
      .filter(({ locationId }) => own.has(locationId) && isWithin(scope, locationId))
      .flatMap(({ locationId, competency, before, after, requirements }) => ({
        ...names(locationId, competency),
        before: before.metLevel,
        after: after.metLevel,
        changes: requirements.map((each) => ({
          ...each,
          way: wayOf(programme, competency, each),
          needed: each.after.needed,
          before: each.before.have,
          after: each.after.have,
        })),
      })),
  }
}

/** The same requirement stands in several options of a level: by the name of the option they are told apart. */
const wayOf = (programme: Programme, competency: string, { level, option }: { level: string; option: string }) => {
  const options = programme.competencies.find(({ code }) => code === competency)?.options ?? []
  const ways = options.filter((one) => one.level === level)
  return ways.length > 1 ? (ways.find((one) => one.option === option)?.name ?? null) : null
}

const engineChanges = (
  call: Call,
  scope: Scope,
  facts: Facts,
  programme: Programme,
  changes: readonly SupposedChange[],
): Change[] => {
  const { things } = sightOfCaller(call, facts, scope)
  const places = new Set(facts.locations.flatMap(({ id }) => (isWithin(scope, id) ? id : [])))
  return changes.flatMap((change, key) => {
    const { locationId, id } = namedIn(change)
    if ((locationId && !places.has(locationId)) || (id && !things.has(id))) return refuseAbsent()
    return supposedChanges(facts, programme, call.now.toISOString(), change, key) ?? refuseAbsent()
  })
}

/** For each level in scope that is held or qualified, the fewest people, references or customers whose loss costs it. */
export const readCritical = async (call: Call, scope: Scope): Promise<{ rows: CriticalRow[] }> => {
  const { facts, programme, names } = await readAll(call)
  const levels = facts.enrollments.filter(
    ({ locationId, state }) => isWithin(scope, locationId) && (heldStates.includes(state) || state === 'qualified'),
  )
  const sight = sightOfCaller(call, facts, scope)
  const sets = criticalSets(facts, programme, call.now.toISOString(), levels)
  return {
    rows: sets.flatMap((set, index) => {
      if (set === null) return []
      const { locationId, competency, level } = levels[index]!
      const seen = set.items.filter(({ id }) => sight.things.has(id))
      return { ...names(locationId, competency), level, size: set.items.length, loss: seen.map(shownItem) }
    }),
  }
}

const shownItem = ({ kind, id, name, locationId }: CriticalItem): CriticalRow['loss'][number] => ({
  kind: kind === 'association' ? 'customer' : kind,
  id,
  name,
  locationId,
})

const readAll = async (call: Call) => {
  const { vendorId, organizationId } = call.actor as PersonActor
  const facts = await readFacts(call, organizationId!)
  const programme = await readProgramme(call, vendorId)
  const catalogue = await readCompetencies(call, vendorId)
  const { rows } = await sql<ShownPlace>`
    select id, name, number from location where organization_id = ${organizationId}
  `.execute(call.em.getKysely())
  const places = new Map(rows.map((place) => [place.id, place]))
  const competencies = new Map(
    catalogue.map(({ code, name, groupCode, groupName }) => [code, { code, name, groupCode, groupName }]),
  )
  const names = (locationId: string, code: string): { competency: ShownCompetency; location: ShownPlace } => ({
    competency: competencies.get(code)!,
    location: places.get(locationId)!,
  })
  return { facts, programme, names }
}
