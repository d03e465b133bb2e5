/** What a part of a report is about: the key of its sentence, never the sentence. */
export const impactKeys = [
  'depth',
  'country_changed',
  'currency_changed',
  'rights_gained',
  'rights_lost',
  'organisation_roles_gained',
  'organisation_roles_lost',
  'roles_held_back',
  'people_without_location',
  'people_in_both',
  'people_certified',
  'contacts_inherited',
  'contacts_ended',
  'privileges_ended',
  'claims_open',
  'items_closed',
  'claims_competing',
  'associations_kept',
  'associations_ended',
  'competencies_kept',
  'competencies_lost',
  'competencies_gained',
  'competencies_level_changed',
  'references_released',
  'requirements_missed',
  'requirements_reached',
  'membership_ended',
  'anniversary_moved',
  'incentives_locations',
] as const
export type ImpactKey = (typeof impactKeys)[number]

/** `blocker`: the change is refused until it is dealt with; `warning`: worth a word with the service desk. */
export type ImpactWeight = 'note' | 'gain' | 'loss' | 'warning' | 'blocker'

/** One of the things counted: what it is called, where it is, what it was and becomes, and until which day it stays. */
export type ImpactExample = {
  name: string
  place: string | null
  from: string | null
  to: string | null
  until: string | null
}

export type ImpactPart = { key: ImpactKey; weight: ImpactWeight; count: number; examples: ImpactExample[] }

/** At most this many of each kind are named; the number counts all. */
export const examplesShown = 10

export const exampleOf = (name: string, rest: Partial<ImpactExample> = {}): ImpactExample => ({
  name,
  place: null,
  from: null,
  to: null,
  until: null,
  ...rest,
})

/** A part about these things; none without things, so that a report says only what happens. */
export const partOf = (
  key: ImpactKey,
  weight: ImpactWeight,
  examples: readonly ImpactExample[],
  count = examples.length,
): ImpactPart[] => (count === 0 ? [] : [{ key, weight, count, examples: examples.slice(0, examplesShown) }])

/** What of `before` is not in `after`, by id. */
export const goneFrom = <Row extends { id: string }>(before: readonly Row[], after: readonly Row[]): Row[] => {
  const left = new Set(after.map(({ id }) => id))
  return before.filter(({ id }) => !left.has(id))
}
