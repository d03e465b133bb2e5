import type { Installation } from '@ofrecord/core/kernel/installation'
import type { Pools } from '@ofrecord/core/kernel/programs'
import { callerTo } from '../calling.ts'
import type { Sender } from '../door.ts'
import type { PortalDoor } from './door.ts'

export const portalDoorTo = (pools: Pools, installation: Installation): PortalDoor => {
  const call = callerTo(pools, installation)
  const callerFor = (sender: Sender) => call(sender).portal
  const portal = callerFor({})
  return {
    // Whose traces are kept: of who asks for a code, comes in, and stops access.
    requestCode: ({ address, ...sender }) => callerFor(sender).requestCode({ address }),
    signIn: ({ address, code, ...sender }) => callerFor(sender).signIn({ address, code }),
    startProof: (input) => portal.startProof(input),
    checkProof: ({ domain, address, ...sender }) => callerFor(sender).checkProof({ domain, address }),
    map: (input) => portal.map(input),
    history: (input) => portal.history(input),
    receipts: (input) => portal.receipts(input),
    partner: (input) => portal.partner(input),
    revoke: ({ session, nonce, associationIds, block, ...sender }) =>
      callerFor(sender).revoke({ session, nonce, associationIds, block }),
    block: (input) => portal.block(input),
    unblock: (input) => portal.unblock(input),
    allow: (input) => portal.allow(input),
    removeAllowed: (input) => portal.removeAllowed(input),
    setPolicy: (input) => portal.setPolicy(input),
    invite: (input) => portal.invite(input),
    removePerson: (input) => portal.removePerson(input),
    switchTenant: (input) => portal.switchTenant(input),
    signOut: (input) => portal.signOut(input),
  }
}
