import { formatDate } from '../lib/format.ts'

/** A calendar day without an hour, `2026-11-02`: it is the same day in every zone. */
export const dayText = (day: string): string => formatDate(`${day}T12:00`)
