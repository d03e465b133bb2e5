import { LockMode } from '@mikro-orm/core'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '../kernel/actor.ts'
import { refuse, refuseAbsent } from '../kernel/errors.ts'
import { isPast } from '../kernel/time.ts'
import type { Call } from '../kernel/transaction.ts'
import type { HeldLink } from '../links/link.door.ts'
import type { AffiliationState } from './affiliation.rules.ts'
import { isWaitedFor, ProfileInput } from './affiliation.rules.ts'
import { hashPassword } from './password.ts'
import { NewPassword } from './password.rules.ts'
import { Affiliation, Person } from './person.entity.ts'
import { join } from './person.profile.ts'
import { setPassword, userOf } from './user.ts'

export const AcceptInput = z.strictObject({
  link: z.string().max(200),
  // The zone is the browser's own word and nobody's typing: one that is not known here refuses nobody.
  profile: ProfileInput.extend({ timeZone: ProfileInput.shape.timeZone.catch(null) }),
  /** For whoever has no sign-in yet. */
  password: NewPassword.nullable().default(null),
  /** Said by somebody who is signed in with another address: the invited one joins, not the one they are here. */
  asInvited: z.boolean().default(false),
})
type AcceptInput = z.infer<typeof AcceptInput>

/** What the page of an invitation shows. */
export interface SeenInvitation {
  /** `open` until it is answered; `late`: its time is over, and a new letter can be asked for; `answered` before. */
  state: 'open' | 'late' | 'answered'
  method: Affiliation['method']
  status: AffiliationState
  address: string
  organisationName: string
  locationName: string
  invitedBy: string | null
  dueAt: string | null
  /** What is known of whoever reads the mailbox, so that they need not type it again. */
  profile: { name: string; country: string; language: string; jobRole: string }
  needsPassword: boolean
  /** Somebody else is signed in in this browser. */
  otherAddress: string | null
}

interface Row extends Omit<SeenInvitation, 'state' | 'profile' | 'otherAddress'> {
  personId: string
  name: string
  country: string
  language: string
  jobRole: string
}

const readInvitation = async (call: Call, affiliationId: string): Promise<Row> => {
  const { rows } = await sql<Row>`
    select a.method, a.status, p.id as "personId", p.email as address, o.name as "organisationName", l.name as "locationName",
      i.name as "invitedBy", a.due_at as "dueAt", p.name, p.country, p.locale as language, p.job_role as "jobRole",
      p.user_id is null as "needsPassword"
    from affiliation a join person p on p.id = a.person_id join organization o on o.id = a.organization_id
      join location l on l.id = a.location_id left join person i on i.id = a.invited_by
    where a.id = ${affiliationId}
  `.execute(call.em.getKysely())
  return rows[0] ?? refuseAbsent()
}

/** The invitation behind a link. One that was answered still says so to whoever has its mailbox, and is good for nothing. */
export const seeInvitation = async (call: Call, link: HeldLink, caller: Actor): Promise<SeenInvitation> => {
  const { personId, name, country, language, jobRole, ...row } = await readInvitation(call, link.subjectId)
  const dueAt = row.dueAt === null ? null : new Date(row.dueAt)
  const late = row.status === 'expired' || (isWaitedFor(row) && dueAt !== null && isPast(dueAt, call.now))
  return {
    ...row,
    state: late ? 'late' : isWaitedFor(row) ? 'open' : 'answered',
    dueAt: dueAt?.toISOString() ?? null,
    profile: { name, country, language, jobRole },
    otherAddress: otherOf(caller, personId)?.email ?? null,
  }
}

/** Who is signed in beside the link, where that is not whom it was sent to. */
const otherOf = (caller: Actor, personId: string) =>
  'personId' in caller && caller.personId !== personId ? caller : undefined

/**
 * Answers an invitation: the link proves the mailbox, the profile makes it whole (AF2, AF9). Makes a sign-in where there
 * is none, and signs nobody in. Refuses with `INVITE_EXPIRED`, with `INVITE_ALREADY_ACTIVE` when it was answered, with
 * `INVITE_OTHER_ADDRESS` somebody who is signed in with another address and did not say that the invited one joins, and
 * with `PASSWORD_REQUIRED`.
 */
export const acceptInvitation = async (
  call: Call,
  link: HeldLink,
  caller: Actor,
  input: AcceptInput,
): Promise<{ status: AffiliationState }> => {
  const affiliation = await call.em.findOne(
    Affiliation,
    { id: link.subjectId },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  )
  if (!affiliation) return refuseAbsent()
  decideAnswer(call, affiliation)
  const other = otherOf(caller, affiliation.personId)
  if (other && !input.asInvited)
    refuse('conflict', 'INVITE_OTHER_ADDRESS', { rule: 'PPL-R4', params: { invited: link.address, own: other.email } })
  const person = await call.em.findOneOrFail(
    Person,
    { id: affiliation.personId },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  )
  person.proveMail(call.now)
  person.describe(input.profile)
  await giveSignIn(call, person, input.password)
  await join(call, affiliation)
  return { status: affiliation.status }
}

const decideAnswer = (call: Call, affiliation: Affiliation): void => {
  const { status } = affiliation
  if (status === 'expired' || (isWaitedFor(affiliation) && affiliation.isDue(call.now)))
    refuse('conflict', 'INVITE_EXPIRED', { rule: 'PPL-R4' })
  if (!isWaitedFor(affiliation)) refuse('conflict', 'INVITE_ALREADY_ACTIVE', { rule: 'PPL-R4' })
}

/** A password for whoever has no way in yet. One that was not asked for changes nothing that exists: it is refused. */
const giveSignIn = async (call: Call, person: Person, password: string | null): Promise<void> => {
  if (person.userId) {
    if (password !== null) refuse('conflict', 'SIGN_IN_EXISTS', { field: 'password', rule: 'PPL-R4' })
    return
  }
  if (password === null) return refuse('invalid', 'PASSWORD_REQUIRED', { field: 'password', rule: 'PPL-R4' })
  await setPassword(call, await userOf(call, person), await hashPassword(password))
}
