import { Migration } from '@mikro-orm/migrations';

/** Provisioning by a company's directory: its tokens, and whom it spoke of. */
export class DirectoryMigration extends Migration {
  override name = '20261122T1710_directory'

  override up(): void {
    this.addSql(`create table "directory_user" ("id" uuid not null, "vendor_id" uuid not null, "organization_id" uuid not null, "person_id" uuid not null, "external_id" text null, "given_name" text not null default '', "family_name" text not null default '', "full_name" text not null default '', "job_role" text not null default '', "language" text not null default '', "country" text not null default '', "created_at" timestamptz(3) not null, "changed_at" timestamptz(3) not null, primary key ("id"));`);
    this.addSql(`create index "directory_user_organization_id_index" on "directory_user" ("organization_id");`);
    this.addSql(`create index "directory_user_person_id_index" on "directory_user" ("person_id");`);
    this.addSql(`alter table "directory_user" add constraint "directory_user_person_unique" unique ("organization_id", "person_id");`);
    this.addSql(`alter table "directory_user" add constraint "directory_user_external_unique" unique ("organization_id", "external_id");`);

    this.addSql(`create table "directory_token" ("id" uuid not null, "vendor_id" uuid not null, "organization_id" uuid not null, "name" text not null, "token_hash" text not null, "location_id" uuid not null, "made_by" uuid not null, "made_at" timestamptz(3) not null, "last_used_at" timestamptz(3) null, "revoked_at" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`create index "directory_token_organization_id_index" on "directory_token" ("organization_id");`);
    this.addSql(`alter table "directory_token" add constraint "directory_token_token_hash_unique" unique ("token_hash");`);
    this.addSql(`create index "directory_token_location_id_index" on "directory_token" ("location_id");`);
    this.addSql(`create index "directory_token_made_by_index" on "directory_token" ("made_by");`);

    this.addSql(`alter table "directory_user" add constraint "directory_user_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "directory_user" add constraint "directory_user_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "directory_user" add constraint "directory_user_person_id_foreign" foreign key ("person_id") references "person" ("id") on delete restrict;`);
    this.addSql(`alter table "directory_user" enable row level security;`);
    this.addSql(`create policy "directory_user_own" on "directory_user" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);

    this.addSql(`alter table "directory_token" add constraint "directory_token_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "directory_token" add constraint "directory_token_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "directory_token" add constraint "directory_token_location_id_foreign" foreign key ("location_id") references "location" ("id") on delete restrict;`);
    this.addSql(`alter table "directory_token" add constraint "directory_token_made_by_foreign" foreign key ("made_by") references "person" ("id") on delete restrict;`);
    this.addSql(`alter table "directory_token" enable row level security;`);
    this.addSql(`create policy "directory_token_own" on "directory_token" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);
    // Whoever can only read needs no hash of a token either.
    this.addSql(`revoke all on directory_token from ofrecord_read`)
  }

  override down(): void {
    this.addSql(`drop table if exists "directory_user" cascade;`);
    this.addSql(`drop table if exists "directory_token" cascade;`);
  }

}
