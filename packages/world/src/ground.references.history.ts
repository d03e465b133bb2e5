import type { Head } from '@ofrecord/core/kernel/record'
import { chainEvent } from '@ofrecord/core/kernel/record'
import { answerReminders, expiryWarnings } from '@ofrecord/core/references/reference.rules'
import type { Row } from './ground.references.ts'
import { after, days } from './time.ts'

/** Where a reference counts, or counted. */
interface Assigned {
  location_id: string
  competency: string
  assigned_at: Date
  assigned_by: string
}

interface Laid {
  row: Row
  place: Assigned | undefined
}

type Chained = Parameters<typeof chainEvent>[0]

/** What was told of a reference; without somebody who did it, time did. */
interface Told {
  type: string
  at: Date
  by?: string
  data?: Chained['data']
  personal?: Chained['personal']
}

/**
 * The events of references that were laid and not played, in the order of time: what their verbs tell, as if it had been
 * told then. Nobody hears of them any more.
 */
export const historyOf = (laid: readonly Laid[], t0: Date) => {
  const heads = new Map<string, Head>()
  return laid
    .flatMap(({ row, place }) => toldOf(row, place).map((told) => ({ row, told })))
    .filter(({ told }) => told.at <= t0)
    .toSorted((a, b) => a.told.at.getTime() - b.told.at.getTime())
    .map(({ row, told: { type, at, by, data = {}, personal = null } }) => ({
      ...chainEvent(
        { aggregate: row, type: `reference.${type}`, data, personal },
        { at, vendorId: row.vendor_id, organizationId: row.organization_id, ...actorOf(by) },
        heads,
      ),
      dispatched_at: at,
    }))
}

const actorOf = (by: string | undefined) => {
  if (by === undefined || by === 'customer') return { actorSide: by ?? 'system', actorId: null, actorRole: null }
  return { actorSide: 'partner', actorId: by, actorRole: 'global_admin' }
}

const toldOf = (row: Row, place: Assigned | undefined): Told[] => [
  { type: 'created', at: row.created_at, by: row.created_by },
  ...askingOf(row),
  ...answerOf(row),
  ...(place
    ? [{ type: 'assigned', at: place.assigned_at, by: place.assigned_by, data: { ...whereOf(place), from: null } }]
    : []),
  ...endOf(row, place),
]

const whereOf = ({ location_id, competency }: Assigned) => ({ locationId: location_id, competency })

const askDays = 60

/** Sent once or twice, each time with reminders for as long as nobody answers. */
const askingOf = (row: Row): Told[] => {
  const { sent_at: first, last_sent_at: last, created_by: by } = row
  if (!first || !last) return []
  const over = row.answered_at ?? (row.state === 'cancelled' ? row.state_at : after(last, askDays * days))
  const asked = (type: string, at: Date, until: Date): Told[] => {
    const dueAt = after(at, askDays * days).toISOString()
    return [
      { type, at, by, data: { dueAt } },
      ...answerReminders
        .map((day): Told => ({ type: 'reminded', at: after(at, day * days), data: { day, dueAt } }))
        .filter((reminder) => reminder.at < until),
    ]
  }
  return first.getTime() === last.getTime()
    ? asked('sent', first, over)
    : [...asked('sent', first, last), ...asked('resent', last, over)]
}

const traces = { ip: null, userAgent: null }

const answerOf = (row: Row): Told[] => {
  const { answered_at: at, signals } = row
  if (!at) return []
  if (row.approved_at)
    return [
      {
        type: 'approved',
        at,
        by: 'customer',
        data: {
          expiresAt: row.expires_at!.toISOString(),
          quoting: row.quoting_allowed,
          suggested: row.suggestion !== null,
        },
        personal: { name: row.answered_name, role: row.answered_role, signals: [...signals], ...traces },
      },
    ]
  return [
    {
      type: 'rejected',
      at,
      by: 'customer',
      data: { reason: row.reject_reason, shared: row.comment_shared },
      personal: { comment: row.comment ?? '', signals: [...signals], ...traces },
    },
  ]
}

/** How it ended, and before that the warnings that it would. */
const endOf = (row: Row, place: Assigned | undefined): Told[] => {
  const { state, state_at: at, expires_at: expiresAt } = row
  const from = place ? whereOf(place) : null
  const warnings = expiresAt
    ? expiryWarnings
        .map((left): Told => {
          const data = { days: left, expiresAt: expiresAt.toISOString() }
          return { type: 'expiring', at: after(expiresAt, -left * days), data }
        })
        .filter((warning) => state !== 'revoked' || warning.at < at)
    : []
  switch (state) {
    case 'expired':
      return [...warnings, { type: 'expired', at, data: { from } }]
    case 'revoked':
      return [...warnings, { type: 'revoked', at, by: 'customer', data: { from }, personal: traces }]
    case 'lapsed':
      return [{ type: 'lapsed', at }]
    case 'cancelled':
      return [{ type: 'cancelled', at, by: row.created_by }]
    case 'approved':
    case 'assigned':
      return warnings
    case 'draft':
    case 'awaiting_customer':
    case 'rejected':
      return []
  }
}
