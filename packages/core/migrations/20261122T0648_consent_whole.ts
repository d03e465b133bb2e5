import { Migration } from '@mikro-orm/migrations';

export class ConsentWholeMigration extends Migration {

  override name = '20261122T0648_consent_whole';

  override up(): void | Promise<void> {
    this.addSql(`create table "checkpoint" ("size" bigint not null, "root" text not null, "at" timestamptz(3) not null, "key_id" text not null, "signature" text not null, primary key ("size"));`);

    this.addSql(`create table "signing_key" ("id" text not null, "epoch" int not null, "public_key" text not null, "created_at" timestamptz(3) not null, "retired_at" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`alter table "signing_key" add constraint "signing_key_epoch_unique" unique ("epoch");`);

    this.addSql(`create table "portal_session" ("id" uuid not null, "vendor_id" uuid not null, "customer_tenant_id" uuid not null, "address" text not null, "token_hash" text not null, "created_at" timestamptz(3) not null, "expires_at" timestamptz(3) not null, "ended_at" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`create index "portal_session_customer_tenant_id_index" on "portal_session" ("customer_tenant_id");`);
    this.addSql(`alter table "portal_session" add constraint "portal_session_token_hash_unique" unique ("token_hash");`);

    this.addSql(`create table "portal_code" ("id" uuid not null, "vendor_id" uuid not null, "customer_tenant_id" uuid not null, "address" text not null, "code_hash" text not null, "created_at" timestamptz(3) not null, "expires_at" timestamptz(3) not null, "tries" int not null default 0, "used_at" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`create index "portal_code_customer_tenant_id_index" on "portal_code" ("customer_tenant_id");`);
    this.addSql(`create index "portal_code_address_index" on "portal_code" ("address", "created_at");`);

    this.addSql(`create table "partner_rule" ("customer_tenant_id" uuid not null, "organization_id" uuid not null, "vendor_id" uuid not null, "kind" text not null, "set_at" timestamptz(3) not null, "set_by" text not null, primary key ("customer_tenant_id", "organization_id"));`);
    this.addSql(`create index "partner_rule_organization_index" on "partner_rule" ("organization_id");`);

    this.addSql(`create table "customer_question" ("id" uuid not null, "vendor_id" uuid not null, "organization_id" uuid not null, "claim_id" uuid not null, "recipient_id" uuid not null, "body" text not null, "reply_to" text null, "at" timestamptz(3) not null, primary key ("id"));`);
    this.addSql(`create index "customer_question_organization_id_index" on "customer_question" ("organization_id");`);
    this.addSql(`create index "customer_question_claim_id_index" on "customer_question" ("claim_id");`);
    this.addSql(`create index "customer_question_recipient_id_index" on "customer_question" ("recipient_id");`);

    this.addSql(`create table "figures_look" ("association_id" uuid not null, "month" date not null, "vendor_id" uuid not null, "organization_id" uuid not null, "looks" int not null, "last_at" timestamptz(3) not null, primary key ("association_id", "month"));`);
    this.addSql(`create index "figures_look_organization_id_index" on "figures_look" ("organization_id");`);

    this.addSql(`alter table "event" add "leaf_index" bigint null;`);
    this.addSql(`alter table "event" add constraint "event_leaf_index_unique" unique ("leaf_index");`);

    this.addSql(`alter table "letter" add "bounced_at" timestamptz(3) null, add "complained_at" timestamptz(3) null;`);

    this.addSql(`alter table "customer_tenant" add "default_contact" text null;`);

    this.addSql(`alter table "tenant_admin" add "invited_by" text null, add "delegate" boolean not null default false;`);

    this.addSql(`alter table "claim" add "consent_mode" text not null default 'opt_out';`);

    this.addSql(`alter table "consent_decision" add "via" text not null default 'link', add "actor_address" text null;`);
    this.addSql(`alter table "consent_decision" alter column "notice_id" drop not null;`);

    this.addSql(`alter table "portal_session" add constraint "portal_session_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "portal_session" add constraint "portal_session_customer_tenant_id_foreign" foreign key ("customer_tenant_id") references "customer_tenant" ("id") on delete cascade;`);
    this.addSql(`alter table "portal_session" enable row level security;`);
    this.addSql(`create policy "portal_session_staff" on "portal_session" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and (select current_setting('ofrecord.side', true)) = 'vendor')) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and (select current_setting('ofrecord.side', true)) = 'vendor'));`);

    this.addSql(`alter table "portal_code" add constraint "portal_code_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "portal_code" add constraint "portal_code_customer_tenant_id_foreign" foreign key ("customer_tenant_id") references "customer_tenant" ("id") on delete cascade;`);
    this.addSql(`alter table "portal_code" enable row level security;`);
    this.addSql(`create policy "portal_code_staff" on "portal_code" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and (select current_setting('ofrecord.side', true)) = 'vendor')) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and (select current_setting('ofrecord.side', true)) = 'vendor'));`);

    this.addSql(`alter table "partner_rule" add constraint "partner_rule_customer_tenant_id_foreign" foreign key ("customer_tenant_id") references "customer_tenant" ("id") on update cascade on delete cascade;`);
    this.addSql(`alter table "partner_rule" add constraint "partner_rule_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on update cascade on delete cascade;`);
    this.addSql(`alter table "partner_rule" add constraint "partner_rule_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "partner_rule" enable row level security;`);
    this.addSql(`create policy "partner_rule_staff" on "partner_rule" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and (select current_setting('ofrecord.side', true)) = 'vendor')) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and (select current_setting('ofrecord.side', true)) = 'vendor'));`);

    this.addSql(`alter table "customer_question" add constraint "customer_question_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "customer_question" add constraint "customer_question_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "customer_question" add constraint "customer_question_claim_id_foreign" foreign key ("claim_id") references "claim" ("id") on delete restrict;`);
    this.addSql(`alter table "customer_question" add constraint "customer_question_recipient_id_foreign" foreign key ("recipient_id") references "notice_recipient" ("id") on delete restrict;`);
    this.addSql(`alter table "customer_question" enable row level security;`);
    this.addSql(`create policy "customer_question_own" on "customer_question" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);

    this.addSql(`alter table "figures_look" add constraint "figures_look_association_id_foreign" foreign key ("association_id") references "association" ("id") on delete cascade;`);
    this.addSql(`alter table "figures_look" add constraint "figures_look_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "figures_look" add constraint "figures_look_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "figures_look" enable row level security;`);
    this.addSql(`create policy "figures_look_own" on "figures_look" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);

    // A checkpoint that was said stands; a key is only ever retired; an event gets its place in the tree once.
    this.addSql(`create trigger checkpoint_append_only before delete or update on checkpoint for each row execute function refuse_change()`);
    this.addSql(`create trigger signing_key_lasting before delete or update of id, epoch, public_key, created_at on signing_key for each row execute function refuse_change()`);
    this.addSql(`create trigger event_leaf_once before update of leaf_index on event for each row when (old.leaf_index is not null) execute function refuse_change()`);
    this.addSql(`revoke update, delete on checkpoint from ofrecord_app`);
    this.addSql(`revoke delete on signing_key from ofrecord_app`);
    this.addSql(`grant update (leaf_index) on event to ofrecord_app`);
    // Whether a partner may ask a customer is answered with yes or no and nothing else: it never reads the rules (ACC-R2).
    this.addSql(`create function partner_may_ask(tenant uuid, organization uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
      select not exists (select from partner_rule r where r.customer_tenant_id = tenant and r.organization_id = organization and r.kind = 'blocked')
        and (t.consent_mode <> 'allow_list' or exists (select from partner_rule r
          where r.customer_tenant_id = tenant and r.organization_id = organization and r.kind = 'allowed'))
      from customer_tenant t where t.id = tenant $$`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop function if exists partner_may_ask;`);
    this.addSql(`drop trigger if exists event_leaf_once on event;`);
    this.addSql(`drop table if exists "checkpoint" cascade;`);
    this.addSql(`drop table if exists "signing_key" cascade;`);
    this.addSql(`drop table if exists "portal_session" cascade;`);
    this.addSql(`drop table if exists "portal_code" cascade;`);
    this.addSql(`drop table if exists "partner_rule" cascade;`);
    this.addSql(`drop table if exists "customer_question" cascade;`);
    this.addSql(`drop table if exists "figures_look" cascade;`);

    this.addSql(`alter table "claim" drop column "consent_mode";`);

    this.addSql(`alter table "consent_decision" drop column "via", drop column "actor_address";`);
    this.addSql(`alter table "consent_decision" alter column "notice_id" set not null;`);

    this.addSql(`alter table "customer_tenant" drop column "default_contact";`);

    this.addSql(`alter table "event" drop constraint "event_leaf_index_unique";`);
    this.addSql(`alter table "event" drop column "leaf_index";`);

    this.addSql(`alter table "letter" drop column "bounced_at", drop column "complained_at";`);

    this.addSql(`alter table "tenant_admin" drop column "invited_by", drop column "delegate";`);
  }

}
