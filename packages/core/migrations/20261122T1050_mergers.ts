import { Migration } from '@mikro-orm/migrations'

/**
 * What never changes keeps the name of the organisation it was written for. The one that took that organisation in
 * reads it all the same (MRG-R5): it may look, and writes its own under its own name. The list of organisations is
 * worked out once a statement and not once a row, so that lists stay as fast as they are.
 */
export class MergersMigration extends Migration {
  override name = '20261122T1050_mergers'

  override up(): void {
    this.addSql(`create policy organization_merged on organization for select using (
      merged_into_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))`)
    for (const table of staying)
      this.addSql(`create policy ${table}_merged on ${table} for select using (organization_id = any (array(
        select o.id from organization o
        where o.merged_into_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))))`)
  }

  override down(): void {
    for (const table of [...staying, 'organization']) this.addSql(`drop policy ${table}_merged on ${table}`)
  }
}

/** The tables of `hierarchy/merge.tables.ts` whose rows stay. */
const staying = [
  'event',
  'consent_notice',
  'consent_decision',
  'consent_receipt',
  'notice_recipient',
  'customer_question',
  'letter',
  'review_decision',
  'structure_change',
  'location_place',
  'hierarchy_rehearsal',
]
