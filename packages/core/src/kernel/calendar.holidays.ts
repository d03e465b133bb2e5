import { Temporal } from 'temporal-polyfill'

/** The public holidays of one country, as its law says them. */
interface Country {
  zones: readonly string[]
  /** `MM-DD`, every year. */
  fixed: readonly string[]
  /** Days after Easter Sunday; Good Friday is −2. */
  easter?: readonly number[]
  /** The nth weekday of a month, Monday is 1; −1 is the last. */
  weekdays?: readonly (readonly [nth: number, weekday: number, month: number])[]
  /** What no table says. */
  others?: (year: number) => Temporal.PlainDate[]
  /**
   * What happens to a day on a weekend: the next working day is free (`forward`), the nearest one is (`nearest`), or
   * only a Sunday moves, to the next working day (`sunday`). Absent: it is lost.
   */
  substitute?: 'forward' | 'nearest' | 'sunday'
  /** Whether a single day between two holidays is one too. */
  bridges?: true
}

const on = (year: number, month: number, day: number) => new Temporal.PlainDate(year, month, day)

/** The cabinet office's formula for the equinoxes, right from 1980 to 2099. */
const equinoxes = (year: number): Temporal.PlainDate[] => {
  const after = year - 1980
  const day = (base: number): number => Math.floor(base + 0.242194 * after) - Math.floor(after / 4)
  return [on(year, 3, day(20.8431)), on(year, 9, day(23.2488))]
}

/** Saint Brigid's day: the first Monday of February, or the first of February when that is a Friday. */
const brigid = (year: number): Temporal.PlainDate[] =>
  on(year, 2, 1).dayOfWeek === 5 ? [on(year, 2, 1)] : [nthWeekday(year, 1, 1, 2)]

/** Nationwide days only: a desk in one part of a country works on another part's own. */
const countries: readonly Country[] = [
  {
    zones: ['Europe/London'],
    fixed: ['01-01', '12-25', '12-26'],
    easter: [-2, 1],
    weekdays: [
      [1, 1, 5],
      [-1, 1, 5],
      [-1, 1, 8],
    ],
    substitute: 'forward',
  },
  {
    zones: ['Europe/Dublin'],
    fixed: ['01-01', '03-17', '12-25', '12-26'],
    easter: [1],
    weekdays: [
      [1, 1, 5],
      [1, 1, 6],
      [1, 1, 8],
      [-1, 1, 10],
    ],
    others: brigid,
  },
  {
    zones: ['Europe/Berlin'],
    fixed: ['01-01', '05-01', '10-03', '12-25', '12-26'],
    easter: [-2, 1, 39, 50],
  },
  {
    zones: ['Europe/Vienna'],
    fixed: ['01-01', '01-06', '05-01', '08-15', '10-26', '11-01', '12-08', '12-25', '12-26'],
    easter: [1, 39, 50, 60],
  },
  {
    zones: ['Europe/Paris'],
    fixed: ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'],
    easter: [1, 39, 50],
  },
  {
    zones: ['Europe/Rome'],
    fixed: ['01-01', '01-06', '04-25', '05-01', '06-02', '08-15', '11-01', '12-08', '12-25', '12-26'],
    easter: [1],
    // The fourth of October is a national holiday again since 2026.
    others: (year) => (year >= 2026 ? [on(year, 10, 4)] : []),
  },
  {
    zones: ['Europe/Madrid'],
    fixed: ['01-01', '01-06', '05-01', '08-15', '10-12', '11-01', '12-06', '12-08', '12-25'],
    easter: [-2],
  },
  {
    zones: ['America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles'],
    fixed: ['01-01', '06-19', '07-04', '11-11', '12-25'],
    weekdays: [
      [3, 1, 1],
      [3, 1, 2],
      [-1, 1, 5],
      [1, 1, 9],
      [2, 1, 10],
      [4, 4, 11],
    ],
    substitute: 'nearest',
  },
  {
    zones: ['Asia/Tokyo'],
    fixed: ['01-01', '02-11', '02-23', '04-29', '05-03', '05-04', '05-05', '08-11', '11-03', '11-23'],
    weekdays: [
      [2, 1, 1],
      [3, 1, 7],
      [3, 1, 9],
      [2, 1, 10],
    ],
    others: equinoxes,
    substitute: 'sunday',
    bridges: true,
  },
]

const computed = new Map<string, ReadonlySet<string>>()

/**
 * The public holidays (`YYYY-MM-DD`) of a year where a time zone is, with the days that stand in for those on a
 * weekend. A zone of a country that is not in the table has none: its desk knows weekends only.
 */
export const holidaysOf = (timeZone: string, year: number): ReadonlySet<string> => {
  const key = `${timeZone} ${year}`
  const known = computed.get(key)
  if (known) return known
  const country = countries.find(({ zones }) => zones.includes(timeZone))
  // New Year's Day of the year after may be kept on the last day of this one.
  const days = country ? [year, year + 1].flatMap((each) => keptDays(country, each)) : []
  const own = new Set(days.filter((day) => day.year === year).map(String))
  computed.set(key, own)
  return own
}

const keptDays = (country: Country, year: number): Temporal.PlainDate[] => {
  const days = lawfulDays(country, year)
  const taken = new Set(days.map(String))
  if (country.bridges)
    for (const day of days) if (taken.has(day.add({ days: 2 }).toString())) taken.add(day.add({ days: 1 }).toString())
  for (const day of days) {
    const kept = substituteOf(country, day, taken)
    if (kept) taken.add(kept.toString())
  }
  return [...taken].map((day) => Temporal.PlainDate.from(day))
}

const lawfulDays = ({ fixed, easter = [], weekdays = [], others }: Country, year: number): Temporal.PlainDate[] =>
  [
    ...fixed.map((day) => Temporal.PlainDate.from(`${year}-${day}`)),
    ...easter.map((days) => easterSunday(year).add({ days })),
    ...weekdays.map(([nth, weekday, month]) => nthWeekday(year, nth, weekday, month)),
    ...(others?.(year) ?? []),
  ].toSorted((a, b) => Temporal.PlainDate.compare(a, b))

const substituteOf = (
  { substitute }: Country,
  day: Temporal.PlainDate,
  taken: ReadonlySet<string>,
): Temporal.PlainDate | undefined => {
  const { dayOfWeek } = day
  if (!substitute || dayOfWeek < 6 || (substitute === 'sunday' && dayOfWeek === 6)) return undefined
  if (substitute === 'nearest') return day.add({ days: dayOfWeek === 6 ? -1 : 1 })
  let free = day
  while (free.dayOfWeek > 5 || taken.has(free.toString())) free = free.add({ days: 1 })
  return free
}

const nthWeekday = (year: number, nth: number, weekday: number, month: number): Temporal.PlainDate => {
  const first = on(year, month, 1)
  const days = ((weekday - first.dayOfWeek + 7) % 7) + (nth - 1) * 7
  if (nth > 0) return first.add({ days })
  const last = first.add({ days: first.daysInMonth - 1 })
  return last.subtract({ days: (last.dayOfWeek - weekday + 7) % 7 })
}

/** Easter Sunday of the Gregorian calendar, by the rule that Meeus and others print. */
const easterSunday = (year: number): Temporal.PlainDate => {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const rest = year % 100
  const leap = century - Math.floor(century / 4) - Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3)
  const moon = (19 * golden + leap + 15) % 30
  const sunday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - moon - (rest % 4)) % 7
  const late = Math.floor((golden + 11 * moon + 22 * sunday) / 451)
  const days = moon + sunday - 7 * late + 114
  return on(year, Math.floor(days / 31), (days % 31) + 1)
}
