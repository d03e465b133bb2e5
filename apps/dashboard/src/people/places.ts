import { api } from '../lib/api.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { useMe } from '../lib/session.ts'
import type { Option } from '../ui/inputs.tsx'
import type { Role } from './words.ts'

/** Roles that administer people, and those that give roles: everywhere, or at their locations and below (B.0.1). */
const administering: readonly Role[] = ['global_admin', 'location_admin']
export const givingRoles: readonly Role[] = [...administering, 'incentive_admin']

/** The locations at which the reader holds one of these roles, as choices of a form or a filter. */
export const createPlaces = (held: readonly Role[] = administering) => {
  const me = useMe()
  const organisation = createTrpcQuery(api.organisations.get)
  const scopes = () =>
    me()
      .roles.filter(({ role }) => held.includes(role as Role))
      .map(({ locations }) => locations)
  const isEverywhere = (): boolean => scopes().includes(null)
  const isMine = (id: string): boolean =>
    isEverywhere() || scopes().some((locations) => locations?.some((location) => location.id === id))
  const options = (): Option[] =>
    (answerOf(organisation)?.locations ?? [])
      .filter(({ id }) => isMine(id))
      .map(({ id, name, number }) => ({ value: id, label: `${name} ${number}` }))
  return { isEverywhere, options }
}
