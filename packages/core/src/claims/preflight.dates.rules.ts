const months: Readonly<Record<string, number>> = {
  ...byName(
    'january february march april may june july august september october november december',
    'jan feb mar apr may jun jul aug sep oct nov dec',
  ),
  ...byName(
    'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre',
    'gen feb mar apr mag giu lug ago set ott nov dic',
  ),
}

function byName(...lists: string[]): Record<string, number> {
  return Object.fromEntries(lists.flatMap((list) => list.split(' ').map((name, month) => [name, month])))
}

const name = `(?:${Object.keys(months)
  .toSorted((left, right) => right.length - left.length)
  .join('|')})`

/** `2026-11-02` · `02/11/2026`, `2.11.26` · `2 November 2026`, `2nd of November 2026`, `1° novembre 2026` · `November 2, 2026` */
const written = new RegExp(
  String.raw`\b(?<isoYear>\d{4})-(?<isoMonth>\d{2})-(?<isoDay>\d{2})(?!\d)` +
    String.raw`|\b(?<first>\d{1,2})(?<mark>[/.-])(?<second>\d{1,2})\k<mark>(?<numYear>\d{4}|\d{2})(?!\d)` +
    String.raw`|\b(?<dayBefore>\d{1,2})(?:st|nd|rd|th|°|º)?\s+(?:of\s+|di\s+)?(?<monthAfter>${name})\.?,?\s+(?<yearAfter>\d{4})(?!\d)` +
    String.raw`|\b(?<monthBefore>${name})\.?\s+(?<dayAfter>\d{1,2})(?:st|nd|rd|th)?,?\s+(?<yearLast>\d{4})(?!\d)`,
  'gi',
)

/** A date in a text, with the place where it begins. */
interface WrittenDate {
  at: Date
  place: number
}

/**
 * The dates of a text in the forms that English and Italian documents use, as midnight UTC. With numbers only the day
 * comes first, unless that is impossible.
 */
export const datesIn = (text: string): WrittenDate[] =>
  [...text.matchAll(written)].flatMap((match) => {
    const at = dateOf(match.groups ?? {})
    return at ? [{ at, place: match.index }] : []
  })

const dateOf = (part: Partial<Record<string, string>>): Date | undefined => {
  if (part.isoYear) return dateFrom(part.isoYear, Number(part.isoMonth) - 1, part.isoDay)
  if (part.numYear) {
    const year = part.numYear.length === 2 ? `20${part.numYear}` : part.numYear
    return dateFrom(year, Number(part.second) - 1, part.first) ?? dateFrom(year, Number(part.first) - 1, part.second)
  }
  if (part.monthAfter) return dateFrom(part.yearAfter, months[part.monthAfter.toLowerCase()], part.dayBefore)
  return dateFrom(part.yearLast, months[part.monthBefore?.toLowerCase() ?? ''], part.dayAfter)
}

/** Undefined for days that no calendar has, such as 31 April, and for years that no contract of today names. */
const dateFrom = (year: string | undefined, month: number | undefined, day: string | undefined): Date | undefined => {
  if (month === undefined || Number(year) < 1990 || Number(year) > 2100) return undefined
  const date = new Date(Date.UTC(Number(year), month, Number(day)))
  return date.getUTCMonth() === month && date.getUTCDate() === Number(day) ? date : undefined
}
