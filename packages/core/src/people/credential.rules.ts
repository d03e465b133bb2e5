export const credentialStates = ['unlinked', 'pending_name_check', 'linked', 'refused'] as const
/** B.16.2. */
export type CredentialState = (typeof credentialStates)[number]
