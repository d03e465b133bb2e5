import { letter } from '../src/letter.ts'
import { day, moment } from '../src/moments.ts'
import type { AssociationRequestDecision } from '../src/people.ts'
import { link, name, paragraphs } from '../src/plain.ts'

const editionOf = { awaiting: undefined, active: 'let_in', denied: 'said_no' } as const

/** Without an edition: let in, and the profile is missing. */
export const associationRequestDecision = letter({
  room: 'people',
  editions: ['let_in', 'said_no'],
  editionOf: ({ outcome }: AssociationRequestDecision) => editionOf[outcome],
  shape: {
    vendor: 'line',
    vendorAddress: 'line?',
    sentOn: 'line',
    recipient: 'line?',
    organisation: 'line',
    location: 'line',
    comment: 'lines',
    continueUrl: 'link',
    dueAt: 'line?',
  },
  fill: (params: AssociationRequestDecision, locale) => ({
    vendor: name(params.vendorName),
    vendorAddress: params.vendorAddress === undefined ? undefined : name(params.vendorAddress),
    sentOn: day(params.sentAt, params.timeZone, locale),
    recipient: params.recipientName === undefined ? undefined : name(params.recipientName),
    organisation: name(params.organisationName),
    location: name(params.locationName),
    comment: params.comment === undefined ? [] : paragraphs(params.comment),
    continueUrl: link(params.continueUrl),
    dueAt: params.dueAt === undefined ? undefined : moment(params.dueAt, params.timeZone, locale),
  }),
})
