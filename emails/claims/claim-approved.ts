import * as m from '@ofrecord/messages/messages'
import { letter } from '../src/letter.ts'
import type { ClaimApproved } from '../src/letters.ts'
import { moment } from '../src/moments.ts'
import { partnerShape, partnerValues } from '../src/partner.ts'
import { said } from '../src/plain.ts'

export const claimApproved = letter({
  room: 'claims',
  shape: { ...partnerShape, approvedAt: 'line', window: 'line' },
  fill: (params: ClaimApproved, locale) => ({
    ...partnerValues(params, locale),
    approvedAt: moment(params.approvedAt, params.timeZone, locale),
    window: said(m.letters_days({ count: params.windowDays }, { locale })),
  }),
})
