import { Migration } from '@mikro-orm/migrations';

/** How often somebody gets a digest, and when the next one is written. */
export class DigestsMigration extends Migration {

  override name = '20261122T1720_digests';

  override up(): void | Promise<void> {
    this.addSql(`create table "digest" ("id" uuid not null, "vendor_id" uuid not null, "person_id" uuid not null, "cadence" text not null default 'weekly', "due_at" timestamptz(3) null, "told_until" timestamptz(3) not null, primary key ("id"));`);
    this.addSql(`create index "digest_vendor_id_index" on "digest" ("vendor_id");`);
    this.addSql(`create index "digest_due_index" on "digest" ("due_at") where "due_at" is not null;`);
    this.addSql(`alter table "digest" add constraint "digest_person_unique" unique ("person_id");`);

    this.addSql(`alter table "digest" add constraint "digest_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "digest" add constraint "digest_person_id_foreign" foreign key ("person_id") references "person" ("id") on delete restrict;`);
    this.addSql(`alter table "digest" enable row level security;`);
    this.addSql(`create policy "digest_own" on "digest" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and person_id = (select nullif(current_setting('ofrecord.person', true), '')::uuid))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and person_id = (select nullif(current_setting('ofrecord.person', true), '')::uuid)));`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "digest" cascade;`);
  }

}
