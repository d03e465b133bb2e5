import { Migration } from '@mikro-orm/migrations'

/**
 * Somebody's address may stand in the reason of a change of the tree. An erasure goes through the texts of every table,
 * and would be refused as a whole by the guard of this one: it is let through, as with decisions and receipts (GEN-R7).
 */
export class ErasureOfPeopleMigration extends Migration {
  override name = '20261122T1245_erasure_of_people'

  override up(): void {
    this.addSql(`drop trigger structure_change_append_only on structure_change`)
    this.addSql(`create trigger structure_change_append_only before delete or update on structure_change
      for each row execute function refuse_change_but_erasure('actor_name', 'reason', 'places', 'impact')`)
  }

  override down(): void {
    this.addSql(`drop trigger structure_change_append_only on structure_change`)
    this.addSql(`create trigger structure_change_append_only before delete or update of id, vendor_id, organization_id, kind,
      location_id, at, actor_id, reason, places, impact on structure_change for each row execute function refuse_change()`)
  }
}
