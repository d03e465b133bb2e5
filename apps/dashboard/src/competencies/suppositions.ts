import type { Closer, Counted, RequirementCount } from '@ofrecord/core/competencies/counting.rules'
import type { SupposedChange } from '@ofrecord/core/competencies/competency.rules'
import type { ShownStanding } from '@ofrecord/core/competencies/shown.rules'
import {
  competencies_somebody,
  competencies_something,
  competencies_suppose_assigned,
  competencies_suppose_association,
  competencies_suppose_confirmed,
  competencies_suppose_ends,
  competencies_suppose_joins,
  competencies_suppose_leaves,
  competencies_suppose_lost,
  competencies_suppose_moves,
  competencies_suppose_passes,
} from '@ofrecord/messages/messages'
import { shownPerson } from '../lib/erased.ts'
import { formatNumber } from '../lib/format.ts'
import type { Names } from './names.ts'
import type { Place } from './supposing.ts'

/** How many results of somebody new are offered together at most. */
const resultsOffered = 20

const requirementsOf = (standing: ShownStanding) =>
  standing.levels.flatMap(({ options }) => options.flatMap(({ requirements }) => requirements))

const once = (changes: readonly SupposedChange[]): SupposedChange[] => [
  ...new Map(changes.map((change) => [JSON.stringify(change), change])).values(),
]

/** What could become different at a place: first what would close its gaps, then what it could lose. */
export const suppositionsOf = (
  standing: ShownStanding,
  names: Names,
): { gains: SupposedChange[]; losses: SupposedChange[] } => {
  const place = { competency: standing.competency.code, locationId: standing.location.id }
  const requirements = requirementsOf(standing)
  return {
    gains: once(
      requirements.flatMap((count) => count.closers.flatMap((closer) => gainOf(closer, count, place, names))),
    ),
    losses: once(requirements.flatMap(({ counted }) => counted.flatMap(lossOf))),
  }
}

const gainOf = (closer: Closer, { kind }: RequirementCount, place: Place, names: Names): SupposedChange[] => {
  switch (closer.close) {
    case 'assignReference':
      return [{ kind: 'assign_reference', referenceId: closer.id, ...place }]
    case 'gainReferences':
      return [{ kind: 'add_reference', ...place }]
    case 'certify': {
      const isFit = (result: string) => (result === 'assessment') === (kind === 'people_assessed')
      const own = names.resultsFor(place.competency).filter((result) => isFit(result.kind))
      const codes = closer.codes.length > 0 ? closer.codes : own.map(({ code }) => code)
      const skills = closer.match === 'all' ? codes : codes.slice(0, closer.minimum)
      if (skills.length === 0) return []
      return [{ kind: 'add_person', locationId: place.locationId, skills: skills.slice(0, resultsOffered) }]
    }
    case 'passExam':
      return closer.exams.slice(0, closer.short).map(({ code }) => ({
        kind: 'add_skill',
        personId: closer.id,
        skill: code,
      }))
    case 'movePerson':
      return [{ kind: 'move_person', personId: closer.id, locationId: place.locationId }]
    case 'moreEntitlements': {
      const [product] = closer.products
      if (product === undefined) return []
      return [{ kind: 'add_association', locationId: place.locationId, product, entitlements: closer.count }]
    }
    case 'moreCustomers':
    case 'moreAmount':
    case 'morePoints':
    case 'renewExam':
    case 'unpin':
    case 'handIn':
      return []
  }
}

const lossOf = (one: Counted): SupposedChange[] => {
  switch (one.kind) {
    case 'person':
      return [
        { kind: 'remove_person', personId: one.id },
        // The loss of the only one is the same as theirs.
        ...(one.skills.length > 1 ? one.skills : []).map((skill) => ({
          kind: 'remove_skill' as const,
          personId: one.id,
          skill,
        })),
      ]
    case 'reference':
      return [{ kind: 'remove_reference', referenceId: one.id }]
    case 'association':
      return [{ kind: 'remove_association', associationId: one.id }]
    case 'customer':
    case 'month':
    case 'indicator':
    case 'document':
      return []
  }
}

/** What somebody or something is called at the place where it was found. */
const nameIn = (standing: ShownStanding | undefined, id: string): string | undefined => {
  const requirements = standing ? requirementsOf(standing) : []
  const people = requirements.flatMap(({ exclusive }) => [...(exclusive?.spare ?? []), ...(exclusive?.elsewhere ?? [])])
  const found = [
    ...requirements.flatMap(({ counted }) => counted),
    ...requirements.flatMap(({ closers }) => closers),
    ...people,
  ].find((one) => 'id' in one && one.id === id)
  return found && 'name' in found ? shownPerson(found.name) : undefined
}

/** A change in words: `Mina Okafor leaves`. */
export const supposedText = (change: SupposedChange, standing: ShownStanding | undefined, names: Names): string => {
  const person = (id: string) => ({ name: nameIn(standing, id) ?? competencies_somebody() })
  const thing = (id: string) => ({ name: nameIn(standing, id) ?? competencies_something() })
  switch (change.kind) {
    case 'add_person':
      return competencies_suppose_joins({
        location: names.location(change.locationId),
        results: change.skills.join(', '),
      })
    case 'remove_person':
      return competencies_suppose_leaves(person(change.personId))
    case 'add_skill':
      return competencies_suppose_passes({ ...person(change.personId), result: change.skill })
    case 'remove_skill':
      return competencies_suppose_lost({ ...person(change.personId), result: change.skill })
    case 'move_person':
      return competencies_suppose_moves({ ...person(change.personId), location: names.location(change.locationId) })
    case 'add_reference':
      return competencies_suppose_confirmed({
        competency: names.competency(change.competency),
        location: names.location(change.locationId),
      })
    case 'assign_reference':
      return competencies_suppose_assigned({
        ...thing(change.referenceId),
        competency: names.competency(change.competency),
        location: names.location(change.locationId),
      })
    case 'remove_reference':
      return competencies_suppose_ends(thing(change.referenceId))
    case 'add_association':
      return competencies_suppose_association({
        location: names.location(change.locationId),
        amount: formatNumber(change.entitlements),
        product: names.thing(change.product),
      })
    case 'remove_association':
      return competencies_suppose_ends(thing(change.associationId))
  }
}
