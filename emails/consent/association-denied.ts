import * as m from '@ofrecord/messages/customer/messages'
import { customerShape, customerValues, tenantFacts } from '../src/customer.ts'
import { codeFact, fact } from '../src/facts.ts'
import { letter } from '../src/letter.ts'
import type { AssociationDenied } from '../src/consent.ts'
import { moment } from '../src/moments.ts'
import { exact, link, name } from '../src/plain.ts'

export const associationDenied = letter({
  room: 'consent',
  shape: {
    ...customerShape,
    recipientActed: 'flag',
    deniedAt: 'line',
    deniedBy: 'line',
    receiptUrl: 'link',
    undoUntil: 'line',
    undoUrl: 'link?',
  },
  editions: ['revoked'],
  editionOf: ({ revoked }: AssociationDenied) => (revoked ? 'revoked' : undefined),
  fill: (params: AssociationDenied, locale) => {
    const deniedAt = moment(params.deniedAt, params.timeZone, locale)
    return {
      ...customerValues(params, locale),
      recipientActed: params.recipientActed,
      deniedAt,
      deniedBy: exact(params.deniedBy),
      receiptUrl: link(params.receiptUrl),
      undoUntil: moment(params.undoUntil, params.timeZone, locale),
      undoUrl: params.undoUrl === undefined ? undefined : link(params.undoUrl),
      facts: [
        fact(m.letters_fact_partner({}, { locale }), name(params.partnerName)),
        ...tenantFacts(params, locale),
        fact(m.letters_fact_answer_from({}, { locale }), exact(params.deniedBy)),
        fact(m.letters_fact_when({}, { locale }), deniedAt),
        codeFact(m.letters_fact_receipt({}, { locale }), params.receiptCode),
      ],
    }
  },
})
