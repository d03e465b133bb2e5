import type { ConsentDoor } from './door.ts'
import type { Limits } from './limits.ts'
import type { Traps } from './traps.ts'

export interface ConsentSettings {
  /** Address customers type, scheme and host, e.g. https://records.halcyon.example. */
  publicUrl: string
  /** True when the one that connects is a proxy of ours, whose X-Forwarded-For may be believed. */
  trustedProxy: boolean
  /** Where people write who want to be forgotten or met a barrier; absent: the pages name nobody. */
  contact?: string | undefined
}

/** Where faults are told; pino's loggers fit. */
export interface FaultLog {
  error(facts: Record<string, unknown>, message: string): void
}

/** What every page of the microsite stands on. */
export interface Site {
  consent: ConsentDoor
  settings: ConsentSettings
  limits: Limits
  traps: Traps
  /** Host of the public address; also what a page that belongs to no notice is headed with. */
  host: string
}
