import { describe, expect, test } from 'vitest'
import type { Indicator } from '../catalogue/requirement.rules.ts'
import type { FigureFact } from './facts.rules.ts'
import { figureMonth, indicatorPoints } from './points.rules.ts'

const indicator = (code: string, maxTenths: number, developed: number, rest: Partial<Indicator> = {}): Indicator => ({
  code,
  name: code,
  maxTenths,
  threshold: { developed, developing: Math.floor(developed / 2) },
  kind: 'proportional',
  bands: [],
  ...rest,
})

/** A hundred points, as a programme of 2020 had them; money in cents, growth in basis points. */
const model = [
  indicator('revenue', 100, 30_000_000),
  indicator('adds', 100, 10),
  indicator('consultants', 150, 15),
  indicator('consultant_growth', 150, 3500, {
    kind: 'all_or_nothing',
    bands: [
      { from: { developed: 15, developing: 5 }, threshold: 3500 },
      { from: { developed: 30, developing: 15 }, threshold: 2500 },
    ],
  }),
  indicator('developers', 50, 5),
  indicator('deployments', 200, 5),
  indicator('active_growth', 250, 2500),
]

type Figures = { [code: string]: number | { value: number; baseline: number } }

const figuresOf = (figures: Figures, month = '2026-09-01'): FigureFact[] =>
  Object.entries(figures).map(([code, figure]) => ({
    locationId: 'leeds',
    competency: 'cloud_bizapps',
    indicator: code,
    month,
    ...(typeof figure === 'number' ? { value: figure, baseline: null } : figure),
  }))

const score = (figures: Figures, market: 'developed' | 'developing' = 'developed'): number =>
  indicatorPoints(model, figuresOf(figures), market, '2026-11-02').reduce((sum, { tenths }) => sum + tenths, 0)

const nearlySixty: Figures = {
  revenue: 29_700_000,
  adds: 12,
  consultants: 15,
  consultant_growth: { value: 3499, baseline: 20 },
  developers: 5,
  deployments: 5,
}
const eighty: Figures = { ...nearlySixty, revenue: 40_000_000, consultant_growth: { value: 3500, baseline: 20 } }

describe('points (F.5.2)', () => {
  test.each([
    ['34.0', 340, { adds: 5, consultants: 9, deployments: 5 }],
    ['59.9', 599, nearlySixty],
    ['60.0', 600, { ...nearlySixty, revenue: 30_000_000 }],
    ['79.5', 795, { ...eighty, active_growth: 450 }],
    ['91.0', 910, { ...eighty, active_growth: 1600 }],
  ])('an organisation scores %s', (_shown, tenths, figures) => {
    expect(score(figures)).toBe(tenths)
  })

  test('a cent below the threshold is rounded down: 59.99 is 59.9, and not 60', () => {
    expect(score({ ...nearlySixty, revenue: 29_999_999 })).toBe(599)
  })

  test('growth earns all or nothing, by the band that the baseline reaches', () => {
    expect(score({ consultant_growth: { value: 2500, baseline: 29 } })).toBe(0)
    expect(score({ consultant_growth: { value: 2500, baseline: 30 } })).toBe(150)
    expect(score({ consultant_growth: { value: 9000, baseline: 14 } })).toBe(0)
    expect(score({ consultant_growth: { value: 3500, baseline: 5 } }, 'developing')).toBe(150)
  })

  test('of several locations amounts add up, and growth is the mean by where each began', () => {
    const grew = (locationId: string, value: number, baseline: number): FigureFact => {
      const [figure] = figuresOf({ consultant_growth: { value, baseline } })
      return { ...figure!, locationId }
    }
    const figures = [
      grew('leeds', 6000, 10),
      grew('lagos', 1000, 20),
      ...figuresOf({ adds: 3 }),
      ...figuresOf({ adds: 4 }),
    ]
    const points = indicatorPoints(model, figures, 'developed', '2026-11-02')
    expect(points.find(({ code }) => code === 'consultant_growth')).toMatchObject({
      value: 2666,
      baseline: 30,
      tenths: 150,
    })
    expect(points.find(({ code }) => code === 'adds')).toMatchObject({ value: 7, tenths: 70 })
  })

  test('the figures of a month count from the 20th of the next one on', () => {
    expect(figureMonth('2026-11-19')).toBe('2026-09-01')
    expect(figureMonth('2026-11-20')).toBe('2026-10-01')
    expect(figureMonth('2027-01-05')).toBe('2026-11-01')
    const figures = [...figuresOf({ adds: 3 }, '2026-09-01'), ...figuresOf({ adds: 9 }, '2026-10-01')]
    const addsOn = (day: string) => indicatorPoints(model, figures, 'developed', day)[1]
    expect(addsOn('2026-11-19')).toMatchObject({ tenths: 30, month: '2026-09-01' })
    expect(addsOn('2026-11-20')).toMatchObject({ tenths: 90, month: '2026-10-01' })
  })
})
