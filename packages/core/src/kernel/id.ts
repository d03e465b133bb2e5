import { AsyncLocalStorage } from 'node:async_hooks'
import { v7 } from 'uuid'

/** An id is a UUIDv7 made by the application, so that it exists before the row does and sorts by time. */
export type Id<Of extends string> = string & { readonly of?: Of }

const seeded = new AsyncLocalStorage<() => Uint8Array>()

/** Makes the ids of what is done inside repeatable: used by the demo world only, so that two loads are alike (SED-R2). */
export const withIdsFrom = <T>(source: () => Uint8Array, work: () => T): T => seeded.run(source, work)

/** A new id whose time part is `at`, so that rows written under a moved clock sort where they belong. */
export const newId = <Of extends string>(at: Date): Id<Of> => {
  const random = seeded.getStore()?.()
  return v7({ msecs: at.getTime(), ...(random && { random }) })
}

/** Crockford's alphabet: 32 signs that nobody takes for one another, for what people read out and type. */
export const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
