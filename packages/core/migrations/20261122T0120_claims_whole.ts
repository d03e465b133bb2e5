import { Migration } from '@mikro-orm/migrations';

export class ClaimsWholeMigration extends Migration {

  override name = '20261122T0120_claims_whole';

  override up(): void | Promise<void> {
    this.addSql(`create table "policy_version" ("vendor_id" uuid not null, "version" int not null, "settings" jsonb not null, "reason" text not null, "changed_at" timestamptz(3) not null, "changed_by" uuid not null, primary key ("vendor_id", "version"));`);

    this.addSql(`create table "saved_view" ("id" uuid not null, "vendor_id" uuid not null, "person_id" uuid not null, "list" text not null, "name" text not null, "search" text not null, "created_at" timestamptz(3) not null, primary key ("id"));`);
    this.addSql(`create index "saved_view_person_id_index" on "saved_view" ("person_id");`);
    this.addSql(`create unique index "saved_view_name_unique" on "saved_view" ("person_id", "list", lower("name"));`);

    this.addSql(`create table "reviewer_exclusion" ("person_id" uuid not null, "organization_id" uuid not null, "vendor_id" uuid not null, "reason" text not null default '', "added_at" timestamptz(3) not null, "added_by" uuid not null, primary key ("person_id", "organization_id"));`);
    this.addSql(`create index "reviewer_exclusion_organization_index" on "reviewer_exclusion" ("organization_id");`);

    this.addSql(`create table "dispute" ("id" uuid not null, "vendor_id" uuid not null, "organization_id" uuid not null, "claim_id" uuid not null, "justification" text not null, "filed_at" timestamptz(3) not null, "filed_by" uuid not null, "first_reviewer_id" uuid null, "outcome" text null, "decided_at" timestamptz(3) null, "decided_by" uuid null, primary key ("id"));`);
    this.addSql(`create index "dispute_organization_id_index" on "dispute" ("organization_id");`);
    this.addSql(`alter table "dispute" add constraint "dispute_claim_id_unique" unique ("claim_id");`);

    this.addSql(`create table "conflict" ("id" uuid not null, "vendor_id" uuid not null, "customer_tenant_id" uuid not null, "item_key" text not null, "item_name" text not null, "status" text not null default 'open', "opened_at" timestamptz(3) not null, "evidence_due_at" timestamptz(3) null, "customer_asked_at" timestamptz(3) null, "decided_at" timestamptz(3) null, "decided_by" uuid null, "winner_claim_id" uuid null, "rationale" text not null default '', "version" int not null default 1, primary key ("id"));`);
    this.addSql(`create index "conflict_customer_tenant_id_index" on "conflict" ("customer_tenant_id");`);
    this.addSql(`create index "conflict_winner_claim_id_index" on "conflict" ("winner_claim_id");`);
    this.addSql(`create index "conflict_queue_index" on "conflict" ("vendor_id", "opened_at", "id") where "status" <> 'decided';`);
    this.addSql(`create unique index "conflict_open_unique" on "conflict" ("customer_tenant_id", "item_key") where "status" <> 'decided';`);

    this.addSql(`create table "conflict_party" ("conflict_id" uuid not null, "claim_id" uuid not null, "vendor_id" uuid not null, "organization_id" uuid not null, "role" text not null, "joined_at" timestamptz(3) not null, "asked_at" timestamptz(3) null, "answered_at" timestamptz(3) null, "outcome" text null, primary key ("conflict_id", "claim_id"));`);
    this.addSql(`create index "conflict_party_organization_id_index" on "conflict_party" ("organization_id");`);
    this.addSql(`create index "conflict_party_claim_index" on "conflict_party" ("claim_id");`);

    this.addSql(`create table "claim_submission" ("claim_id" uuid not null, "round" int not null, "vendor_id" uuid not null, "organization_id" uuid not null, "at" timestamptz(3) not null, "by" uuid not null, "input" jsonb not null, "evidence_ids" text[] not null, primary key ("claim_id", "round"));`);
    this.addSql(`create index "claim_submission_organization_id_index" on "claim_submission" ("organization_id");`);

    this.addSql(`create table "claim_look" ("claim_id" uuid not null, "person_id" uuid not null, "vendor_id" uuid not null, "organization_id" uuid not null, "at" timestamptz(3) not null, primary key ("claim_id", "person_id"));`);
    this.addSql(`create index "claim_look_organization_id_index" on "claim_look" ("organization_id");`);
    this.addSql(`create index "claim_look_person_index" on "claim_look" ("person_id");`);

    this.addSql(`alter table "claim" add "preferred_reviewer_id" uuid null, add "items_may_be_added" boolean not null default false, add "contact_corrected_at" timestamptz(3) null, add "disputable_until" timestamptz(3) null, add "status_at" timestamptz(3) not null default now();`);

    this.addSql(`update "claim" set "status_at" = "changed_at";`);
    this.addSql(`alter table "claim" alter column "status_at" drop default;`);

    this.addSql(`alter table "evidence" add "supersedes_id" uuid null, add "preflight" jsonb null, add "purged_at" timestamptz(3) null;`);

    this.addSql(`alter table "comment" add "mentions" text[] not null default '{}';`);

    this.addSql(`alter table "claim_item" add "decision_reason" text null;`);

    this.addSql(`alter table "association" add "evidence_head_id" uuid null;`);

    this.addSql(`alter table "policy_version" add constraint "policy_version_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "policy_version" enable row level security;`);
    this.addSql(`create policy "policy_version_vendor" on "policy_version" using ((select current_setting('ofrecord.side', true)) = 'system' or vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid)) with check ((select current_setting('ofrecord.side', true)) = 'system' or vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid));`);

    this.addSql(`alter table "saved_view" add constraint "saved_view_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "saved_view" add constraint "saved_view_person_id_foreign" foreign key ("person_id") references "person" ("id") on delete cascade;`);
    this.addSql(`alter table "saved_view" enable row level security;`);
    this.addSql(`create policy "saved_view_vendor" on "saved_view" using ((select current_setting('ofrecord.side', true)) = 'system' or vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid)) with check ((select current_setting('ofrecord.side', true)) = 'system' or vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid));`);

    this.addSql(`alter table "reviewer_exclusion" add constraint "reviewer_exclusion_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete cascade;`);
    this.addSql(`alter table "reviewer_exclusion" add constraint "reviewer_exclusion_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "reviewer_exclusion" enable row level security;`);
    this.addSql(`create policy "reviewer_exclusion_staff" on "reviewer_exclusion" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and (select current_setting('ofrecord.side', true)) = 'vendor')) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and (select current_setting('ofrecord.side', true)) = 'vendor'));`);

    this.addSql(`alter table "dispute" add constraint "dispute_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "dispute" add constraint "dispute_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "dispute" add constraint "dispute_claim_id_foreign" foreign key ("claim_id") references "claim" ("id") on delete restrict;`);
    this.addSql(`alter table "dispute" enable row level security;`);
    this.addSql(`create policy "dispute_own" on "dispute" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);

    this.addSql(`alter table "conflict" add constraint "conflict_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "conflict" add constraint "conflict_customer_tenant_id_foreign" foreign key ("customer_tenant_id") references "customer_tenant" ("id") on delete restrict;`);
    this.addSql(`alter table "conflict" add constraint "conflict_winner_claim_id_foreign" foreign key ("winner_claim_id") references "claim" ("id") on delete restrict;`);
    this.addSql(`alter table "conflict" enable row level security;`);
    this.addSql(`create policy "conflict_staff" on "conflict" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and (select current_setting('ofrecord.side', true)) = 'vendor')) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and (select current_setting('ofrecord.side', true)) = 'vendor'));`);

    this.addSql(`alter table "conflict_party" add constraint "conflict_party_conflict_id_foreign" foreign key ("conflict_id") references "conflict" ("id") on update cascade on delete cascade;`);
    this.addSql(`alter table "conflict_party" add constraint "conflict_party_claim_id_foreign" foreign key ("claim_id") references "claim" ("id") on update cascade on delete restrict;`);
    this.addSql(`alter table "conflict_party" add constraint "conflict_party_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "conflict_party" add constraint "conflict_party_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "conflict_party" enable row level security;`);
    this.addSql(`create policy "conflict_party_staff" on "conflict_party" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and (select current_setting('ofrecord.side', true)) = 'vendor')) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and (select current_setting('ofrecord.side', true)) = 'vendor'));`);

    this.addSql(`alter table "claim_submission" add constraint "claim_submission_claim_id_foreign" foreign key ("claim_id") references "claim" ("id") on delete cascade;`);
    this.addSql(`alter table "claim_submission" add constraint "claim_submission_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "claim_submission" add constraint "claim_submission_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "claim_submission" enable row level security;`);
    this.addSql(`create policy "claim_submission_own" on "claim_submission" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);

    this.addSql(`alter table "claim_look" add constraint "claim_look_claim_id_foreign" foreign key ("claim_id") references "claim" ("id") on update cascade on delete cascade;`);
    this.addSql(`alter table "claim_look" add constraint "claim_look_person_id_foreign" foreign key ("person_id") references "person" ("id") on update cascade on delete cascade;`);
    this.addSql(`alter table "claim_look" add constraint "claim_look_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "claim_look" add constraint "claim_look_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "claim_look" enable row level security;`);
    this.addSql(`create policy "claim_look_own" on "claim_look" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);

    // What was in force, and what was decided, stays.
    this.addSql(`revoke update, delete on policy_version from ofrecord_app;`);
    this.addSql(`revoke delete on claim_submission from ofrecord_app;`);
    this.addSql(`revoke delete on conflict, conflict_party, dispute, partner_check from ofrecord_app;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "conflict_party" drop constraint "conflict_party_conflict_id_foreign";`);

    this.addSql(`drop table if exists "policy_version" cascade;`);
    this.addSql(`drop table if exists "saved_view" cascade;`);
    this.addSql(`drop table if exists "reviewer_exclusion" cascade;`);
    this.addSql(`drop table if exists "dispute" cascade;`);
    this.addSql(`drop table if exists "conflict" cascade;`);
    this.addSql(`drop table if exists "conflict_party" cascade;`);
    this.addSql(`drop table if exists "claim_submission" cascade;`);
    this.addSql(`drop table if exists "claim_look" cascade;`);

    this.addSql(`alter table "association" drop column "evidence_head_id";`);

    this.addSql(`alter table "claim" drop column "preferred_reviewer_id", drop column "items_may_be_added", drop column "contact_corrected_at", drop column "disputable_until", drop column "status_at";`);

    this.addSql(`alter table "claim_item" drop column "decision_reason";`);

    this.addSql(`alter table "comment" drop column "mentions";`);

    this.addSql(`alter table "evidence" drop column "supersedes_id", drop column "preflight", drop column "purged_at";`);
  }

}
