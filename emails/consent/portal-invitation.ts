import { greetedShape, greetedValues } from '../src/greeted.ts'
import { letter } from '../src/letter.ts'
import type { PortalInvitation } from '../src/consent.ts'
import { exact, link, name } from '../src/plain.ts'

/** The link is that of the page, the same for everybody: it signs nobody in. */
export const portalInvitation = letter({
  room: 'consent',
  shape: {
    ...greetedShape,
    customer: 'line',
    invitedBy: 'line',
    address: 'line',
    isDelegate: 'flag',
    portalUrl: 'link',
    codePhrase: 'line?',
    privacyUrl: 'link',
  },
  fill: (params: PortalInvitation, locale) => ({
    ...greetedValues(params, locale),
    customer: name(params.customerName),
    invitedBy: name(params.invitedByName),
    address: exact(params.recipientAddress),
    isDelegate: params.isDelegate,
    portalUrl: link(params.portalUrl),
    codePhrase: params.codePhrase === undefined ? undefined : exact(params.codePhrase),
    privacyUrl: link(params.privacyUrl),
  }),
})
