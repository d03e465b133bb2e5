export const subscriptionStates = ['active', 'grace', 'suspended', 'ended', 'not_activated'] as const
export type SubscriptionState = (typeof subscriptionStates)[number]

export const consentModes = ['opt_out', 'opt_in', 'allow_list'] as const
export type ConsentMode = (typeof consentModes)[number]

/** What silence means in one notice; who is on a list is asked as anybody is. */
export type AskMode = Exclude<ConsentMode, 'allow_list'>

export const askModeOf = (mode: ConsentMode): AskMode => (mode === 'opt_in' ? 'opt_in' : 'opt_out')

/** Names one claimable thing on a tenant: a workload by its code, or one subscription by its GUID. */
export const workloadKey = (code: string): string => `w:${code}`
export const subscriptionKey = (subscriptionId: string): string => `s:${subscriptionId}`
/** A product as a whole, which another system may have a partner on record for; nobody claims it. */
export const productKey = (code: string): string => `p:${code}`
