import { Migration } from '@mikro-orm/migrations'

/**
 * A claim, a person's place, role, contact or privilege is at a location of its own organisation (B.20), whoever writes.
 * Looked at when a transaction ends: a merger gives locations and rows to another organisation one after the other.
 */
export class RowsOfOwnLocationsMigration extends Migration {
  override name = '20261123T0030_rows_of_own_locations'

  override up(): void {
    for (const table of tables)
      this.addSql(
        `alter table "${table}" add constraint "${table}_location_own_foreign" foreign key ("location_id", "organization_id") references "location" ("id", "organization_id") deferrable initially deferred;`,
      )
  }

  override down(): void {
    for (const table of tables) this.addSql(`alter table "${table}" drop constraint "${table}_location_own_foreign";`)
  }
}

const tables = ['claim', 'affiliation', 'role_assignment', 'contact_assignment', 'privilege_grant']
