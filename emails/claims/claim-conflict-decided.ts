import * as m from '@ofrecord/messages/customer/messages'
import type { Locale } from '@ofrecord/messages/customer/runtime'
import { letter } from '../src/letter.ts'
import type { ClaimConflictDecided, ConflictOutcome } from '../src/claims.ts'
import { moment } from '../src/moments.ts'
import { partnerShape, partnerValues } from '../src/partner.ts'
import { name, said } from '../src/plain.ts'

export const claimConflictDecided = letter({
  room: 'claims',
  shape: { ...partnerShape, decidedAt: 'line', item: 'line', outcome: 'line' },
  fill: (params: ClaimConflictDecided, locale) => ({
    ...partnerValues(params, locale),
    decidedAt: moment(params.decidedAt, params.timeZone, locale),
    item: name(params.item),
    outcome: said(outcomes[params.outcome](locale)),
  }),
})

// The category only: who the other partner is, and what it showed, is never told (CNF-R6).
const outcomes: Record<ConflictOutcome, (locale: Locale) => string> = {
  recorded: (locale) => m.letters_conflict_recorded({}, { locale }),
  continues: (locale) => m.letters_conflict_continues({}, { locale }),
  refused: (locale) => m.letters_conflict_refused({}, { locale }),
  replaced: (locale) => m.letters_conflict_replaced({}, { locale }),
}
