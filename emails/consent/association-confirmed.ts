import * as m from '@ofrecord/messages/customer/messages'
import { customerShape, customerValues, tenantFacts } from '../src/customer.ts'
import { codeFact, fact } from '../src/facts.ts'
import { letter } from '../src/letter.ts'
import type { AssociationConfirmed } from '../src/consent.ts'
import { moment } from '../src/moments.ts'
import { exact, link, name } from '../src/plain.ts'

export const associationConfirmed = letter({
  room: 'consent',
  shape: {
    ...customerShape,
    recipientActed: 'flag',
    confirmedAt: 'line',
    confirmedBy: 'line',
    receiptUrl: 'link',
    noticeUrl: 'link',
  },
  fill: (params: AssociationConfirmed, locale) => {
    const confirmedAt = moment(params.confirmedAt, params.timeZone, locale)
    return {
      ...customerValues(params, locale),
      recipientActed: params.recipientActed,
      confirmedAt,
      confirmedBy: exact(params.confirmedBy),
      receiptUrl: link(params.receiptUrl),
      noticeUrl: link(params.noticeUrl),
      facts: [
        fact(m.letters_fact_partner({}, { locale }), name(params.partnerName)),
        ...tenantFacts(params, locale),
        fact(m.letters_fact_answer_from({}, { locale }), exact(params.confirmedBy)),
        fact(m.letters_fact_when({}, { locale }), confirmedAt),
        codeFact(m.letters_fact_receipt({}, { locale }), params.receiptCode),
      ],
    }
  },
})
