import { letter } from '../src/letter.ts'
import { day, moment } from '../src/moments.ts'
import { link, name } from '../src/plain.ts'
import { askedShape, askedValues } from '../src/references.ts'
import type { ReferenceReceipt } from '../src/references.ts'

export const referenceReceipt = letter({
  room: 'references',
  shape: {
    ...askedShape,
    answeredAt: 'line',
    answeredName: 'line',
    answeredRole: 'line',
    quotingAllowed: 'flag',
    expiresOn: 'line',
    withdrawUrl: 'link',
  },
  fill: (params: ReferenceReceipt, locale) => ({
    ...askedValues(params, locale),
    answeredAt: moment(params.answeredAt, params.timeZone, locale),
    answeredName: name(params.answeredName),
    answeredRole: name(params.answeredRole),
    quotingAllowed: params.quotingAllowed,
    expiresOn: day(params.expiresAt, params.timeZone, locale),
    withdrawUrl: link(params.withdrawUrl),
  }),
})
