import type { Installation } from '@ofrecord/core/kernel/installation'
import type { Pools } from '@ofrecord/core/kernel/programs'
import { callerTo } from './calling.ts'
import type { ConsentDoor, Sender } from './door.ts'

export const doorTo = (pools: Pools, installation: Installation): ConsentDoor => {
  const call = callerTo(pools, installation)
  const callerFor = (sender: Sender) => call(sender).consent
  return {
    notice: (input) => callerFor({}).notice(input),
    deny: ({ ip, userAgent, ...answer }) => callerFor({ ip, userAgent }).deny(answer),
    confirm: ({ ip, userAgent, ...answer }) => callerFor({ ip, userAgent }).confirm(answer),
    undo: ({ ip, userAgent, trap: _trap, ...answer }) => callerFor({ ip, userAgent }).undo(answer),
    ask: ({ ip, userAgent, ...question }) => callerFor({ ip, userAgent }).ask(question),
    receipt: (input) => callerFor({}).receipt(input),
    inclusion: (input) => callerFor({}).inclusion(input),
    survey: (input) => callerFor({}).survey(input),
    question: (input) => callerFor({}).question(input),
    clarify: ({ ip, userAgent, ...answer }) => callerFor({ ip, userAgent }).clarify(answer),
    verifyReceipt: (input) => callerFor({}).verifyReceipt(input),
    verifyLetter: (input) => callerFor({}).verifyLetter(input),
    keys: () => callerFor({}).keys(),
    enquiryForm: () => callerFor({}).enquiryForm(),
    enquire: (input) => callerFor({}).enquire(input),
    checkpoint: (input) => callerFor({}).checkpoint(input),
    consistency: (input) => callerFor({}).consistency(input),
  }
}
