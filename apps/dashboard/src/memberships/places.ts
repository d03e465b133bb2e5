import { api } from '../lib/api.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { createPlaces } from '../people/places.ts'

/** The locations whose fees the reader may see, headquarters first: everywhere, or at those they administer (B.18). */
export const createLocations = () => {
  const organisation = createTrpcQuery(api.organisations.get)
  const places = createPlaces(['global_admin', 'membership_admin', 'location_admin'])
  const isMine = (id: string): boolean => places.options().some(({ value }) => value === id)
  return {
    rows: () => (answerOf(organisation)?.locations ?? []).filter(({ id }) => isMine(id)),
    query: organisation,
    options: places.options,
  }
}
