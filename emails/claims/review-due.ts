import * as m from '@ofrecord/messages/customer/messages'
import type { Locale } from '@ofrecord/messages/customer/runtime'
import { letter } from '../src/letter.ts'
import type { ReviewDue } from '../src/claims.ts'
import { moment } from '../src/moments.ts'
import { partnerShape, partnerValues } from '../src/partner.ts'
import { name, said } from '../src/plain.ts'

export const reviewDue = letter({
  room: 'claims',
  shape: { ...partnerShape, dueAt: 'line', holder: 'line', task: 'line' },
  fill: (params: ReviewDue, locale) => ({
    ...partnerValues(params, locale),
    dueAt: moment(params.dueAt, params.timeZone, locale),
    holder:
      params.reviewerName === undefined ? said(m.letters_review_due_nobody({}, { locale })) : name(params.reviewerName),
    task: said(tasks[params.phase](locale)),
  }),
})

const tasks: Record<ReviewDue['phase'], (locale: Locale) => string> = {
  queue: (locale) => m.letters_review_due_queue({}, { locale }),
  review: (locale) => m.letters_review_due_review({}, { locale }),
  dispute: (locale) => m.letters_review_due_dispute({}, { locale }),
}
