import { sql } from 'kysely'
import type { Findings, Judged } from '../kernel/feed.findings.ts'
import { judgeTwice } from '../kernel/feed.findings.ts'
import type { Feed } from '../kernel/feed.ts'
import { newId } from '../kernel/id.ts'
import type { Call } from '../kernel/transaction.ts'
import { readToday } from './credential.queries.ts'
import type { CertificationRow, SkillRow } from './skill.feed.rules.ts'
import {
  certificationColumns,
  CertificationRow as CertificationShape,
  skillColumns,
  SkillRow as SkillShape,
} from './skill.feed.rules.ts'

/** The catalogue of certifications: a code that is known already is replaced, none is deleted by its absence. */
export const certificationFeed: Feed<CertificationRow> = {
  name: 'certifications',
  columns: certificationColumns,
  shape: CertificationShape,
  judge: async (_call, _vendorId, rows, found) => judgeTwice(rows, (row) => row.code, 'code', found),
  write: async (call, vendorId, rows) => {
    const json = JSON.stringify(rows.map((row) => ({ ...row, id: newId(call.now) })))
    await sql`
      insert into certification (id, vendor_id, code, name, kind, qualifies_for, retired_on, counts_until)
      select r.id, ${vendorId}, r.code, r.name, r.kind, array(select jsonb_array_elements_text(r.qualifies_for)), r.retired_on, r.counts_until
      from jsonb_to_recordset(${json}::jsonb) as r (id uuid, code text, name text, kind text, qualifies_for jsonb, retired_on date, counts_until date)
      on conflict (vendor_id, code) do update set name = excluded.name, kind = excluded.kind,
        qualifies_for = excluded.qualifies_for, retired_on = excluded.retired_on, counts_until = excluded.counts_until
    `.execute(call.em.getKysely())
    // The kind is the certification's; results carry it so that lists need not look it up.
    await sql`update skill_record s set kind = t.kind from certification t
      where t.vendor_id = ${vendorId} and s.vendor_id = t.vendor_id and s.code = t.code and s.kind <> t.kind`.execute(
      call.em.getKysely(),
    )
  },
}

/**
 * Results of people (CP-R6). A credential that nobody knew waits for its owner; a result that is known already has its
 * expiry replaced. Each file that is taken in is noted with its instant, which lists show.
 */
export const skillFeed: Feed<SkillRow> = {
  name: 'skills',
  columns: skillColumns,
  shape: SkillShape,
  judge: async (call, vendorId, rows, found) => {
    judgeTwice(
      rows,
      ({ credential_id, code, passed_on }) => `${credential_id} ${code} ${passed_on}`,
      'passed_on',
      found,
    )
    judgeNames(rows, found)
    await judgeCodes(call, vendorId, rows, found)
    const today = await readToday(call, vendorId)
    for (const { line, row } of rows)
      if (row.passed_on > today) found.say(line, 'passed_on', row.passed_on, 'is in the future: correct it')
  },
  write: async (call, vendorId, rows) => {
    await writeCredentials(call, vendorId, rows)
    await writeSkills(call, vendorId, rows)
    await sql`insert into skill_import (id, vendor_id, at, rows) values (${newId(call.now)}, ${vendorId}, ${call.now}, ${rows.length})`.execute(
      call.em.getKysely(),
    )
  },
}

/** A credential is one person's, who has one name in one file. */
const judgeNames = (rows: readonly Judged<SkillRow>[], found: Findings): void => {
  const names = new Map<string, { name: string; line: number }>()
  for (const { line, row } of rows) {
    const first = names.get(row.credential_id)
    if (!first) names.set(row.credential_id, { name: row.name, line })
    else if (first.name !== row.name)
      found.say(
        line,
        'name',
        row.name,
        `is another name than in line ${first.line} for the same credential: correct one`,
      )
  }
}

const judgeCodes = async (
  call: Call,
  vendorId: string,
  rows: readonly Judged<SkillRow>[],
  found: Findings,
): Promise<void> => {
  const { rows: known } = await sql<{ code: string }>`
    select code from certification where vendor_id = ${vendorId}
  `.execute(call.em.getKysely())
  const codes = new Set(known.map(({ code }) => code))
  for (const { line, row } of rows)
    if (!codes.has(row.code))
      found.say(line, 'code', row.code, 'is not in the catalogue: import its certification first')
}

const writeCredentials = async (call: Call, vendorId: string, rows: readonly SkillRow[]): Promise<void> => {
  const names = new Map(rows.map(({ credential_id, name }) => [credential_id, name]))
  const json = JSON.stringify([...names].map(([credential_id, name]) => ({ id: newId(call.now), credential_id, name })))
  await sql`
    insert into credential_profile (id, vendor_id, credential_id, name, state, state_at)
    select r.id, ${vendorId}, r.credential_id, r.name, 'unlinked', ${call.now}
    from jsonb_to_recordset(${json}::jsonb) as r (id uuid, credential_id text, name text)
    on conflict (vendor_id, credential_id) do update set name = excluded.name, version = credential_profile.version + 1 where credential_profile.name <> excluded.name
  `.execute(call.em.getKysely())
}

/**
 * Results carry whose they are and where they count, so that the fence is one comparison. While two names are compared for
 * the first time they are nobody's: whoever typed a number is not its owner yet.
 */
const writeSkills = async (call: Call, vendorId: string, rows: readonly SkillRow[]): Promise<void> => {
  const json = JSON.stringify(rows.map((row) => ({ ...row, id: newId(call.now) })))
  await sql`
    insert into skill_record (id, vendor_id, organization_id, person_id, credential_profile_id, kind, code, passed_on, expires_on)
    select r.id, ${vendorId}, case c.state when 'linked' then c.organization_id end,
      case when c.state <> 'pending_name_check' or exists (select from credential_link k where k.credential_profile_id = c.id) then c.person_id end, c.id, t.kind, r.code, r.passed_on, r.expires_on
    from jsonb_to_recordset(${json}::jsonb) as r (id uuid, credential_id text, code text, passed_on date, expires_on date)
      join credential_profile c on c.vendor_id = ${vendorId} and c.credential_id = r.credential_id
      join certification t on t.vendor_id = ${vendorId} and t.code = r.code
    on conflict (credential_profile_id, code, passed_on) do update set expires_on = excluded.expires_on
  `.execute(call.em.getKysely())
}
