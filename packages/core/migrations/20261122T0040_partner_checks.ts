import { Migration } from '@mikro-orm/migrations';

export class PartnerChecksMigration extends Migration {

  override name = '20261122T0040_partner_checks';

  override up(): void | Promise<void> {
    this.addSql(`create table "partner_check" ("id" uuid not null, "vendor_id" uuid not null, "claim_id" uuid not null, "decision_id" uuid not null, "opened_at" timestamptz(3) not null, "closed_at" timestamptz(3) null, "closed_by" uuid null, "finding" text null, "note" text not null default '', primary key ("id"));`);
    this.addSql(`create index "partner_check_claim_id_index" on "partner_check" ("claim_id");`);
    this.addSql(`alter table "partner_check" add constraint "partner_check_decision_id_unique" unique ("decision_id");`);
    this.addSql(`create index "partner_check_open_index" on "partner_check" ("vendor_id", "opened_at", "id") where "closed_at" is null;`);

    this.addSql(`alter table "partner_check" add constraint "partner_check_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "partner_check" add constraint "partner_check_claim_id_foreign" foreign key ("claim_id") references "claim" ("id") on delete restrict;`);
    this.addSql(`alter table "partner_check" add constraint "partner_check_decision_id_foreign" foreign key ("decision_id") references "consent_decision" ("id") on delete restrict;`);
    this.addSql(`alter table "partner_check" enable row level security;`);
    this.addSql(`create policy "partner_check_staff" on "partner_check" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and (select current_setting('ofrecord.side', true)) = 'vendor')) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and (select current_setting('ofrecord.side', true)) = 'vendor'));`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "partner_check" cascade;`);
  }

}
