import { nobody } from '@ofrecord/core/kernel/actor'
import type { Installation } from '@ofrecord/core/kernel/installation'
import type { Pools } from '@ofrecord/core/kernel/programs'
import { createCaller } from '@ofrecord/core/router'
import type { ConsentDoor, Sender } from './door.ts'

/** The microsite asks the same router as the dashboard, without a wire in between. */
export const doorTo = (pools: Pools, installation: Installation): ConsentDoor => {
  const callerFor = ({ ip, userAgent }: Sender) =>
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
    }).consent
  return {
    notice: (input) => callerFor({}).notice(input),
    deny: ({ ip, userAgent, ...answer }) => callerFor({ ip, userAgent }).deny(answer),
    confirm: ({ ip, userAgent, ...answer }) => callerFor({ ip, userAgent }).confirm(answer),
    undo: ({ ip, userAgent, trap: _trap, ...answer }) => callerFor({ ip, userAgent }).undo(answer),
    ask: ({ ip, userAgent, ...question }) => callerFor({ ip, userAgent }).ask(question),
    receipt: (input) => callerFor({}).receipt(input),
    question: (input) => callerFor({}).question(input),
    clarify: ({ ip, userAgent, ...answer }) => callerFor({ ip, userAgent }).clarify(answer),
    verifyReceipt: (input) => callerFor({}).verifyReceipt(input),
    verifyLetter: (input) => callerFor({}).verifyLetter(input),
    keys: () => callerFor({}).keys(),
    checkpoint: (input) => callerFor({}).checkpoint(input),
    consistency: (input) => callerFor({}).consistency(input),
  }
}
