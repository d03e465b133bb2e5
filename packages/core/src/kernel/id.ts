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

const guidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/**
 * Reads a GUID in any usual shape: upper case, braces, `urn:uuid:`, without dashes, surrounded by spaces.
 * Answers lower case with dashes, or undefined. The nil and the max GUID name nothing and are refused (CLM-R6).
 */
export const readGuid = (typed: string): string | undefined => {
  const bare = typed
    .trim()
    .toLowerCase()
    .replace(/^urn:uuid:/, '')
    .replace(/^\{(.*)\}$/, '$1')
    .trim()
  const dashed = /^[0-9a-f]{32}$/.test(bare)
    ? bare.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
    : bare
  if (!guidShape.test(dashed) || /^[0-]+$/.test(dashed) || /^[f-]+$/.test(dashed)) return undefined
  return dashed
}
