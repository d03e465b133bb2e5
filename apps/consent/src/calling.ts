import { nobody } from '@ofrecord/core/kernel/actor'
import type { Installation } from '@ofrecord/core/kernel/installation'
import type { Pools } from '@ofrecord/core/kernel/programs'
import { createCaller } from '@ofrecord/core/router'
import type { Sender } from './door.ts'

/** The site asks the same router as the dashboard, without a wire in between; each call with its sender's traces. */
export const callerTo =
  (pools: Pools, installation: Installation) =>
  ({ ip, userAgent }: Sender) =>
    createCaller({
      ...pools,
      ...installation,
      actor: nobody,
      locale: 'en',
      timeZone: 'UTC',
      ip: ip ?? null,
      userAgent: userAgent ?? null,
      // The site has limits of its own, which know a link's first answer from a scanner's hundredth look.
      limiter: null,
    })
