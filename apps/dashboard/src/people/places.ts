import { api } from '../lib/api.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { useMe } from '../lib/session.ts'
import type { Option } from '../ui/inputs.tsx'

/** Roles that administer people, everywhere or at their locations and below. */
const administering: readonly string[] = ['global_admin', 'location_admin']

/** The locations whose people the reader administers, as choices of a form or a filter. */
export const createPlaces = () => {
  const me = useMe()
  const organisation = createTrpcQuery(api.organisations.get)
  const scopes = () =>
    me()
      .roles.filter(({ role }) => administering.includes(role))
      .map(({ locations }) => locations)
  const isMine = (id: string): boolean =>
    scopes().some((locations) => locations === null || locations.some((location) => location.id === id))
  const options = (): Option[] =>
    (answerOf(organisation)?.locations ?? [])
      .filter(({ id }) => isMine(id))
      .map(({ id, name, number }) => ({ value: id, label: `${name} ${number}` }))
  return { options }
}
