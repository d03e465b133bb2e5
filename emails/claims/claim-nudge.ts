import * as m from '@ofrecord/messages/customer/messages'
import { counted } from '../src/counted.ts'
import { letter } from '../src/letter.ts'
import type { ClaimNudge } from '../src/claims.ts'
import { day, moment } from '../src/moments.ts'
import { exact, link, name, paragraphs, sentence } from '../src/plain.ts'

export const claimNudge = letter({
  room: 'claims',
  shape: {
    vendor: 'line',
    vendorAddress: 'line?',
    sentOn: 'line',
    author: 'line',
    claims: 'line',
    comment: 'lines',
    claimNumber: 'line',
    claimUrl: 'link',
    entries: {
      each: { number: 'line', claimName: 'line', customer: 'line', waits: 'line', dueAt: 'line?', claimUrl: 'link' },
    },
  },
  fill: (params: ClaimNudge, locale) => ({
    vendor: name(params.vendorName),
    vendorAddress: params.vendorAddress === undefined ? undefined : name(params.vendorAddress),
    sentOn: day(params.sentAt, params.timeZone, locale),
    author: name(params.authorName),
    claims: counted(m.letters_nudge_claims, params.claims.length, locale),
    comment: params.comment === undefined ? [] : paragraphs(params.comment),
    claimNumber: exact(params.claimNumber),
    claimUrl: link(params.claimUrl),
    entries: params.claims.map((claim) => ({
      number: exact(claim.claimNumber),
      claimName: name(claim.claimName),
      customer: name(claim.customerName),
      waits: sentence(claim.waits),
      dueAt: claim.dueAt === undefined ? undefined : moment(claim.dueAt, params.timeZone, locale),
      claimUrl: link(claim.claimUrl),
    })),
  }),
})
