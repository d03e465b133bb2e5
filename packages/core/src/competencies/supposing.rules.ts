import type { Skill } from '../people/skill.rules.ts'
import type { SupposedChange } from './competency.rules.ts'
import type { Facts, PersonFact, Programme } from './facts.rules.ts'
import type { Change } from './simulation.rules.ts'

/** What somebody supposes, as the engine takes it; null: about something that is not there. `at` is an ISO instant. */
export const supposedChanges = (
  facts: Facts,
  { certifications }: Programme,
  at: string,
  change: SupposedChange,
  key: number,
): Change[] | null => {
  const today = at.slice(0, 10)
  const personOf = (id: string) => facts.people.find((person) => person.id === id)
  const skillOf = (code: string): Skill[] =>
    certifications
      .filter((one) => one.code === code)
      .map(({ name, kind, qualifiesFor }) => ({
        id: `supposed ${code}`,
        code,
        name,
        kind,
        qualifiesFor: [...qualifiesFor],
        passedOn: today,
        expiresOn: null,
        retiredOn: null,
        countsUntil: null,
      }))
  switch (change.kind) {
    case 'add_person': {
      const { locationId, skills } = change
      const found = skills.flatMap(skillOf)
      const person = { id: `supposed ${key}`, name: '', locationId, skills: found }
      return found.length === skills.length ? [{ change: 'addPerson', person }] : null
    }
    case 'remove_person':
      return personOf(change.personId) ? [{ change: 'removePerson', personId: change.personId }] : null
    case 'add_skill': {
      const skills = skillOf(change.skill)
      return personOf(change.personId) && skills.length > 0
        ? [{ change: 'addSkills', personId: change.personId, skills }]
        : null
    }
    case 'remove_skill': {
      const person = personOf(change.personId)
      return person ? replaced({ ...person, skills: person.skills.filter(({ code }) => code !== change.skill) }) : null
    }
    case 'move_person': {
      const person = personOf(change.personId)
      return person ? replaced({ ...person, locationId: change.locationId }) : null
    }
    case 'add_reference': {
      const { locationId, competency } = change
      const assigned = { locationId, competency }
      const about = { id: `supposed ${key}`, company: '', title: '', locationId, competencies: [competency] }
      return [{ change: 'addReference', reference: { ...about, assigned, expiresAt: yearsAfter(at, 2) } }]
    }
    case 'assign_reference': {
      const { referenceId, locationId, competency } = change
      const known = facts.references.some(({ id }) => id === referenceId)
      return known ? [{ change: 'assignReference', referenceId, to: { locationId, competency } }] : null
    }
    case 'remove_reference': {
      const { referenceId } = change
      return facts.references.some(({ id }) => id === referenceId) ? [{ change: 'removeReference', referenceId }] : null
    }
    case 'add_association': {
      const { locationId, product, entitlements } = change
      const id = `supposed ${key}`
      const about = { id, tenantId: id, tenantName: '', locationId, method: 'claim' as const, product }
      const figures = { since: today, until: null, seats: entitlements, active: entitlements }
      return [{ change: 'addAssociation', association: { ...about, ...figures } }]
    }
    case 'remove_association': {
      const { associationId } = change
      return facts.associations.some(({ id }) => id === associationId)
        ? [{ change: 'removeAssociation', associationId }]
        : null
    }
  }
}

/** Somebody with something else about them; a reservation of theirs is off. */
const replaced = (person: PersonFact): Change[] => [
  { change: 'removePerson', personId: person.id },
  { change: 'addPerson', person },
]

const yearsAfter = (at: string, years: number): string => `${Number(at.slice(0, 4)) + years}${at.slice(4)}`

/** What a change names: places, and people or things that are there already. */
export const namedIn = (change: SupposedChange): { locationId?: string; id?: string } => ({
  ...('locationId' in change && { locationId: change.locationId }),
  ...('personId' in change && { id: change.personId }),
  ...('referenceId' in change && { id: change.referenceId }),
  ...('associationId' in change && { id: change.associationId }),
})
