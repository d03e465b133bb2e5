import { greetedShape, greetedValues } from '../src/greeted.ts'
import { letter } from '../src/letter.ts'
import type { PortalCode } from '../src/consent.ts'
import { moment } from '../src/moments.ts'
import { exact, link, name } from '../src/plain.ts'

/** Has no link to the page: whoever asked is there already, and nobody gets used to signing in from a letter. */
export const portalCode = letter({
  room: 'consent',
  shape: {
    ...greetedShape,
    customer: 'line',
    code: 'code',
    until: 'line',
    network: 'line?',
    codePhrase: 'line?',
    privacyUrl: 'link',
  },
  fill: (params: PortalCode, locale) => ({
    ...greetedValues(params, locale),
    customer: name(params.customerName),
    code: exact(params.code),
    until: moment(params.untilAt, params.timeZone, locale),
    network: params.network === undefined ? undefined : exact(params.network),
    codePhrase: params.codePhrase === undefined ? undefined : exact(params.codePhrase),
    privacyUrl: link(params.privacyUrl),
  }),
})
