import { sql } from 'kysely'
import type { Reaction, Told } from '../kernel/dispatch.ts'
import type { Installation } from '../kernel/installation.ts'
import type { Call } from '../kernel/transaction.ts'
import { writeLetter } from '../letters/letter.entity.ts'
import { issueLink } from '../links/link.entity.ts'
import { linkPlaceholder } from '../links/placeholder.ts'
import type { AffiliationState } from './affiliation.rules.ts'
import { isWaitedFor } from './affiliation.rules.ts'
import { recoveryLetters } from './recovery.mail.ts'

interface Facts {
  affiliationId: string
  status: AffiliationState
  method: string
  dueAt: string | null
  reason: string | null
  vendorId: string
  vendorName: string
  vendorZone: string
  organisationName: string
  locationName: string
  /** null when they are gone. */
  invitedBy: string | null
  /** Nobody has said their name yet: the letter has no greeting. */
  name: string
  email: string
  locale: string
  timeZone: string
  hasSignIn: boolean
}

const readFacts = async (call: Call, affiliationId: string): Promise<Facts> => {
  const { rows } = await sql<Facts>`
    select a.id as "affiliationId", a.status, a.method, a.due_at as "dueAt", a.reason, a.vendor_id as "vendorId", v.name as "vendorName",
      v.time_zone as "vendorZone", o.name as "organisationName", l.name as "locationName", i.name as "invitedBy", p.name, p.email,
      p.locale, p.time_zone as "timeZone", p.user_id is not null as "hasSignIn"
    from affiliation a join person p on p.id = a.person_id join vendor v on v.id = a.vendor_id
      join organization o on o.id = a.organization_id join location l on l.id = a.location_id left join person i on i.id = a.invited_by
    where a.id = ${affiliationId}
  `.execute(call.em.getKysely())
  return rows[0]!
}

/** The link of one letter; every one before is dead from now on (PPL-R4). */
const renewLink = async (
  call: Call,
  { keys }: Installation,
  { affiliationId, vendorId, email }: Facts,
): Promise<string> => {
  await sql`
    update link set revoked_at = ${call.now} where subject_id = ${affiliationId} and purpose = 'invitation' and revoked_at is null
  `.execute(call.em.getKysely())
  return issueLink(call, keys.link, { vendorId, purpose: 'invitation', subjectId: affiliationId, address: email }).id
}

/** The link that the last letter brought, so that a reminder kills nothing. */
const sameLink = async (call: Call, installation: Installation, facts: Facts): Promise<string> => {
  const { rows } = await sql<{ id: string }>`
    select id from link where subject_id = ${facts.affiliationId} and purpose = 'invitation' and revoked_at is null
  `.execute(call.em.getKysely())
  return rows[0]?.id ?? renewLink(call, installation, facts)
}

const invitationUrl = ({ publicUrl }: Installation, linkId: string): string =>
  `${publicUrl}/invitation/${linkPlaceholder(linkId)}`

const about = (event: Told, facts: Facts) => ({
  vendorId: facts.vendorId,
  organizationId: event.organizationId,
  eventId: event.id,
  aggregateId: event.aggregateId,
  recipient: facts.email,
  recipientName: facts.name,
  locale: facts.locale,
})

const placeParams = (call: Call, facts: Facts) => ({
  vendorName: facts.vendorName,
  // Somebody without a sign-in has told nobody yet where they are.
  timeZone: facts.hasSignIn ? facts.timeZone : facts.vendorZone,
  sentAt: call.now.toISOString(),
  ...(facts.name !== '' && { recipientName: facts.name }),
  organisationName: facts.organisationName,
  locationName: facts.locationName,
})

const linkParams = (call: Call, installation: Installation, facts: Facts, linkId: string) => ({
  ...placeParams(call, facts),
  recipientAddress: facts.email,
  dueAt: new Date(facts.dueAt!).toISOString(),
  invitationUrl: invitationUrl(installation, linkId),
})

/** The invitation, first or again (AF1, AF5, AF10). Who came or was taken out meanwhile gets none. */
const sendInvited: Reaction = async (call, event, installation) => {
  const facts = await readFacts(call, event.aggregateId)
  if (!isWaitedFor(facts)) return
  const params = linkParams(call, installation, facts, await renewLink(call, installation, facts))
  const invitedByName = facts.invitedBy ?? facts.organisationName
  // A request that was granted is nobody's invitation.
  if (facts.method === 'request')
    writeLetter(call, { ...about(event, facts), template: 'awaiting-profile-reminder', params })
  else
    writeLetter(call, {
      ...about(event, facts),
      template: facts.method === 'single' ? 'invite-single' : 'invite-multi',
      params: { ...params, invitedByName },
    })
}

/** Day 14 and day 27. */
const sendReminded: Reaction = async (call, event, installation) => {
  const facts = await readFacts(call, event.aggregateId)
  if (!isWaitedFor(facts)) return
  const params = linkParams(call, installation, facts, await sameLink(call, installation, facts))
  writeLetter(call, { ...about(event, facts), template: 'awaiting-profile-reminder', params })
}

/** The answer to who asked, or waited for a word about their profile. */
const sendDecision: Reaction = async (call, event, installation) => {
  const facts = await readFacts(call, event.aggregateId)
  const { status, reason, dueAt } = facts
  const common = { ...about(event, facts), template: 'association-request-decision' } as const
  const params = placeParams(call, facts)
  if (event.data.status === 'denied')
    writeLetter(call, {
      ...common,
      params: {
        ...params,
        outcome: 'denied',
        continueUrl: `${installation.publicUrl}/account/organisations`,
        ...(reason && { comment: reason }),
      },
    })
  else if (event.data.status === 'active')
    writeLetter(call, {
      ...common,
      params: { ...params, outcome: 'active', continueUrl: `${installation.publicUrl}/sign-in` },
    })
  else if (status === 'awaiting_profile')
    writeLetter(call, {
      ...common,
      params: {
        ...params,
        outcome: 'awaiting',
        continueUrl: invitationUrl(installation, await renewLink(call, installation, facts)),
        dueAt: new Date(dueAt!).toISOString(),
      },
    })
}

/** On which event of this room who is written to. */
export const peopleLetters: Readonly<Record<string, Reaction>> = {
  'affiliation.invited': sendInvited,
  'affiliation.resent': sendInvited,
  'affiliation.reminded': sendReminded,
  'affiliation.approved': sendDecision,
  'affiliation.denied': sendDecision,
  ...recoveryLetters,
}
