import { Migration } from '@mikro-orm/migrations';

export class TicketsMigration extends Migration {

  override name = '20261122T1730_tickets';

  override up(): void | Promise<void> {
    this.addSql(`create table "ticket_counter" ("vendor_id" uuid not null, "value" int not null, primary key ("vendor_id"));`);

    this.addSql(`create table "ticket" ("id" uuid not null, "vendor_id" uuid not null, "organization_id" uuid not null, "location_id" uuid not null, "number" int not null, "path" text not null, "subject" text not null, "priority" text not null, "state" text not null default 'new', "state_at" timestamptz(3) not null, "created_at" timestamptz(3) not null, "created_by" uuid not null, "agent_id" uuid null, "about_kind" text null, "about_id" uuid null, "about_label" text null, "attached" jsonb null, "sla_due_at" timestamptz(3) null, "sla_days_left" int null, "resolved_at" timestamptz(3) null, "closes_at" timestamptz(3) null, "rating" int null, "rating_words" text null, "rated_at" timestamptz(3) null, "messages" int not null default 0, "version" int not null default 1, primary key ("id"));`);
    this.addSql(`create index "ticket_organization_id_index" on "ticket" ("organization_id");`);
    this.addSql(`create index "ticket_location_id_index" on "ticket" ("location_id");`);
    this.addSql(`create index "ticket_created_by_index" on "ticket" ("created_by");`);
    this.addSql(`create index "ticket_agent_id_index" on "ticket" ("agent_id");`);
    this.addSql(`alter table "ticket" add constraint "ticket_number_unique" unique ("vendor_id", "number");`);

    this.addSql(`create table "ticket_note" ("id" uuid not null, "vendor_id" uuid not null, "ticket_id" uuid not null, "author_id" uuid not null, "body" text not null, "at" timestamptz(3) not null, primary key ("id"));`);
    this.addSql(`create index "ticket_note_ticket_id_index" on "ticket_note" ("ticket_id");`);

    this.addSql(`create table "ticket_message" ("id" uuid not null, "vendor_id" uuid not null, "organization_id" uuid not null, "ticket_id" uuid not null, "verb" text not null, "author_id" uuid not null, "body" text not null, "at" timestamptz(3) not null, primary key ("id"));`);
    this.addSql(`create index "ticket_message_organization_id_index" on "ticket_message" ("organization_id");`);
    this.addSql(`create index "ticket_message_ticket_id_index" on "ticket_message" ("ticket_id");`);

    this.addSql(`alter table "ticket" add constraint "ticket_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "ticket" add constraint "ticket_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "ticket" add constraint "ticket_location_id_foreign" foreign key ("location_id") references "location" ("id") on delete restrict;`);
    this.addSql(`alter table "ticket" add constraint "ticket_rating_check" check ("rating" >= 1 and "rating" <= 5 and ("rating" is null) = ("rated_at" is null));`);
    this.addSql(`alter table "ticket" enable row level security;`);
    this.addSql(`create policy "ticket_own" on "ticket" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);

    this.addSql(`alter table "ticket_note" add constraint "ticket_note_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "ticket_note" add constraint "ticket_note_ticket_id_foreign" foreign key ("ticket_id") references "ticket" ("id") on delete restrict;`);
    this.addSql(`alter table "ticket_note" enable row level security;`);
    this.addSql(`create policy "ticket_note_staff" on "ticket_note" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and (select current_setting('ofrecord.side', true)) = 'vendor')) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and (select current_setting('ofrecord.side', true)) = 'vendor'));`);

    this.addSql(`alter table "ticket_message" add constraint "ticket_message_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "ticket_message" add constraint "ticket_message_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "ticket_message" add constraint "ticket_message_ticket_id_foreign" foreign key ("ticket_id") references "ticket" ("id") on delete restrict;`);
    this.addSql(`alter table "ticket_message" enable row level security;`);
    this.addSql(`create policy "ticket_message_own" on "ticket_message" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "ticket_note" drop constraint "ticket_note_ticket_id_foreign";`);
    this.addSql(`alter table "ticket_message" drop constraint "ticket_message_ticket_id_foreign";`);

    this.addSql(`drop table if exists "ticket_counter" cascade;`);
    this.addSql(`drop table if exists "ticket" cascade;`);
    this.addSql(`drop table if exists "ticket_note" cascade;`);
    this.addSql(`drop table if exists "ticket_message" cascade;`);
  }

}
