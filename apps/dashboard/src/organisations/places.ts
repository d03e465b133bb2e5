import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import type { Accessor } from 'solid-js'
import { createSignal } from 'solid-js'
import { api } from '../lib/api.ts'
import type { AppRouter } from '../lib/app-router.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import type { LoadedProps } from '../ui/loaded.tsx'

export type Place = inferRouterOutputs<AppRouter>['hierarchy']['choices']['rows'][number]
export type PlaceName = Pick<Place, 'id' | 'name'> & { number?: number }
/** What a location is chosen for. */
type Purpose = inferRouterInputs<AppRouter>['hierarchy']['choices']['privilege']

/** What a field may choose from: the first that match, and whether there are more than these. */
export interface Offered<Row extends PlaceName> {
  rows: readonly Row[]
  more: boolean
}

/** Asks for what matches a text, while there is something to ask. */
type CreateAsked<Row extends PlaceName> = (search: Accessor<string>, isAsked: Accessor<boolean>) => Asked<Row>

interface Asked<Row extends PlaceName> {
  query: LoadedProps<unknown>['query']
  offered: Accessor<Offered<Row> | undefined>
}

/** Locations that a field, a filter or a list of ticks offers. */
export interface Places<Row extends PlaceName = Place> {
  /** For `Loaded`: whether it is known already. */
  query: LoadedProps<unknown>['query']
  /** What is offered before anything is typed. */
  first: Accessor<Offered<Row> | undefined>
  createAsked: CreateAsked<Row>
  /** The one location there is; empty where there are several. */
  only: Accessor<string>
  /** A location by its id, also one that was not offered: its name is asked for. */
  of: (id: string) => PlaceName | undefined
}

export const placeLabel = ({ name, number }: PlaceName): string => (number === undefined ? name : `${name} ${number}`)

/** The locations where the reader may do something, e.g. `people.manage`; the server knows which these are. */
export const createPlaces = (privilege: Purpose): Places =>
  createOffer((search, isAsked) => {
    const query = createTrpcQuery(
      api.hierarchy.choices,
      () => ({ privilege, search: search() }),
      () => ({ enabled: isAsked(), keepsPrevious: true }),
    )
    return { query, offered: () => answerOf(query) }
  }, createPlaceNames(privilege))

/** As {@link createPlaces}, of what another question offers. */
export const createOffer = <Row extends PlaceName>(
  createAsked: CreateAsked<Row>,
  named: (id: string) => PlaceName | undefined,
): Places<Row> => {
  const { query, offered: first } = createAsked(
    () => '',
    () => true,
  )
  const only = (): string => {
    const offered = first()
    return offered?.rows.length === 1 && !offered.more ? (offered.rows[0]?.id ?? '') : ''
  }
  const of = (id: string): PlaceName | undefined => {
    const offered = first()
    return offered && id !== '' ? (offered.rows.find((row) => row.id === id) ?? named(id)) : undefined
  }
  return { query, first, createAsked, only, of }
}

/** What is typed into a search for locations, undefined while nothing is, and what is offered for it. */
export const createPlaceSearch = <Row extends PlaceName>(places: Places<Row>) => {
  const [typed, setTyped] = createSignal<string>()
  const text = () => (typed() ?? '').trim().slice(0, 120)
  const { createAsked } = places
  const searched = createAsked(text, () => text() !== '')
  const offered = () => (text() === '' ? places.first() : searched.offered())
  return { typed, setTyped, offered }
}

/** As many as one question takes. */
const mostNamed = 500

/** What locations are called, by id; each is asked for when it is first read. */
export const createPlaceNames = (privilege: Purpose): ((id: string) => PlaceName | undefined) => {
  const wanted = new Set<string>()
  const [asked, setAsked] = createSignal<readonly string[]>([])
  const query = createTrpcQuery(
    api.hierarchy.named,
    () => ({ privilege, locationIds: [...asked()] }),
    () => ({ enabled: asked().length > 0, keepsPrevious: true }),
  )
  return (id) => {
    if (!wanted.has(id) && wanted.size < mostNamed) {
      wanted.add(id)
      queueMicrotask(() => setAsked([...wanted]))
    }
    return answerOf(query)?.find((row) => row.id === id)
  }
}
