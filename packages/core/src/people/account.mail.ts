import { sql } from 'kysely'
import type { Reaction, Told } from '../kernel/dispatch.ts'
import type { Call } from '../kernel/transaction.ts'
import { hoursAfter } from '../kernel/time.ts'
import { writeLetter } from '../letters/letter.entity.ts'
import { linkPlaceholder } from '../links/placeholder.ts'
import { resetHours } from './password.rules.ts'
import type { SecurityChange } from './security.ts'

interface Reader {
  name: string
  email: string
  locale: string
  timeZone: string
  vendorName: string
}

const readReader = async (call: Call, personId: string): Promise<Reader> => {
  const { rows } = await sql<Reader>`
    select p.name, p.email, p.locale, p.time_zone as "timeZone", v.name as "vendorName"
    from person p join vendor v on v.id = p.vendor_id where p.id = ${personId}
  `.execute(call.em.getKysely())
  return rows[0]!
}

const about = (event: Told, reader: Reader) => ({
  vendorId: event.vendorId,
  organizationId: null,
  eventId: event.id,
  aggregateId: event.aggregateId,
  recipient: reader.email,
  recipientName: reader.name,
  locale: reader.locale,
})

const commonParams = (call: Call, { vendorName, timeZone, name, email }: Reader) => ({
  vendorName,
  timeZone,
  sentAt: call.now.toISOString(),
  recipientName: name,
  accountAddress: email,
})

/** Whoever asked for a new password gets the link to choose one. */
export const sendPasswordReset: Reaction = async (call, event, installation) => {
  const reader = await readReader(call, event.aggregateId)
  writeLetter(call, {
    ...about(event, reader),
    template: 'password-reset',
    params: {
      ...commonParams(call, reader),
      askedAt: event.at.toISOString(),
      untilAt: hoursAfter(event.at, resetHours).toISOString(),
      resetUrl: `${installation.publicUrl}/reset/${linkPlaceholder(String(event.data.linkId))}`,
    },
  })
}

/** Whoever's ways in changed is told, also when it was they themselves. */
export const sendSecurityChanged: Reaction = async (call, event, installation) => {
  const reader = await readReader(call, event.aggregateId)
  writeLetter(call, {
    ...about(event, reader),
    template: 'security-changed',
    params: {
      ...commonParams(call, reader),
      changedAt: event.at.toISOString(),
      change: event.data.change as SecurityChange,
      securityUrl: `${installation.publicUrl}/account/security`,
    },
  })
}
