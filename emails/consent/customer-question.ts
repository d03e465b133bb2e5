import * as m from '@ofrecord/messages/customer/messages'
import { fact } from '../src/facts.ts'
import { letter } from '../src/letter.ts'
import type { CustomerQuestion } from '../src/consent.ts'
import { moment } from '../src/moments.ts'
import { partnerShape, partnerValues } from '../src/partner.ts'
import { exact, mailto, paragraphs } from '../src/plain.ts'

export const customerQuestion = letter({
  room: 'consent',
  shape: { ...partnerShape, askedAt: 'line', comment: 'lines', hasAddress: 'flag' },
  fill: (params: CustomerQuestion, locale) => {
    const { facts, ...values } = partnerValues(params, locale)
    const { replyTo } = params
    const reply = replyTo && {
      ...fact(m.letters_customer_question_address({}, { locale })),
      address: exact(replyTo),
      mailto: mailto(replyTo),
    }
    return {
      ...values,
      askedAt: moment(params.askedAt, params.timeZone, locale),
      comment: paragraphs(params.question),
      hasAddress: replyTo !== undefined,
      facts: reply ? [reply, ...facts] : facts,
    }
  },
})
