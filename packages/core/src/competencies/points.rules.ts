import type { Indicator } from '../catalogue/requirement.rules.ts'
import type { Day } from '../people/skill.rules.ts'
import type { Counted } from './counting.rules.ts'
import type { FigureFact, Market } from './facts.rules.ts'
import { monthOf, monthsAfter } from './month.rules.ts'

/** From this day of a month on, the figures of the month before count (F.5.2). */
const refreshedOn = 20
/** A figure older than this has nothing to say. */
const figureMonths = 12

/** The newest month whose figures count on a day: the previous one from the 20th on, until then the one before it. */
export const figureMonth = (day: Day): Day => monthsAfter(monthOf(day), Number(day.slice(8)) >= refreshedOn ? -1 : -2)

export type IndicatorPoints = Extract<Counted, { kind: 'indicator' }>

/** The points of every indicator on a day; `figures` are those of the places that count, in any order. */
export const indicatorPoints = (
  indicators: readonly Indicator[],
  figures: readonly FigureFact[],
  market: Market,
  day: Day,
): IndicatorPoints[] => {
  const newest = figureMonth(day)
  const oldest = monthsAfter(newest, -figureMonths)
  return indicators.map((indicator) => {
    const known = figures.filter(
      ({ indicator: code, month }) => code === indicator.code && month <= newest && month > oldest,
    )
    const month =
      known
        .map((figure) => figure.month)
        .toSorted()
        .at(-1) ?? null
    const { value, baseline } = together(known.filter((figure) => figure.month === month))
    const threshold = thresholdOf(indicator, baseline, market)
    const tenths = threshold === null ? 0 : earned(indicator, value, threshold)
    const { code, name, maxTenths } = indicator
    return { kind: 'indicator', code, name, tenths, maxTenths, value, threshold, baseline, month }
  })
}

/** Amounts of several locations add up; of growth it is the mean, by where each began. */
const together = (figures: readonly FigureFact[]): { value: number; baseline: number | null } => {
  const sum = (pick: (figure: FigureFact) => number) => figures.reduce((total, figure) => total + pick(figure), 0)
  const growing = figures.filter(({ baseline }) => baseline !== null)
  if (growing.length === 0) return { value: sum(({ value }) => value), baseline: null }
  const baseline = sum((figure) => figure.baseline ?? 0)
  if (baseline === 0) return { value: 0, baseline }
  return { value: Math.floor(sum((figure) => figure.value * (figure.baseline ?? 0)) / baseline), baseline }
}

/** By the highest band that the baseline reaches; below the first there is nothing to earn. */
const thresholdOf = ({ bands, threshold }: Indicator, baseline: number | null, market: Market): number | null => {
  if (bands.length === 0) return threshold[market]
  const reached = bands.filter(({ from }) => from[market] <= (baseline ?? 0))
  return reached.toSorted((a, b) => a.from[market] - b.from[market]).at(-1)?.threshold ?? null
}

/** In tenths of a point, rounded down: 59.96 points are 59.9, and not 60. */
const earned = ({ kind, maxTenths }: Indicator, value: number, threshold: number): number => {
  if (value >= threshold) return maxTenths
  return kind === 'all_or_nothing' ? 0 : Math.floor((Math.max(value, 0) * maxTenths) / threshold)
}
