import type { Requirement } from '../catalogue/requirement.rules.ts'
import type { Day } from '../people/skill.rules.ts'
import type { AmountFacts, AssociationFact } from './facts.rules.ts'
import { daysAfter, daysBetween, monthOf, monthsAfter } from './month.rules.ts'
import { indicatorPoints } from './points.rules.ts'
import { isAt } from './scene.rules.ts'
import type { Place, Scene, Tally } from './scene.rules.ts'

type Of<K extends Requirement['kind']> = Extract<Requirement, { kind: K }>

/** Those assigned to the competency there (REF-R5). */
export const tallyReferences = (scene: Scene, competency: string, place: Place): Tally => {
  const counted = (scene.references.get(competency) ?? [])
    .filter(({ assigned }) => assigned?.competency === competency && isAt(place, assigned.locationId))
    .toSorted((a, b) => Date.parse(a.expiresAt) - Date.parse(b.expiresAt) || (a.id < b.id ? -1 : 1))
    .map(({ id, company, title, assigned, expiresAt }) => ({
      kind: 'reference' as const,
      id,
      name: company,
      title,
      locationId: assigned!.locationId,
      through: expiresAt,
    }))
  return { have: counted.length, counted, places: new Set(counted.map(({ locationId }) => locationId)) }
}

/** What customers use of the products: once for each customer and product, whoever recorded it how often. */
export const tallyEntitlements = (scene: Scene, requirement: Of<'active_entitlements'>, place: Place): Tally => {
  const best = recordsOf(scene, requirement, place).map(
    (records) => records.toSorted((a, b) => b.active - a.active || (a.id < b.id ? -1 : 1))[0]!,
  )
  const counted = best
    .filter(({ active }) => active > 0)
    .toSorted((a, b) => sooner(a.until, b.until) || b.active - a.active || (a.id < b.id ? -1 : 1))
    .map(({ id, tenantName, locationId, product, method, active, since, until }) => ({
      kind: 'association' as const,
      id,
      name: tenantName,
      locationId,
      product,
      method,
      amount: active,
      since,
      through: until === null ? null : daysAfter(until, -1),
    }))
  const have = counted.reduce((sum, { amount }) => sum + amount, 0)
  return { have, counted, places: new Set(counted.map(({ locationId }) => locationId)) }
}

/** Who is recorded now at each customer for each product, by methods that are accepted. */
export const recordsOf = (
  scene: Scene,
  { methods, products }: Of<'active_entitlements'>,
  place: Place,
): AssociationFact[][] => {
  const accepted = associationsAt(scene, place).filter(
    (each) => methods.includes(each.method) && isOf(products, each.product) && holds(each, scene.day),
  )
  return [...Map.groupBy(accepted, ({ tenantId, product }) => `${tenantId} ${product}`).values()]
}

/** Customers who are one now, and became one within the last months by a method that is accepted. */
export const tallyCustomers = (scene: Scene, requirement: Of<'new_customers'>, place: Place): Tally => {
  const places = new Set<string>()
  const counted = newCustomers(scene, requirement, place).map(({ since, live }) => {
    for (const { locationId } of live) places.add(locationId)
    const { tenantId: id, tenantName: name } = live[0]!
    return { kind: 'customer' as const, id, name, since, seats: seatsOf(live) }
  })
  const sorted = counted.toSorted((a, b) => (a.since < b.since || (a.since === b.since && a.id < b.id) ? -1 : 1))
  return { have: sorted.length + newToCome(scene, requirement, place), counted: sorted, places }
}

/** Each with what is recorded of it now; what ended says only that it was a customer before. */
export const newCustomers = (
  scene: Scene,
  { methods, months, minSeats }: Of<'new_customers'>,
  place: Place,
): { since: Day; live: AssociationFact[] }[] => {
  const after = monthsAfter(scene.day, -months)
  const accepted = associationsAt(scene, place).filter(
    ({ method, since }) => methods.includes(method) && since <= scene.day,
  )
  return [...Map.groupBy(accepted, ({ tenantId }) => tenantId).values()].flatMap((records) => {
    const since = records.map((each) => each.since).toSorted()[0]!
    const live = records.filter((each) => holds(each, scene.day))
    return since > after && live.length > 0 && seatsOf(live) >= minSeats ? [{ since, live }] : []
  })
}

/** In the days until then as many as a window of today has in that time. */
const newToCome = ({ today, day }: Scene, requirement: Of<'new_customers'>, place: Place): number => {
  if (!today) return 0
  const window = daysBetween(monthsAfter(today.day, -requirement.months), today.day)
  const ahead = Math.min(daysBetween(today.day, day), window)
  return Math.floor((tallyCustomers(today, requirement, place).have * ahead) / window)
}

/** What full months before the day brought; the month of the day itself is not over. */
export const tallyAmounts = (scene: Scene, requirement: Of<'consumption' | 'revenue'>, place: Place): Tally => {
  const { kind, methods, products, months } = requirement
  const end = monthOf(scene.day)
  const start = monthsAfter(end, -months)
  const known = scene.today ? monthOf(scene.today.day) : end
  const sums = new Map<Day, number>()
  const places = new Set<string>()
  for (const { locationId, measure, method, product, month, cents } of amountsAt(scene, place)) {
    if (measure !== kind || month < start || month >= end || month >= known) continue
    if (!methods.includes(method) || !isOf(products, product)) continue
    sums.set(month, (sums.get(month) ?? 0) + cents)
    places.add(locationId)
  }
  const counted = [...sums]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, cents]) => ({ kind: 'month' as const, month, cents }))
  const sum = counted.reduce((total, { cents }) => total + cents, 0)
  return { have: sum + amountToCome(scene, requirement, place), counted, places }
}

/** For each month that nobody has figures of yet, the mean of a window of today. */
const amountToCome = ({ today, day }: Scene, requirement: Of<'consumption' | 'revenue'>, place: Place): number => {
  if (!today) return 0
  let ahead = 0
  for (let month = monthOf(today.day); month < monthOf(day) && ahead < requirement.months; ahead++)
    month = monthsAfter(month, 1)
  return Math.floor((tallyAmounts(today, requirement, place).have * ahead) / requirement.months)
}

/** In tenths of a point, by the newest figures that count on the day. */
export const tallyPoints = (
  scene: Scene,
  competency: string,
  { indicators }: Of<'points'>,
  place: Place,
  locationId: string,
): Tally => {
  const figures = scene.facts.figures.filter(
    (figure) => figure.competency === competency && isAt(place, figure.locationId),
  )
  const market = scene.locations.get(locationId)?.market ?? 'developed'
  // What an anniversary will find nobody knows: the newest figures stand for it.
  const counted = indicatorPoints(indicators, figures, market, (scene.today ?? scene).day)
  const have = counted.reduce((sum, { tenths }) => sum + tenths, 0)
  return { have, counted, places: new Set(figures.map((figure) => figure.locationId)) }
}

const documentMonths = 12

/** The newest of the document that was handed in within twelve months. */
export const tallyDocuments = (
  scene: Scene,
  competency: string,
  { document }: Of<'agreement' | 'satisfaction_survey'>,
  place: Place,
): Tally => {
  const counted = scene.facts.documents
    .filter((each) => each.document === document && each.competency === competency && isAt(place, each.locationId))
    .filter(({ on }) => on <= scene.day && monthsAfter(on, documentMonths) > scene.day)
    .toSorted((a, b) => (a.on > b.on ? -1 : 1))
    .slice(0, 1)
    .map(({ locationId, on }) => {
      const through = daysAfter(monthsAfter(on, documentMonths), -1)
      return { kind: 'document' as const, document, locationId, on, through }
    })
  return { have: counted.length, counted, places: new Set(counted.map(({ locationId }) => locationId)) }
}

const associationsAt = ({ facts, associationsAt }: Scene, place: Place): readonly AssociationFact[] =>
  place === null ? facts.associations : (associationsAt.get(place) ?? [])

const amountsAt = ({ facts, amountsAt }: Scene, place: Place): readonly AmountFacts[] =>
  place === null ? facts.amounts : (amountsAt.get(place) ?? [])

const holds = ({ since, until }: AssociationFact, day: Day): boolean => since <= day && (until === null || day < until)

const isOf = (products: readonly string[], product: string): boolean =>
  products.length === 0 || products.includes(product)

/** Seats of each product once, whoever recorded them how often. */
const seatsOf = (associations: readonly AssociationFact[]): number => {
  const seats = new Map<string, number>()
  for (const { product, seats: some } of associations) seats.set(product, Math.max(some, seats.get(product) ?? 0))
  return [...seats.values()].reduce((sum, some) => sum + some, 0)
}

const sooner = (a: Day | null, b: Day | null): number => {
  if (a === b) return 0
  if (a === null) return 1
  return b === null || a < b ? -1 : 1
}
