import type { Call } from '../kernel/transaction.ts'
import { Organization } from '../organisations/organization.entity.ts'
import type { Tier } from '../organisations/organization.rules.ts'

/** All locations share the tier (HIE-R4). */
export const setTier = async (
  call: Call,
  { organizationId, tier }: { organizationId: string; tier: Tier },
): Promise<void> => {
  const organization = await call.em.findOneOrFail(Organization, { id: organizationId })
  organization.tier = tier
}
