import { Migration } from '@mikro-orm/migrations'

/**
 * A contact and a privilege are somebody's by a place of theirs in the same organisation (B.20), whoever writes. Looked at
 * when a transaction ends: a merger gives rows to another organisation one after the other.
 */
export class RowsOfOwnPeopleMigration extends Migration {
  override name = '20261123T0502_rows_of_own_people'

  override up(): void {
    this.addSql(
      `alter table "affiliation" add constraint "affiliation_own_unique" unique ("id", "person_id", "organization_id");`,
    )
    for (const table of tables)
      this.addSql(
        `alter table "${table}" add constraint "${table}_affiliation_own_foreign" foreign key ("affiliation_id", "person_id", "organization_id") references "affiliation" ("id", "person_id", "organization_id") deferrable initially deferred;`,
      )
  }

  override down(): void {
    for (const table of tables)
      this.addSql(`alter table "${table}" drop constraint "${table}_affiliation_own_foreign";`)
    this.addSql(`alter table "affiliation" drop constraint "affiliation_own_unique";`)
  }
}

const tables = ['contact_assignment', 'privilege_grant']
