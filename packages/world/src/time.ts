/** The instant at which tests and committed samples stand: Monday 2 November 2026, 09:00 UTC (SED-R2). */
export const T0 = new Date('2026-11-02T09:00:00.000Z')

export const minutes = 60_000
export const hours = 60 * minutes
export const days = 24 * hours

/** The instant `milliseconds` away from `at`; negative goes back. */
export const after = (at: Date, milliseconds: number): Date => new Date(at.getTime() + milliseconds)

/** The calendar month (UTC) of an instant as YYYY-MM, `away` months later or, when negative, earlier. */
export const monthOf = (at: Date, away = 0): string =>
  new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + away, 1)).toISOString().slice(0, 7)
