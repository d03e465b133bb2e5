import { hierarchy_chart_more } from '@ofrecord/messages/messages'
import { formatList } from '../lib/format.ts'
import type { Me } from '../lib/session.ts'

type Held = NonNullable<Me['roles'][number]['locations']>

/** `Milan, Genoa and 12 more`: where roles hold, each place once, so many of them by name. */
export const placesText = (held: readonly Held[], most: number): string => {
  const names = [...new Set(held.flatMap((locations) => locations.names))]
  const untold = held.reduce((count, locations) => count + locations.all - locations.names.length, 0)
  const more = untold + Math.max(0, names.length - most)
  return formatList([...names.slice(0, most), ...(more > 0 ? [hierarchy_chart_more({ count: more })] : [])])
}
