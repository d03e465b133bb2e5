import * as m from '@ofrecord/messages/customer/messages'
import { counted } from '../src/counted.ts'
import { letter } from '../src/letter.ts'
import type { ClaimApproved } from '../src/claims.ts'
import { moment } from '../src/moments.ts'
import { partnerShape, partnerValues } from '../src/partner.ts'

export const claimApproved = letter({
  room: 'claims',
  shape: { ...partnerShape, approvedAt: 'line', window: 'line' },
  editions: ['opt_in'],
  editionOf: ({ onlyYes }: ClaimApproved) => (onlyYes ? 'opt_in' : undefined),
  fill: (params: ClaimApproved, locale) => ({
    ...partnerValues(params, locale),
    approvedAt: moment(params.approvedAt, params.timeZone, locale),
    window: counted(m.letters_days, params.windowDays, locale),
  }),
})
