import { sql } from 'kysely'
import type { PersonActor, Scope } from '../kernel/actor.ts'
import { isWithin, scopeOf } from '../kernel/authority.ts'
import { refuseAbsent } from '../kernel/errors.ts'
import type { Call } from '../kernel/transaction.ts'
import { CompetencyEnrollment } from './enrollment.entity.ts'
import { competencyLevels } from './enrollment.rules.ts'
import type { OptionStanding, Standing } from './evaluation.rules.ts'
import { evaluate } from './evaluation.rules.ts'
import { readFacts, readProgramme } from './facts.queries.ts'
import type { Facts } from './facts.rules.ts'
import type { Sight } from './seeing.rules.ts'
import { asSeen, sightOf } from './seeing.rules.ts'
import type { ShownCompetency, ShownLevel, ShownPlace, ShownStanding } from './shown.rules.ts'
import { readSummaryRow } from './summary.queries.ts'

interface Place {
  locationId: string
  competency: string
}

/** One competency at a location as counted last, and requirement by requirement as counted this instant. */
export const readEnrollment = async (call: Call, scope: Scope, enrollmentId: string) => {
  const row = (await readSummaryRow(call, scope, enrollmentId)) ?? refuseAbsent()
  const place = { locationId: row.location.id, competency: row.competency.code }
  return { ...row, standing: await readStanding(call, scope, place) }
}

/** Any competency at a location in scope, counted this instant; nothing needs to be enrolled. */
export const readStanding = async (
  call: Call,
  scope: Scope,
  { locationId, competency }: Place,
): Promise<ShownStanding> => {
  if (!isWithin(scope, locationId)) refuseAbsent()
  const { vendorId, organizationId } = call.actor as PersonActor
  const names = await readNames(call, { locationId, competency })
  const facts = await readFacts(call, organizationId!)
  const programme = await readProgramme(call, vendorId)
  const asked = { locationIds: [locationId], competencies: [competency] }
  const { standings } = evaluate(facts, programme, call.now.toISOString(), asked)
  const standing = standings.find((one) => one.locationId === locationId && one.competency === competency)
  const sight = sightOfCaller(call, facts, scope)
  return {
    ...names,
    metLevel: standing?.metLevel ?? null,
    metOption: standing?.metOption ?? null,
    levels: standing ? levelsOf(standing, sight) : [],
    outlook: standing?.outlook ?? null,
    pins: facts.pins.flatMap((pin) => {
      const person = facts.people.find(({ id }) => id === pin.personId)
      const isHere = pin.competency === competency && pin.locationId === locationId
      return isHere && person && isWithin(scope, person.locationId) ? { personId: person.id, name: person.name } : []
    }),
  }
}

/** Names of locations where the caller has scope, and customers where they may see claims (B.18). */
export const sightOfCaller = ({ actor }: Call, facts: Facts, scope: Scope): Sight =>
  sightOf(facts, scope, scopeOf(actor, 'claims.see'))

const levelsOf = ({ options }: Standing, sight: Sight): ShownLevel[] =>
  competencyLevels.flatMap((level) => {
    const own = options.filter((one) => one.level === level)
    return own.length === 0
      ? []
      : { level, met: own.some(({ met }) => met), options: own.map((one) => shownOption(one, sight)) }
  })

const shownOption = ({ option, name, met, requirements }: OptionStanding, sight: Sight) => ({
  option,
  name,
  met,
  requirements: requirements.map((count) => asSeen(count, sight)),
})

/** What a place and a competency are called; absent where either is not, or is somebody else's (PRI-R1). */
const readNames = async (
  call: Call,
  { locationId, competency }: Place,
): Promise<{ competency: ShownCompetency; location: ShownPlace }> => {
  const { vendorId, organizationId } = call.actor as PersonActor
  const { rows } = await sql<{ competency: ShownCompetency; location: ShownPlace }>`
    select jsonb_build_object('id', l.id, 'name', l.name, 'number', l.number) as location,
      jsonb_build_object('code', c.code, 'name', c.name, 'groupCode', c.group_code, 'groupName', c.group_name) as competency
    from location l join competency c on c.vendor_id = ${vendorId} and c.code = ${competency}
    where l.id = ${locationId} and l.organization_id = ${organizationId} and l.status not in ('dissociated', 'archived')
  `.execute(call.em.getKysely())
  return rows[0] ?? refuseAbsent()
}

/** Refuses as absent a place out of scope, or one that the vendor has no such competency for. */
export const refuseUnknownPlace = async (call: Call, scope: Scope, place: Place): Promise<void> => {
  if (!isWithin(scope, place.locationId)) refuseAbsent()
  await readNames(call, place)
}

export const findOwn = async (call: Call, scope: Scope, enrollmentId: string): Promise<CompetencyEnrollment> => {
  const { organizationId } = call.actor as PersonActor
  const found = await call.em.findOne(
    CompetencyEnrollment,
    { id: enrollmentId, organizationId: organizationId! },
    { refresh: true },
  )
  return found && isWithin(scope, found.locationId) ? found : refuseAbsent()
}
