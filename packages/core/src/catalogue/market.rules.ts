export type Market = 'developed' | 'developing'

/** Countries whose thresholds are those of developed markets; everywhere else the lower ones hold (F.5). ISO 3166. */
const developed = new Set(
  'AD AT AU BE CA CH CY CZ DE DK EE ES FI FR GB GR HK IE IL IS IT JP KR LI LT LU LV MC MT NL NO NZ PT SE SG SI SK SM TW US VA'.split(
    ' ',
  ),
)

export const marketOf = (country: string): Market => (developed.has(country) ? 'developed' : 'developing')
