import * as m from '@ofrecord/messages/customer/messages'
import { inLine } from '../src/direction.ts'
import { codeFact, fact, factShape } from '../src/facts.ts'
import { greetedShape, greetedValues } from '../src/greeted.ts'
import { letter } from '../src/letter.ts'
import type { ClarifyCustomer } from '../src/consent.ts'
import { day, moment } from '../src/moments.ts'
import { exact, link, name, place } from '../src/plain.ts'

export const clarifyCustomer = letter({
  room: 'consent',
  shape: {
    ...greetedShape,
    letterNumber: 'line',
    recipientIsAdmin: 'flag',
    customer: 'line',
    item: 'line',
    firstPartner: 'line',
    secondPartner: 'line',
    askedOn: 'line?',
    dueAt: 'line',
    questionUrl: 'link',
    verifyPlace: 'line',
    codePhrase: 'line?',
    privacyUrl: 'link',
    facts: { each: factShape },
  },
  fill: (params: ClarifyCustomer, locale) => ({
    ...greetedValues(params, locale),
    letterNumber: exact(params.letterNumber),
    recipientIsAdmin: params.recipientKind === 'tenant_admin',
    customer: name(params.customerName),
    item: name(params.item),
    firstPartner: name(params.firstPartnerName),
    secondPartner: name(params.secondPartnerName),
    // Only a reminder says when it was asked first: in the first letter that is today.
    askedOn: params.isReminder ? day(params.askedAt, params.timeZone, locale) : undefined,
    dueAt: moment(params.dueAt, params.timeZone, locale),
    questionUrl: link(params.questionUrl),
    verifyPlace: place(params.verifyUrl),
    codePhrase: params.codePhrase === undefined ? undefined : exact(params.codePhrase),
    privacyUrl: link(params.privacyUrl),
    facts: [
      fact(m.letters_clarify_customer_item({}, { locale }), name(params.item)),
      fact(
        m.letters_clarify_customer_partners({}, { locale }),
        name(params.firstPartnerName),
        name(params.secondPartnerName),
      ),
      fact(
        m.letters_fact_organisation({}, { locale }),
        inLine(locale, name(params.customerName), exact(params.domain)),
      ),
      codeFact(m.letters_fact_tenant({}, { locale }), params.tenantId),
    ],
  }),
})
