import { Migration } from '@mikro-orm/migrations'

/** What the service desk looks at: locations that wait for verification, and those that were refused three times (B.16.3). */
export class DeskKeepsRefusedMigration extends Migration {
  override name = '20261123T0040_desk_keeps_refused'

  override up(): void {
    this.addSql(`drop index "location_pending_index"`)
    this.addSql(
      `create index "location_pending_index" on "location" ("vendor_id", "number") where "status" = 'pending_verification' or ("status" = 'verification_failed' and "verification_tries" >= 3)`,
    )
  }

  override down(): void {
    this.addSql(`drop index "location_pending_index"`)
    this.addSql(
      `create index "location_pending_index" on "location" ("vendor_id", "number") where "status" = 'pending_verification'`,
    )
  }
}
