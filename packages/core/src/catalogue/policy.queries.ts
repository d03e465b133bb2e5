import { sql } from 'kysely'
import type { Kysely, RawBuilder } from 'kysely'
import { isoOf } from '../kernel/instants.ts'
import type { Call } from '../kernel/transaction.ts'
import type { Policy } from './catalogue.rules.ts'
import { policyDefaults } from './catalogue.rules.ts'
import type { PolicySetting } from './policy.rules.ts'
import { completed, differences } from './policy.rules.ts'

/** The programme's settings that are in force (B.0.4): the highest version, or the defaults. One statement. */
export const readPolicy = async (call: Call, vendorId: string): Promise<Policy> =>
  completed((await readVersion(call, vendorId))?.settings ?? null)

/** The highest version with its number; undefined while the defaults hold. */
export const readVersion = async (
  call: Call,
  vendorId: string,
): Promise<{ version: number; settings: Policy } | undefined> => {
  const { rows } = await sql<{ version: number; settings: Policy }>`
    select version, settings from policy_version where vendor_id = ${vendorId} order by version desc limit 1
  `.execute(call.em.getKysely())
  return rows[0]
}

/**
 * The settings that were in force at an instant: what counts for a period that began then and whose end is stored
 * nowhere, such as the hours in which a no can be taken back (POL-R1).
 */
export const readPolicyAt = async (db: Kysely<unknown>, vendorId: string, at: Date): Promise<Policy> => {
  const { rows } = await sql<{ settings: Policy }>`
    select settings from policy_version where vendor_id = ${vendorId} and changed_at <= ${at} order by version desc limit 1
  `.execute(db)
  return completed(rows[0]?.settings ?? null)
}

/** One number of the settings that were in force at an instant, inside a larger statement (POL-R1). */
export const policyNumberAt = (
  setting: Exclude<
    PolicySetting,
    | 'maxItems'
    | 'autoApprove'
    | 'consentReminder'
    | 'autoAuthorizeMatchingDomain'
    | 'survey'
    | 'surveyAddress'
    | 'goldUpgradeStartsYear'
    | 'registrationCountries'
  >,
  vendorId: RawBuilder<unknown>,
  at: RawBuilder<unknown>,
): RawBuilder<number> => sql`coalesce((select (v.settings ->> ${setting}::text)::int from policy_version v
  where v.vendor_id = ${vendorId} and v.changed_at <= ${at} order by v.version desc limit 1), ${policyDefaults[setting]}::int)`

interface VersionRow {
  version: number
  settings: Policy
  reason: string
  at: string
  by: string | null
}

/** Who changed what, when and why, newest first. */
export const readPolicyHistory = async (call: Call, vendorId: string) => {
  const { rows } = await sql<VersionRow>`
    select v.version, v.settings, v.reason, v.changed_at::text as at, p.name as by
    from policy_version v left join person p on p.id = v.changed_by
    where v.vendor_id = ${vendorId} order by v.version
  `.execute(call.em.getKysely())
  let before = policyDefaults
  const changes = rows.map(({ version, settings, reason, at, by }) => {
    const after = completed(settings)
    const changed = { id: String(version), version, by, at: isoOf(at), reason, changes: differences(before, after) }
    before = after
    return changed
  })
  return changes.toReversed()
}
