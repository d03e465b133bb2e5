import { loadApart } from './apart.ts'

interface Rivals {
  /** The claims list as somebody would build it with Fastify and Drizzle. */
  openFastify: (url: string, organizationId: string) => { list: () => Promise<unknown>; close: () => Promise<void> }
  /** The rows of a submission, written with Drizzle. */
  openDrizzle: (url: string) => { submit: (claimId: string) => Promise<void>; close: () => Promise<void> }
}

/** What others would take. */
export const openRivals = async (): Promise<Rivals> => (await loadApart('rivals', 'fastify-drizzle.ts')) as Rivals
