import { Migration } from '@mikro-orm/migrations';

export class RehearsalsKeptMigration extends Migration {

  override name = '20261122T1740_rehearsals_kept';

  override up(): void | Promise<void> {
    this.addSql(`create table "tax_confirmation" ("id" uuid not null, "vendor_id" uuid not null, "organization_id" uuid not null, "location_id" uuid not null, "asked_at" timestamptz(3) not null, "confirmed_at" timestamptz(3) null, "confirmed_by" uuid null, primary key ("id"));`);
    this.addSql(`create index "tax_confirmation_organization_id_index" on "tax_confirmation" ("organization_id");`);
    this.addSql(`create unique index "tax_confirmation_open_unique" on "tax_confirmation" ("location_id") where "confirmed_at" is null;`);

    this.addSql(`alter table "tax_exemption" add "confirm_asked_at" timestamptz(3) null;`);

    this.addSql(`alter table "hierarchy_rehearsal" add "kept_at" timestamptz(3) null;`);
    // Whatever is listed today stays.
    this.addSql(`update "hierarchy_rehearsal" set "kept_at" = "created_at";`);

    this.addSql(`alter table "tax_confirmation" add constraint "tax_confirmation_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "tax_confirmation" add constraint "tax_confirmation_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "tax_confirmation" add constraint "tax_confirmation_location_id_foreign" foreign key ("location_id") references "location" ("id") on delete restrict;`);
    this.addSql(`alter table "tax_confirmation" enable row level security;`);
    this.addSql(`create policy "tax_confirmation_own" on "tax_confirmation" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "tax_confirmation" cascade;`);

    this.addSql(`alter table "hierarchy_rehearsal" drop column "kept_at";`);

    this.addSql(`alter table "tax_exemption" drop column "confirm_asked_at";`);
  }

}
