import { Migration } from '@mikro-orm/migrations';

export class QuestionsAndHoldsMigration extends Migration {

  override name = '20261122T0351_questions_and_holds';

  override up(): void | Promise<void> {
    this.addSql(`create table "clarification" ("id" uuid not null, "vendor_id" uuid not null, "customer_tenant_id" uuid not null, "conflict_id" uuid null, "item_name" text not null, "incumbent_id" uuid not null, "challenger_id" uuid not null, "status" text not null default 'open', "asked_at" timestamptz(3) not null, "asked_by" uuid not null, "due_at" timestamptz(3) not null, "answer" text null, "comment" text not null default '', "answered_at" timestamptz(3) null, "answered_by" text null, primary key ("id"));`);
    this.addSql(`create index "clarification_customer_tenant_id_index" on "clarification" ("customer_tenant_id");`);
    this.addSql(`alter table "clarification" add constraint "clarification_conflict_id_unique" unique ("conflict_id");`);
    this.addSql(`create index "clarification_incumbent_id_index" on "clarification" ("incumbent_id");`);
    this.addSql(`create index "clarification_challenger_id_index" on "clarification" ("challenger_id");`);

    this.addSql(`create table "clarification_recipient" ("id" uuid not null, "vendor_id" uuid not null, "clarification_id" uuid not null, "address" text not null, "name" text not null, "locale" text not null, "link_id" uuid not null, primary key ("id"));`);
    this.addSql(`create index "clarification_recipient_clarification_id_index" on "clarification_recipient" ("clarification_id");`);
    this.addSql(`create index "clarification_recipient_link_id_index" on "clarification_recipient" ("link_id");`);
    this.addSql(`alter table "clarification_recipient" add constraint "clarification_recipient_unique" unique ("clarification_id", "address");`);

    this.addSql(`alter table "claim" add "sampled" boolean not null default false, add "held_at" timestamptz(3) null, add "held_by" uuid null, add "hold_reason" text not null default '';`);

    this.addSql(`alter table "review_decision" alter column "reviewer_id" drop not null;`);

    this.addSql(`alter table "clarification" add constraint "clarification_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "clarification" add constraint "clarification_customer_tenant_id_foreign" foreign key ("customer_tenant_id") references "customer_tenant" ("id") on delete restrict;`);
    this.addSql(`alter table "clarification" add constraint "clarification_conflict_id_foreign" foreign key ("conflict_id") references "conflict" ("id") on delete restrict;`);
    this.addSql(`alter table "clarification" add constraint "clarification_incumbent_id_foreign" foreign key ("incumbent_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "clarification" add constraint "clarification_challenger_id_foreign" foreign key ("challenger_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "clarification" enable row level security;`);
    this.addSql(`create policy "clarification_staff" on "clarification" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and (select current_setting('ofrecord.side', true)) = 'vendor')) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and (select current_setting('ofrecord.side', true)) = 'vendor'));`);

    this.addSql(`alter table "clarification_recipient" add constraint "clarification_recipient_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "clarification_recipient" add constraint "clarification_recipient_clarification_id_foreign" foreign key ("clarification_id") references "clarification" ("id") on delete restrict;`);
    this.addSql(`alter table "clarification_recipient" enable row level security;`);
    this.addSql(`create policy "clarification_recipient_staff" on "clarification_recipient" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and (select current_setting('ofrecord.side', true)) = 'vendor')) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and (select current_setting('ofrecord.side', true)) = 'vendor'));`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "clarification_recipient" drop constraint "clarification_recipient_clarification_id_foreign";`);

    this.addSql(`drop table if exists "clarification" cascade;`);
    this.addSql(`drop table if exists "clarification_recipient" cascade;`);

    this.addSql(`alter table "claim" drop column "sampled", drop column "held_at", drop column "held_by", drop column "hold_reason";`);

    this.addSql(`alter table "review_decision" alter column "reviewer_id" set not null;`);
  }

}
