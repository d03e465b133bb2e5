import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { texts } from '../kernel/conditions.ts'
import { z } from 'zod'
import type { DirectoryActor } from '../kernel/actor.ts'
import { isoOf } from '../kernel/instants.ts'
import type { Call } from '../kernel/transaction.ts'
import { activeStates } from './directory.rules.ts'
import { shownFact, shownName } from './people.queries.ts'

/** Somebody as the organisation's directory is told of them. */
export interface DirectoryPerson {
  /** The person's: it stays when they leave and come back. */
  id: string
  userName: string
  active: boolean
  externalId: string | null
  givenName: string
  familyName: string
  fullName: string
  jobRole: string
  language: string
  country: string
  /** The partner number of the location where they are at home; null while they are out. */
  location: string | null
  createdAt: string
  changedAt: string
}

/** What a list may be narrowed by. */
export interface DirectoryFilter {
  userName?: string
  externalId?: string
  id?: string
  active?: boolean
}

const active = sql`a.status = any(${texts(activeStates)})`

/**
 * Who is in or invited, and who was provisioned before. Of whom the directory never spoke it learns what colleagues do: the
 * name behind an address shows once its owner came.
 */
const known = (organizationId: string): RawBuilder<unknown> => sql`
  select p.id, p.email as "userName", coalesce(${active}, false) as active, u.external_id as "externalId",
    coalesce(u.given_name, '') as "givenName", coalesce(u.family_name, '') as "familyName",
    case when u.full_name <> '' then u.full_name else ${shownName} end as "fullName", coalesce(nullif(u.job_role, ''), ${shownFact(sql`p.job_role`)}) as "jobRole",
    coalesce(nullif(u.language, ''), ${shownFact(sql`p.locale`)}) as language,
    coalesce(nullif(u.country, ''), ${shownFact(sql`p.country`)}) as country,
    case when ${active} then l.number::text end as location, coalesce(u.created_at, a.created_at)::text as "createdAt",
    greatest(a.status_at, u.changed_at)::text as "changedAt", p.email_normalised as address
  from (select person_id from affiliation where organization_id = ${organizationId}
      and status = any(${texts(activeStates)})
    union select person_id from directory_user where organization_id = ${organizationId}) k
  join person p on p.id = k.person_id
  left join directory_user u on u.person_id = p.id and u.organization_id = ${organizationId}
  left join lateral (select s.* from affiliation s where s.person_id = p.id and s.organization_id = ${organizationId}
    order by s.status in ('ended', 'deleted', 'denied', 'expired'), s.created_at desc, s.id desc limit 1) a on true
  left join location l on l.id = a.location_id`

const isId = (text: string): boolean => z.uuid().safeParse(text).success

const conditions = ({ userName, externalId, id, active: wanted }: DirectoryFilter): RawBuilder<unknown> => sql`
  ${userName === undefined ? sql`true` : sql`k.address = ${userName.toLowerCase()}`}
  and ${externalId === undefined ? sql`true` : sql`k."externalId" = ${externalId}`}
  and ${id === undefined ? sql`true` : isId(id) ? sql`k.id = ${id}::uuid` : sql`false`}
  and ${wanted === undefined ? sql`true` : sql`k.active = ${wanted}`}`

type Row = DirectoryPerson & { total: number }

/** A page of the directory's people by their ids, and how many there are in all; `start` counts from 1. */
export const listDirectoryPeople = async (
  call: Call,
  filter: DirectoryFilter,
  { start, count }: { start: number; count: number },
): Promise<{ people: DirectoryPerson[]; total: number }> => {
  const { organizationId } = call.actor as DirectoryActor
  const { rows } = await sql<Partial<Row> & { total: number }>`
    with k as materialized (select k.* from (${known(organizationId)}) k where ${conditions(filter)})
    select c.total, page.* from (select count(*)::int as total from k) c
      left join lateral (select * from k order by id limit ${count} offset ${start - 1}) page on true order by page.id
  `.execute(call.em.getKysely())
  return { total: rows[0]!.total, people: rows.flatMap((row) => (row.id ? [shown(row as Row)] : [])) }
}

/** One of them; undefined: nobody whom this directory knows. */
export const readDirectoryPerson = async (call: Call, id: string): Promise<DirectoryPerson | undefined> =>
  (await listDirectoryPeople(call, { id }, { start: 1, count: 1 })).people[0]

const shown = (row: Row): DirectoryPerson => {
  const { total: _total, address: _address, ...person } = row as Row & { address: string }
  return { ...person, createdAt: isoOf(person.createdAt), changedAt: isoOf(person.changedAt) }
}
