const hour = 3_600_000

export const hoursAfter = (at: Date, hours: number): Date => new Date(at.getTime() + hours * hour)

/** N calendar days later, to the same instant (GEN-R2). */
export const daysAfter = (at: Date, days: number): Date => hoursAfter(at, days * 24)

export const secondsAfter = (at: Date, seconds: number): Date => new Date(at.getTime() + seconds * 1000)

/** Whether `at` has passed: the due instant itself is still in time (GEN-R2). */
export const isPast = (at: Date, now: Date): boolean => now.getTime() > at.getTime()
