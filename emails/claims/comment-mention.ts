import { letter } from '../src/letter.ts'
import type { CommentMention } from '../src/claims.ts'
import { moment } from '../src/moments.ts'
import { partnerShape, partnerValues } from '../src/partner.ts'
import { name, paragraphs } from '../src/plain.ts'

export const commentMention = letter({
  room: 'claims',
  shape: { ...partnerShape, author: 'line', writtenAt: 'line', comment: 'lines' },
  fill: (params: CommentMention, locale) => ({
    ...partnerValues(params, locale),
    author: name(params.authorName),
    writtenAt: moment(params.writtenAt, params.timeZone, locale),
    comment: paragraphs(params.comment),
  }),
})
