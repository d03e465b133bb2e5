import { Migration } from '@mikro-orm/migrations';

/** Companies as public registers have them: a location that is one of them needs nobody to verify it (B.16.3). */
export class RegisteredCompaniesMigration extends Migration {

  override name = '20261122T2145_registered_companies';

  override up(): void | Promise<void> {
    this.addSql(`create table "registered_company" ("id" uuid not null, "vendor_id" uuid not null, "country" text not null, "registration_number" text not null, "legal_name" text not null, "number_key" text not null, "name_key" text not null, primary key ("id"));`);
    this.addSql(`alter table "registered_company" add constraint "registered_company_unique" unique ("vendor_id", "country", "number_key");`);

    this.addSql(`alter table "registered_company" add constraint "registered_company_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "registered_company" enable row level security;`);
    this.addSql(`create policy "registered_company_vendor" on "registered_company" using ((select current_setting('ofrecord.side', true)) = 'system' or vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid)) with check ((select current_setting('ofrecord.side', true)) = 'system' or vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid));`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "registered_company" cascade;`);
  }

}
