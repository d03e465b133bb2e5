import type { AccessMap, AccessRow } from './door.ts'
import { daysBetween } from './words.ts'

/** Days without a look after which an access counts as unused: a quarter. */
export const unusedFrom = 90

/** Days since the partner looked, or since it could have for the first time. */
export const unusedDays = ({ looks, since }: AccessRow, now: string): number => daysBetween(looks.lastAt ?? since, now)

export const isUnused = (row: AccessRow, now: string): boolean =>
  row.state === 'active' && row.sees === 'figures' && unusedDays(row, now) >= unusedFrom

/** One row for each partner that has not looked at any of its figures for long. */
export const unusedRows = ({ rows, now }: AccessMap): AccessRow[] => {
  const active = rows.filter(({ state }) => state === 'active')
  const looking = new Set(active.filter((row) => !isUnused(row, now)).map(({ partner }) => partner.number))
  const quiet = active.filter((row) => isUnused(row, now) && !looking.has(row.partner.number))
  return [...new Map(quiet.map((row) => [row.partner.number, row])).values()]
}
