import { happened } from '../kernel/happened.ts'
import type { Call } from '../kernel/transaction.ts'
import { CredentialProfile } from './credential.entity.ts'

/** Five business days and nobody compared the two names (B.16.2): told, while the link goes on waiting. */
export const flagNameCheck = async (call: Call, credentialProfileId: string): Promise<void> => {
  const credential = await call.em.findOne(CredentialProfile, { id: credentialProfileId })
  if (credential?.state === 'pending_name_check') happened(credential, 'credential.nameCheckOverdue')
}
