import { sql } from 'kysely'
import type { Reaction, Told } from '../kernel/dispatch.ts'
import type { Installation } from '../kernel/installation.ts'
import type { Call } from '../kernel/transaction.ts'
import { writeLetter } from '../letters/letter.entity.ts'
import type { DomainProof } from './recovery.entity.ts'

interface Facts {
  purpose: DomainProof['purpose']
  state: DomainProof['state']
  vendorName: string
  organisationName: string
  name: string
  email: string
  domain: string
  askedBy: string
  stoppedBy: string | null
  /** The record was found, so the members were told. */
  isProven: boolean
}

const readFacts = async (call: Call, proofId: string): Promise<Facts> => {
  const { rows } = await sql<Facts>`
    select d.purpose, d.state, v.name as "vendorName", o.name as "organisationName", p.name, p.email, d.domain, d.asked_by as "askedBy",
      d.stopped_by as "stoppedBy", d.proven_at is not null as "isProven"
    from domain_proof d join organization o on o.id = d.organization_id join vendor v on v.id = d.vendor_id
      join person p on p.id = d.asked_by
    where d.id = ${proofId}
  `.execute(call.em.getKysely())
  return rows[0]!
}

interface Reader {
  isOwn: boolean
  name: string
  email: string
  locale: string
  timeZone: string
}

/** Every member and whoever asked, who need not be one: they read about themselves as "you". */
const readReaders = async (call: Call, organizationId: string, askedBy: string): Promise<Reader[]> => {
  const { rows } = await sql<Reader>`
    select p.id = ${askedBy} as "isOwn", p.name, p.email, p.locale, p.time_zone as "timeZone" from person p
    where p.id = ${askedBy}
      or exists (select from affiliation a where a.person_id = p.id and a.organization_id = ${organizationId} and a.status = 'active')
    order by p.email_normalised
  `.execute(call.em.getKysely())
  return rows
}

const about = (event: Told, reader: Reader) => ({
  vendorId: event.vendorId,
  organizationId: event.organizationId,
  eventId: event.id,
  aggregateId: event.aggregateId,
  recipient: reader.email,
  recipientName: reader.name,
  locale: reader.locale,
})

const commonParams = (call: Call, { publicUrl }: Installation, facts: Facts, reader: Reader) => ({
  vendorName: facts.vendorName,
  timeZone: reader.timeZone,
  sentAt: call.now.toISOString(),
  recipientName: reader.name,
  organisationName: facts.organisationName,
  // What one asked for oneself is found there, wherever one acts.
  recoveryUrl: `${publicUrl}${reader.isOwn ? '/account/organisations' : '/organisation'}`,
})

const personParams = ({ name: personName, email: personAddress }: Facts) => ({ personName, personAddress })

/** Every member learns that somebody is to administer them, and how to object; who asked, that the hours run (PPL-R7). */
const sendProven: Reaction = async (call, event, installation) => {
  const facts = await readFacts(call, event.aggregateId)
  for (const reader of await readReaders(call, event.organizationId!, facts.askedBy)) {
    const params = {
      ...commonParams(call, installation, facts, reader),
      domain: facts.domain,
      dueAt: String(event.data.dueAt),
    }
    const to = about(event, reader)
    if (reader.isOwn) writeLetter(call, { ...to, template: 'admin-recovery-own', params })
    else writeLetter(call, { ...to, template: 'admin-recovery', params: { ...params, ...personParams(facts) } })
  }
}

const outcomeOf = ({ state, stoppedBy, askedBy }: Facts) => {
  if (state === 'done') return 'done'
  if (stoppedBy === null) return 'overtaken'
  return stoppedBy === askedBy ? 'withdrawn' : 'objected'
}

/**
 * How it ended: to who asked, unless they ended it themselves; to the members, if they had been told that it runs
 * (decision 050).
 */
const sendEnded: Reaction = async (call, event, installation) => {
  const facts = await readFacts(call, event.aggregateId)
  if (facts.purpose !== 'recovery') return
  const outcome = outcomeOf(facts)
  for (const reader of await readReaders(call, event.organizationId!, facts.askedBy)) {
    const params = commonParams(call, installation, facts, reader)
    const to = about(event, reader)
    if (!reader.isOwn) {
      if (!facts.isProven) continue
      const theirs = { ...params, ...personParams(facts), outcome } as const
      writeLetter(call, { ...to, template: 'admin-recovery-ended', params: theirs })
    } else if (outcome !== 'withdrawn')
      writeLetter(call, { ...to, template: 'admin-recovery-ended-own', params: { ...params, outcome } })
  }
}

export const recoveryLetters: Readonly<Record<string, Reaction>> = {
  'domainProof.proven': sendProven,
  'domainProof.done': sendEnded,
  'domainProof.stopped': sendEnded,
}
