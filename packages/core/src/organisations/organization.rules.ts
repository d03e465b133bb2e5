export const tiers = ['network', 'starter', 'silver', 'gold'] as const
export type Tier = (typeof tiers)[number]

export const organizationStatuses = ['active', 'lapsed', 'merged'] as const
export type OrganizationStatus = (typeof organizationStatuses)[number]
