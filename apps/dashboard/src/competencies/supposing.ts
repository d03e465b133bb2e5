import { useSearchParams } from '@solidjs/router'
import type { SupposedChange } from '@ofrecord/core/competencies/competency.rules'

export interface Place {
  competency: string
  locationId: string
}

/** A change that is supposed, with the place it was found at: there stands the name of whom it is about. */
export interface Supposed {
  change: SupposedChange
  at: Place
}

/** More would not fit into the line of a request, for which proxies allow 2,000 characters. */
const most = 8

/** What the address holds; a link that was cut short holds nothing. The server checks every change itself. */
const readSupposed = (text: string | undefined): Supposed[] => {
  try {
    const read: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(read) ? (read as Supposed[]).filter((one) => one?.change && one.at).slice(0, most) : []
  } catch {
    return []
  }
}

/** What is supposed and where one looks, all of it in the address, so that a colleague sees the same by the link. */
export const createSupposing = () => {
  const [params, setParams] = useSearchParams<{
    suppose?: string
    merger?: string
    competency?: string
    location?: string
  }>()
  const supposed = () => readSupposed(params.suppose)
  const write = (next: readonly Supposed[]): void =>
    setParams({ suppose: next.length > 0 ? JSON.stringify(next) : null }, { scroll: false })
  return {
    supposed,
    /** The merge that is supposed to be carried out; empty: none. */
    merger: (): string => params.merger ?? '',
    supposeMerger: (mergeId: string): void => setParams({ merger: mergeId || null }, { scroll: false }),
    isFull: () => supposed().length >= most,
    place: (): Place => ({ competency: params.competency ?? '', locationId: params.location ?? '' }),
    look: (place: Partial<Place>): void =>
      setParams(
        {
          ...(place.competency !== undefined && { competency: place.competency || null }),
          ...(place.locationId !== undefined && { location: place.locationId || null }),
        },
        { scroll: false },
      ),
    add: (one: Supposed): void => write([...supposed(), one]),
    remove: (index: number): void => write(supposed().filter((_, at) => at !== index)),
    clear: (): void => setParams({ suppose: null, merger: null }, { scroll: false }),
  }
}

export type Supposing = ReturnType<typeof createSupposing>
