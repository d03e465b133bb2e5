import { Migration } from '@mikro-orm/migrations'

/**
 * Since when a location has its state: for those that are there, the last event that gave it one. The index by organisation
 * alone goes: two others begin with the organisation.
 */
export class LocationWaitsSinceMigration extends Migration {
  override name = '20261123T0156_location_waits_since'

  override up(): void {
    this.addSql(`drop index "location_organization_id_index"`)
    this.addSql(`alter table "location" add "status_at" timestamptz(3) not null default now()`)
    this.addSql(`alter table "location" disable trigger user`)
    this.addSql(`update "location" l set "status_at" = coalesce((select max(e."at") from "event" e where e."aggregate_id" = l."id"
      and (e."type" in ('location.created', 'location.verified', 'location.verificationRefused', 'location.resubmitted',
        'location.dissociated', 'location.restored')
        or (e."type" = 'location.edited' and e."data" ->> 'status' = 'pending_verification' and e."data" -> 'fields' ?| '{legalName,country}'))),
      l."created_at")`)
    this.addSql(`alter table "location" enable trigger user`)
  }

  override down(): void {
    this.addSql(`alter table "location" drop column "status_at"`)
    this.addSql(`create index "location_organization_id_index" on "location" ("organization_id")`)
  }
}
