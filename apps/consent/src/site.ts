import type { ConsentDoor } from './door.ts'
import type { Limits } from './limits.ts'

export interface ConsentSettings {
  /** Address customers type, scheme and host, e.g. https://records.halcyon.example. */
  publicUrl: string
  /** True when the one that connects is a proxy of ours, whose X-Forwarded-For may be believed. */
  trustedProxy: boolean
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
  /** Host of the public address; also what a page that belongs to no notice is headed with. */
  host: string
}
