import { Migration } from '@mikro-orm/migrations'

/**
 * Each move locked its vendor for a reference that the location keeps already, and wrote into an index over all places for
 * what only headquarters are asked: where the tree of a day begins.
 */
export class PlacesByHeadquartersMigration extends Migration {
  override name = '20261123T0317_places_by_headquarters'

  override up(): void {
    this.addSql(`alter table "location_place" drop constraint "location_place_vendor_id_foreign"`)
    this.addSql(`drop index "location_place_days_index"`)
    this.addSql(
      `create index "location_place_headquarters_index" on "location_place" ("organization_id", "since") where "is_headquarters"`,
    )
  }

  override down(): void {
    this.addSql(`drop index "location_place_headquarters_index"`)
    this.addSql(`create index "location_place_days_index" on "location_place" ("organization_id", "since")`)
    this.addSql(
      `alter table "location_place" add constraint "location_place_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict`,
    )
  }
}
