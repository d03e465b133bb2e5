import { buckets } from '../limits.ts'

/** Seconds to wait before a request is looked at; 0 means go on. */
export interface PortalLimits {
  /** A page or a post of somebody signed in. */
  page(session: string, network: string | undefined): number
  /** A form of somebody who is not: an address, a code, a domain. */
  entry(network: string | undefined): number
}

/**
 * 60 pages a minute for each session, 200 for each network; 20 forms of strangers for each network, since each of them
 * may mail a code, try one or ask DNS. `now` in milliseconds.
 */
export const portalLimits = (now: () => number): PortalLimits => {
  const bySession = buckets(60)
  const byNetwork = buckets(200)
  const entries = buckets(20)
  return {
    page: (session, network) => Math.max(bySession(session, now()), byNetwork(network ?? '', now())),
    // Whose network is unknown shares one bucket: nobody escapes the limit by hiding it.
    entry: (network) => entries(network ?? '', now()),
  }
}
