import { plainDay } from '../src/competencies.ts'
import { letter } from '../src/letter.ts'
import type { MembershipRenewal } from '../src/memberships.ts'
import { membershipShape, membershipValues, tierName } from '../src/memberships.ts'

export const membershipRenewal = letter({
  room: 'memberships',
  shape: { ...membershipShape, tier: 'line', endsOn: 'line' },
  editions: ['grace', 'lapsed', 'network'],
  editionOf: ({ phase }: MembershipRenewal) => (phase === 'open' ? undefined : phase),
  fill: (params: MembershipRenewal, locale) => ({
    ...membershipValues(params, locale),
    tier: tierName(params.tier, locale),
    endsOn: plainDay(params.endsOn, locale),
  }),
})
