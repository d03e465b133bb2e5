import { Migration } from '@mikro-orm/migrations';

export class Migration20261121214635_first_rooms extends Migration {

  override name = 'Migration20261121214635_first_rooms';

  override up(): void | Promise<void> {
    this.addSql(`create table "claim_counter" ("vendor_id" uuid not null, "value" int not null, primary key ("vendor_id"));`);

    this.addSql(`create table "event" ("id" uuid not null, "position" bigserial, "vendor_id" uuid null, "organization_id" uuid null, "aggregate_type" text not null, "aggregate_id" uuid not null, "seq" int not null, "type" text not null, "at" timestamptz(3) not null, "actor_side" text not null, "actor_id" uuid null, "actor_role" text null, "data" jsonb not null, "personal" jsonb null, "personal_salt" text null, "personal_hash" text null, "prev_hash" text not null, "hash" text not null, "dispatched_at" timestamptz(3) null, "lease_until" timestamptz(3) null, "attempts" int not null default 0, "last_error" text null, primary key ("id"));`);
    this.addSql(`alter table "event" add constraint "event_position_unique" unique ("position");`);
    this.addSql(`create index "event_waiting_index" on "event" ("position") where "dispatched_at" is null;`);
    this.addSql(`create index "event_at_index" on "event" ("at");`);
    this.addSql(`alter table "event" add constraint "event_aggregate_seq_unique" unique ("aggregate_id", "seq");`);

    this.addSql(`create table "timer" ("id" uuid not null, "aggregate_id" uuid not null, "kind" text not null, "fires_at" timestamptz(3) not null, "fired_at" timestamptz(3) null, "cancelled_at" timestamptz(3) null, "attempts" int not null default 0, "last_error" text null, primary key ("id"));`);
    this.addSql(`create index "timer_due_index" on "timer" ("fires_at") where "fired_at" is null and "cancelled_at" is null;`);
    this.addSql(`create unique index "timer_waiting_unique" on "timer" ("aggregate_id", "kind") where "fired_at" is null and "cancelled_at" is null;`);

    this.addSql(`create table "vendor" ("id" uuid not null, "slug" text not null, "name" text not null, "time_zone" text not null, "brand" text not null default 'teal', primary key ("id"));`);
    this.addSql(`alter table "vendor" add constraint "vendor_slug_unique" unique ("slug");`);

    this.addSql(`create table "solution_area" ("id" uuid not null, "vendor_id" uuid not null, "code" text not null, "name" text not null, "level" text null, "needs_technical_contact" boolean not null default false, "position" int not null, primary key ("id"));`);
    this.addSql(`alter table "solution_area" add constraint "solution_area_code_unique" unique ("vendor_id", "code");`);

    this.addSql(`create table "product" ("id" uuid not null, "vendor_id" uuid not null, "code" text not null, "name" text not null, "family" text not null, "area_code" text null, "method" text not null, "position" int not null, primary key ("id"));`);
    this.addSql(`alter table "product" add constraint "product_code_unique" unique ("vendor_id", "code");`);

    this.addSql(`create table "person" ("id" uuid not null, "vendor_id" uuid not null, "name" text not null, "email" text not null, "email_normalised" text not null, "locale" text not null default 'en', "time_zone" text not null default 'UTC', "user_id" uuid null, primary key ("id"));`);
    this.addSql(`create index "person_user_id_index" on "person" ("user_id");`);
    this.addSql(`alter table "person" add constraint "person_email_unique" unique ("vendor_id", "email_normalised");`);

    this.addSql(`create table "organization" ("id" uuid not null, "vendor_id" uuid not null, "global_number" int not null, "name" text not null, "country" text not null, "domains" text[] not null, primary key ("id"));`);
    this.addSql(`alter table "organization" add constraint "organization_number_unique" unique ("vendor_id", "global_number");`);

    this.addSql(`create table "location" ("id" uuid not null, "vendor_id" uuid not null, "organization_id" uuid not null, "number" int not null, "name" text not null, "city" text not null, "country" text not null, "parent_id" uuid null, "is_headquarters" boolean not null, "status" text not null, "enrolled" boolean not null default false, primary key ("id"));`);
    this.addSql(`create index "location_organization_id_index" on "location" ("organization_id");`);
    this.addSql(`create index "location_parent_id_index" on "location" ("parent_id");`);
    this.addSql(`alter table "location" add constraint "location_number_unique" unique ("vendor_id", "number");`);
    this.addSql(`create unique index "location_headquarters_unique" on "location" ("organization_id") where "is_headquarters";`);

    this.addSql(`create table "role_assignment" ("id" uuid not null, "vendor_id" uuid not null, "person_id" uuid not null, "organization_id" uuid null, "role" text not null, "location_id" uuid null, primary key ("id"));`);
    this.addSql(`create index "role_assignment_person_id_index" on "role_assignment" ("person_id");`);
    this.addSql(`create index "role_assignment_organization_id_index" on "role_assignment" ("organization_id");`);
    this.addSql(`create index "role_assignment_location_id_index" on "role_assignment" ("location_id");`);
    this.addSql(`create unique index "role_assignment_unique" on "role_assignment" ("person_id", "organization_id", "role", "location_id") nulls not distinct;`);

    this.addSql(`create table "link" ("id" uuid not null, "vendor_id" uuid not null, "purpose" text not null, "subject_id" uuid not null, "address" text not null, "epoch" int not null, "token_hash" text not null, "created_at" timestamptz(3) not null, "revoked_at" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`create index "link_subject_id_index" on "link" ("subject_id");`);
    this.addSql(`alter table "link" add constraint "link_token_hash_unique" unique ("token_hash");`);

    this.addSql(`create table "letter" ("id" uuid not null, "vendor_id" uuid not null, "organization_id" uuid null, "event_id" uuid not null, "aggregate_id" uuid not null, "subject_id" uuid null, "template" text not null, "recipient" text not null, "recipient_name" text not null, "locale" text not null, "params" jsonb not null, "state" text not null default 'queued', "created_at" timestamptz(3) not null, "message_id" text null, "dated_at" timestamptz(3) null, "subject" text null, "html" text null, "plain" text null, "attempts" int not null default 0, "unknown_before" boolean not null default false, "due_at" timestamptz(3) not null, "lease_until" timestamptz(3) null, "fence" int not null default 0, "accepted_at" timestamptz(3) null, "response" text null, primary key ("id"));`);
    this.addSql(`create index "letter_organization_id_index" on "letter" ("organization_id");`);
    this.addSql(`create index "letter_aggregate_id_index" on "letter" ("aggregate_id");`);
    this.addSql(`create index "letter_subject_id_index" on "letter" ("subject_id");`);
    this.addSql(`create index "letter_due_index" on "letter" ("due_at") where "state" in ('queued', 'retry', 'sending', 'unknown');`);
    this.addSql(`alter table "letter" add constraint "letter_once_unique" unique ("event_id", "template", "recipient");`);

    this.addSql(`create table "customer_tenant" ("id" uuid not null, "vendor_id" uuid not null, "tenant_id" uuid not null, "name" text not null, "country" text not null, "language" text not null, "sector" text not null, "seats" int not null, "public_sector" boolean not null default false, "consent_mode" text not null, "code_phrase" text null, primary key ("id"));`);
    this.addSql(`alter table "customer_tenant" add constraint "customer_tenant_unique" unique ("vendor_id", "tenant_id");`);

    this.addSql(`create table "usage_fact" ("id" uuid not null, "vendor_id" uuid not null, "customer_tenant_id" uuid not null, "item_key" text not null, "month" date not null, "active_entitlements" int not null, "qualified_entitlements" int not null, primary key ("id"));`);
    this.addSql(`create index "usage_fact_customer_tenant_id_index" on "usage_fact" ("customer_tenant_id");`);
    this.addSql(`alter table "usage_fact" add constraint "usage_fact_unique" unique ("customer_tenant_id", "item_key", "month");`);

    this.addSql(`create table "tenant_domain" ("id" uuid not null, "vendor_id" uuid not null, "customer_tenant_id" uuid not null, "domain" text not null, primary key ("id"));`);
    this.addSql(`create index "tenant_domain_customer_tenant_id_index" on "tenant_domain" ("customer_tenant_id");`);
    this.addSql(`alter table "tenant_domain" add constraint "tenant_domain_unique" unique ("vendor_id", "domain");`);

    this.addSql(`create table "tenant_admin" ("id" uuid not null, "vendor_id" uuid not null, "customer_tenant_id" uuid not null, "name" text not null, "email" text not null, "state" text not null, primary key ("id"));`);
    this.addSql(`create index "tenant_admin_customer_tenant_id_index" on "tenant_admin" ("customer_tenant_id");`);
    this.addSql(`alter table "tenant_admin" add constraint "tenant_admin_unique" unique ("customer_tenant_id", "email");`);

    this.addSql(`create table "subscription" ("id" uuid not null, "vendor_id" uuid not null, "subscription_id" uuid not null, "customer_tenant_id" uuid not null, "product_code" text not null, "channel" text not null, "state" text not null, "seats" int not null, "country" text not null, "activated_at" timestamptz(3) null, "ends_at" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`create index "subscription_customer_tenant_id_index" on "subscription" ("customer_tenant_id");`);
    this.addSql(`alter table "subscription" add constraint "subscription_unique" unique ("vendor_id", "subscription_id");`);

    this.addSql(`create table "claim" ("id" uuid not null, "vendor_id" uuid not null, "organization_id" uuid not null, "number" int not null, "name" text not null, "location_id" uuid not null, "area_code" text not null, "activity" text not null, "incentive_opt_out" boolean not null, "customer_tenant_id" uuid not null, "customer_name" text not null, "domain" text not null, "item_count" int not null, "status" text not null, "consent_state" text not null, "review_kind" text not null default 'initial', "round" int not null default 1, "solution_seller_name" text not null default '', "revenue_customer_name" text not null default '', "isv_product_name" text not null default '', "acknowledged_at" timestamptz(3) null, "acknowledged_by" uuid null, "created_at" timestamptz(3) not null, "created_by" uuid not null, "submitted_at" timestamptz(3) null, "submitted_by" uuid null, "sla_due_at" timestamptz(3) null, "review_started_at" timestamptz(3) null, "reviewer_id" uuid null, "checklist" jsonb not null, "action_required_at" timestamptz(3) null, "action_due_at" timestamptz(3) null, "approved_at" timestamptz(3) null, "consent_starts_at" timestamptz(3) null, "consent_due_at" timestamptz(3) null, "activated_at" timestamptz(3) null, "closed_at" timestamptz(3) null, "close_reason" text null, "flags" text[] not null, "changed_at" timestamptz(3) not null, "version" int not null default 1, primary key ("id"));`);
    this.addSql(`create index "claim_location_id_index" on "claim" ("location_id");`);
    this.addSql(`create index "claim_customer_tenant_id_index" on "claim" ("customer_tenant_id");`);
    this.addSql(`create index "claim_reviewer_id_index" on "claim" ("reviewer_id");`);
    this.addSql(`create index "claim_list_index" on "claim" ("organization_id", "changed_at", "id");`);
    this.addSql(`create index "claim_status_index" on "claim" ("organization_id", "status", "changed_at", "id");`);
    this.addSql(`create index "claim_queue_index" on "claim" ("vendor_id", "submitted_at", "id") where "status" in ('submitted', 'under_review');`);
    this.addSql(`alter table "claim" add constraint "claim_number_unique" unique ("vendor_id", "number");`);
    this.addSql(`create unique index "claim_name_unique" on "claim" ("organization_id", lower("name")) where "status" in ('draft', 'submitted', 'under_review', 'action_required', 'approved');`);

    this.addSql(`create table "review_decision" ("claim_id" uuid not null, "round" int not null, "vendor_id" uuid not null, "organization_id" uuid not null, "reviewer_id" uuid not null, "verdict" text not null, "reasons" text[] not null, "at" timestamptz(3) not null, primary key ("claim_id", "round"));`);
    this.addSql(`create index "review_decision_organization_id_index" on "review_decision" ("organization_id");`);
    this.addSql(`create index "review_decision_reviewer_id_index" on "review_decision" ("reviewer_id");`);

    this.addSql(`create table "evidence" ("id" uuid not null, "vendor_id" uuid not null, "organization_id" uuid not null, "claim_id" uuid not null, "file_name" text not null, "mime" text not null, "bytes" int not null, "sha256" text not null, "storage_key" text not null, "kind" text not null, "note" text not null default '', "uploaded_at" timestamptz(3) not null, "uploaded_by" uuid not null, "scan_state" text not null, "round" int not null, "removed_at" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`create index "evidence_organization_id_index" on "evidence" ("organization_id");`);
    this.addSql(`create index "evidence_claim_id_index" on "evidence" ("claim_id");`);
    this.addSql(`create index "evidence_sha256_index" on "evidence" ("sha256");`);
    this.addSql(`create index "evidence_uploaded_by_index" on "evidence" ("uploaded_by");`);

    this.addSql(`create table "consent_notice" ("id" uuid not null, "vendor_id" uuid not null, "organization_id" uuid not null, "claim_id" uuid not null, "sequence" int not null, "snapshot" jsonb not null, "snapshot_hash" text not null, "created_at" timestamptz(3) not null, "window_starts_at" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`create index "consent_notice_organization_id_index" on "consent_notice" ("organization_id");`);
    this.addSql(`create index "consent_notice_claim_id_index" on "consent_notice" ("claim_id");`);
    this.addSql(`alter table "consent_notice" add constraint "consent_notice_unique" unique ("claim_id", "sequence");`);

    this.addSql(`create table "notice_recipient" ("id" uuid not null, "vendor_id" uuid not null, "organization_id" uuid not null, "notice_id" uuid not null, "kind" text not null, "address" text not null, "name" text not null, "locale" text not null, "link_id" uuid not null, "accepted_at" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`create index "notice_recipient_organization_id_index" on "notice_recipient" ("organization_id");`);
    this.addSql(`create index "notice_recipient_notice_id_index" on "notice_recipient" ("notice_id");`);
    this.addSql(`create index "notice_recipient_link_id_index" on "notice_recipient" ("link_id");`);
    this.addSql(`alter table "notice_recipient" add constraint "notice_recipient_unique" unique ("notice_id", "address");`);

    this.addSql(`create table "consent_decision" ("id" uuid not null, "vendor_id" uuid not null, "organization_id" uuid not null, "claim_id" uuid not null, "notice_id" uuid not null, "recipient_id" uuid null, "kind" text not null, "item_ids" text[] not null, "reasons" text[] not null, "comment" text null, "share_comment" boolean not null default false, "automation_suspected" boolean not null default false, "consent_state_before" text not null, "at" timestamptz(3) not null, "ip" text null, "user_agent" text null, primary key ("id"));`);
    this.addSql(`create index "consent_decision_organization_id_index" on "consent_decision" ("organization_id");`);
    this.addSql(`create index "consent_decision_claim_id_index" on "consent_decision" ("claim_id");`);
    this.addSql(`create index "consent_decision_notice_id_index" on "consent_decision" ("notice_id");`);
    this.addSql(`create index "consent_decision_recipient_id_index" on "consent_decision" ("recipient_id");`);

    this.addSql(`create table "consent_receipt" ("id" uuid not null, "vendor_id" uuid not null, "organization_id" uuid not null, "claim_id" uuid not null, "decision_id" uuid not null, "code" text not null, "previous_id" uuid null, "document" text not null, "at" timestamptz(3) not null, primary key ("id"));`);
    this.addSql(`create index "consent_receipt_organization_id_index" on "consent_receipt" ("organization_id");`);
    this.addSql(`create index "consent_receipt_claim_id_index" on "consent_receipt" ("claim_id");`);
    this.addSql(`create index "consent_receipt_decision_id_index" on "consent_receipt" ("decision_id");`);
    this.addSql(`alter table "consent_receipt" add constraint "consent_receipt_code_unique" unique ("code");`);

    this.addSql(`create table "comment" ("id" uuid not null, "vendor_id" uuid not null, "organization_id" uuid not null, "claim_id" uuid not null, "audience" text not null, "author_id" uuid not null, "body" text not null, "at" timestamptz(3) not null, primary key ("id"));`);
    this.addSql(`create index "comment_organization_id_index" on "comment" ("organization_id");`);
    this.addSql(`create index "comment_claim_id_index" on "comment" ("claim_id");`);
    this.addSql(`create index "comment_author_id_index" on "comment" ("author_id");`);

    this.addSql(`create table "claim_item" ("id" uuid not null, "vendor_id" uuid not null, "organization_id" uuid not null, "claim_id" uuid not null, "kind" text not null, "item_key" text not null, "code" text not null, "name" text not null, "subscription_id" uuid null, "decision" text not null default 'pending', "position" int not null, primary key ("id"));`);
    this.addSql(`create index "claim_item_organization_id_index" on "claim_item" ("organization_id");`);
    this.addSql(`create index "claim_item_claim_id_index" on "claim_item" ("claim_id");`);
    this.addSql(`create index "claim_item_item_key_index" on "claim_item" ("item_key");`);
    this.addSql(`create index "claim_item_subscription_id_index" on "claim_item" ("subscription_id");`);
    this.addSql(`alter table "claim_item" add constraint "claim_item_unique" unique ("claim_id", "item_key");`);

    this.addSql(`create table "claim_draft" ("id" uuid not null, "vendor_id" uuid not null, "organization_id" uuid not null, "person_id" uuid not null, "claim_id" uuid null, "step" text not null, "input" jsonb not null, "saved_at" timestamptz(3) not null, "version" int not null default 1, primary key ("id"));`);
    this.addSql(`create index "claim_draft_organization_id_index" on "claim_draft" ("organization_id");`);
    this.addSql(`create index "claim_draft_person_id_index" on "claim_draft" ("person_id");`);
    this.addSql(`create index "claim_draft_claim_id_index" on "claim_draft" ("claim_id");`);

    this.addSql(`create table "claim_contact" ("id" uuid not null, "vendor_id" uuid not null, "organization_id" uuid not null, "claim_id" uuid not null, "kind" text not null, "name" text not null, "title" text not null default '', "email" text not null, "language" text not null default 'en', "phone" text not null default '', primary key ("id"));`);
    this.addSql(`create index "claim_contact_organization_id_index" on "claim_contact" ("organization_id");`);
    this.addSql(`create index "claim_contact_claim_id_index" on "claim_contact" ("claim_id");`);
    this.addSql(`alter table "claim_contact" add constraint "claim_contact_unique" unique ("claim_id", "kind");`);

    this.addSql(`create table "association" ("id" uuid not null, "vendor_id" uuid not null, "organization_id" uuid not null, "claim_id" uuid not null, "claim_item_id" uuid not null, "location_id" uuid not null, "customer_tenant_id" uuid not null, "item_key" text not null, "activity" text not null, "status" text not null, "created_at" timestamptz(3) not null, "data_visible_from" timestamptz(3) null, "ended_at" timestamptz(3) null, "end_reason" text null, primary key ("id"));`);
    this.addSql(`create index "association_organization_id_index" on "association" ("organization_id");`);
    this.addSql(`create index "association_claim_id_index" on "association" ("claim_id");`);
    this.addSql(`create index "association_claim_item_id_index" on "association" ("claim_item_id");`);
    this.addSql(`create index "association_location_id_index" on "association" ("location_id");`);
    this.addSql(`create index "association_customer_tenant_id_index" on "association" ("customer_tenant_id");`);
    this.addSql(`create unique index "association_activity_unique" on "association" ("customer_tenant_id", "item_key", "organization_id", "activity") where "status" in ('in_consent_window', 'active');`);

    this.addSql(`create table "area_activity" ("id" uuid not null, "vendor_id" uuid not null, "area_code" text not null, "activity" text not null, "evidence" boolean not null, "notice" boolean not null, "pays" boolean not null, "channels" text[] not null, "position" int not null, primary key ("id"));`);
    this.addSql(`alter table "area_activity" add constraint "area_activity_unique" unique ("vendor_id", "area_code", "activity");`);

    this.addSql(`create table "affiliation" ("id" uuid not null, "vendor_id" uuid not null, "person_id" uuid not null, "organization_id" uuid not null, "location_id" uuid not null, "status" text not null, primary key ("id"));`);
    this.addSql(`create index "affiliation_person_id_index" on "affiliation" ("person_id");`);
    this.addSql(`create index "affiliation_organization_id_index" on "affiliation" ("organization_id");`);
    this.addSql(`create index "affiliation_location_id_index" on "affiliation" ("location_id");`);
    this.addSql(`create unique index "affiliation_live_unique" on "affiliation" ("person_id", "organization_id") where "status" = 'active';`);

    this.addSql(`create table "workload" ("id" uuid not null, "vendor_id" uuid not null, "area_code" text not null, "code" text not null, "name" text not null, "suites" text[] not null, "active_use" text not null, "position" int not null, primary key ("id"));`);
    this.addSql(`alter table "workload" add constraint "workload_code_unique" unique ("vendor_id", "code");`);

    this.addSql(`alter table "event" enable row level security;`);
    this.addSql(`create policy "event_insert" on "event" for insert with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);
    this.addSql(`create policy "event_read" on "event" for select using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);
    this.addSql(`create policy "event_dispatch" on "event" for update using ((select current_setting('ofrecord.side', true)) = 'system');`);

    this.addSql(`alter table "solution_area" add constraint "solution_area_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "solution_area" enable row level security;`);
    this.addSql(`create policy "solution_area_vendor" on "solution_area" using ((select current_setting('ofrecord.side', true)) = 'system' or vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid)) with check ((select current_setting('ofrecord.side', true)) = 'system' or vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid));`);

    this.addSql(`alter table "product" add constraint "product_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "product" enable row level security;`);
    this.addSql(`create policy "product_vendor" on "product" using ((select current_setting('ofrecord.side', true)) = 'system' or vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid)) with check ((select current_setting('ofrecord.side', true)) = 'system' or vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid));`);

    this.addSql(`alter table "person" add constraint "person_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "person" enable row level security;`);
    this.addSql(`create policy "person_vendor" on "person" using ((select current_setting('ofrecord.side', true)) = 'system' or vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid)) with check ((select current_setting('ofrecord.side', true)) = 'system' or vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid));`);

    this.addSql(`alter table "organization" add constraint "organization_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "organization" enable row level security;`);
    this.addSql(`create policy "organization_own" on "organization" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);

    this.addSql(`alter table "location" add constraint "location_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "location" add constraint "location_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "location" add constraint "location_root_check" check (("parent_id" is null) = "is_headquarters");`);
    this.addSql(`alter table "location" enable row level security;`);
    this.addSql(`create policy "location_own" on "location" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);

    this.addSql(`alter table "role_assignment" add constraint "role_assignment_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "role_assignment" add constraint "role_assignment_person_id_foreign" foreign key ("person_id") references "person" ("id") on delete restrict;`);
    this.addSql(`alter table "role_assignment" add constraint "role_assignment_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "role_assignment" add constraint "role_assignment_location_id_foreign" foreign key ("location_id") references "location" ("id") on delete restrict;`);
    this.addSql(`alter table "role_assignment" enable row level security;`);
    this.addSql(`create policy "role_assignment_own" on "role_assignment" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);

    this.addSql(`alter table "link" add constraint "link_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "link" enable row level security;`);
    this.addSql(`create policy "link_staff" on "link" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and (select current_setting('ofrecord.side', true)) = 'vendor')) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and (select current_setting('ofrecord.side', true)) = 'vendor'));`);

    this.addSql(`alter table "letter" add constraint "letter_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "letter" enable row level security;`);
    this.addSql(`create policy "letter_own" on "letter" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);

    this.addSql(`alter table "customer_tenant" add constraint "customer_tenant_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "customer_tenant" enable row level security;`);
    this.addSql(`create policy "customer_tenant_vendor" on "customer_tenant" using ((select current_setting('ofrecord.side', true)) = 'system' or vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid)) with check ((select current_setting('ofrecord.side', true)) = 'system' or vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid));`);

    this.addSql(`alter table "usage_fact" add constraint "usage_fact_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "usage_fact" add constraint "usage_fact_customer_tenant_id_foreign" foreign key ("customer_tenant_id") references "customer_tenant" ("id") on delete restrict;`);
    this.addSql(`alter table "usage_fact" enable row level security;`);

    this.addSql(`alter table "tenant_domain" add constraint "tenant_domain_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "tenant_domain" add constraint "tenant_domain_customer_tenant_id_foreign" foreign key ("customer_tenant_id") references "customer_tenant" ("id") on delete restrict;`);
    this.addSql(`alter table "tenant_domain" enable row level security;`);
    this.addSql(`create policy "tenant_domain_vendor" on "tenant_domain" using ((select current_setting('ofrecord.side', true)) = 'system' or vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid)) with check ((select current_setting('ofrecord.side', true)) = 'system' or vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid));`);

    this.addSql(`alter table "tenant_admin" add constraint "tenant_admin_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "tenant_admin" add constraint "tenant_admin_customer_tenant_id_foreign" foreign key ("customer_tenant_id") references "customer_tenant" ("id") on delete restrict;`);
    this.addSql(`alter table "tenant_admin" enable row level security;`);
    this.addSql(`create policy "tenant_admin_vendor" on "tenant_admin" using ((select current_setting('ofrecord.side', true)) = 'system' or vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid)) with check ((select current_setting('ofrecord.side', true)) = 'system' or vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid));`);

    this.addSql(`alter table "subscription" add constraint "subscription_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "subscription" add constraint "subscription_customer_tenant_id_foreign" foreign key ("customer_tenant_id") references "customer_tenant" ("id") on delete restrict;`);
    this.addSql(`alter table "subscription" enable row level security;`);
    this.addSql(`create policy "subscription_vendor" on "subscription" using ((select current_setting('ofrecord.side', true)) = 'system' or vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid)) with check ((select current_setting('ofrecord.side', true)) = 'system' or vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid));`);

    this.addSql(`alter table "claim" add constraint "claim_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "claim" add constraint "claim_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "claim" add constraint "claim_location_id_foreign" foreign key ("location_id") references "location" ("id") on delete restrict;`);
    this.addSql(`alter table "claim" add constraint "claim_customer_tenant_id_foreign" foreign key ("customer_tenant_id") references "customer_tenant" ("id") on delete restrict;`);
    this.addSql(`alter table "claim" enable row level security;`);
    this.addSql(`create policy "claim_own" on "claim" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);

    this.addSql(`alter table "review_decision" add constraint "review_decision_claim_id_foreign" foreign key ("claim_id") references "claim" ("id") on delete cascade;`);
    this.addSql(`alter table "review_decision" add constraint "review_decision_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "review_decision" add constraint "review_decision_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "review_decision" add constraint "review_decision_reviewer_id_foreign" foreign key ("reviewer_id") references "person" ("id") on delete restrict;`);
    this.addSql(`alter table "review_decision" enable row level security;`);
    this.addSql(`create policy "review_decision_own" on "review_decision" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);

    this.addSql(`alter table "evidence" add constraint "evidence_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "evidence" add constraint "evidence_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "evidence" add constraint "evidence_claim_id_foreign" foreign key ("claim_id") references "claim" ("id") on delete cascade;`);
    this.addSql(`alter table "evidence" add constraint "evidence_uploaded_by_foreign" foreign key ("uploaded_by") references "person" ("id") on delete restrict;`);
    this.addSql(`alter table "evidence" enable row level security;`);
    this.addSql(`create policy "evidence_own" on "evidence" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);

    this.addSql(`alter table "consent_notice" add constraint "consent_notice_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "consent_notice" add constraint "consent_notice_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "consent_notice" add constraint "consent_notice_claim_id_foreign" foreign key ("claim_id") references "claim" ("id") on delete restrict;`);
    this.addSql(`alter table "consent_notice" enable row level security;`);
    this.addSql(`create policy "consent_notice_own" on "consent_notice" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);

    this.addSql(`alter table "notice_recipient" add constraint "notice_recipient_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "notice_recipient" add constraint "notice_recipient_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "notice_recipient" add constraint "notice_recipient_notice_id_foreign" foreign key ("notice_id") references "consent_notice" ("id") on delete restrict;`);
    this.addSql(`alter table "notice_recipient" enable row level security;`);
    this.addSql(`create policy "notice_recipient_own" on "notice_recipient" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);

    this.addSql(`alter table "consent_decision" add constraint "consent_decision_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "consent_decision" add constraint "consent_decision_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "consent_decision" add constraint "consent_decision_claim_id_foreign" foreign key ("claim_id") references "claim" ("id") on delete restrict;`);
    this.addSql(`alter table "consent_decision" add constraint "consent_decision_notice_id_foreign" foreign key ("notice_id") references "consent_notice" ("id") on delete restrict;`);
    this.addSql(`alter table "consent_decision" add constraint "consent_decision_recipient_id_foreign" foreign key ("recipient_id") references "notice_recipient" ("id") on delete restrict;`);
    this.addSql(`alter table "consent_decision" enable row level security;`);
    this.addSql(`create policy "consent_decision_own" on "consent_decision" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);

    this.addSql(`alter table "consent_receipt" add constraint "consent_receipt_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "consent_receipt" add constraint "consent_receipt_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "consent_receipt" add constraint "consent_receipt_claim_id_foreign" foreign key ("claim_id") references "claim" ("id") on delete restrict;`);
    this.addSql(`alter table "consent_receipt" add constraint "consent_receipt_decision_id_foreign" foreign key ("decision_id") references "consent_decision" ("id") on delete restrict;`);
    this.addSql(`alter table "consent_receipt" enable row level security;`);
    this.addSql(`create policy "consent_receipt_own" on "consent_receipt" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);

    this.addSql(`alter table "comment" add constraint "comment_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "comment" add constraint "comment_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "comment" add constraint "comment_claim_id_foreign" foreign key ("claim_id") references "claim" ("id") on delete cascade;`);
    this.addSql(`alter table "comment" add constraint "comment_author_id_foreign" foreign key ("author_id") references "person" ("id") on delete restrict;`);
    this.addSql(`alter table "comment" enable row level security;`);
    this.addSql(`create policy "comment_audience" on "comment" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and (((select current_setting('ofrecord.side', true)) = 'vendor' and audience <> 'partner_internal') or (organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid) and audience <> 'vendor_internal'))));`);

    this.addSql(`alter table "claim_item" add constraint "claim_item_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "claim_item" add constraint "claim_item_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "claim_item" add constraint "claim_item_claim_id_foreign" foreign key ("claim_id") references "claim" ("id") on delete cascade;`);
    this.addSql(`alter table "claim_item" add constraint "claim_item_subscription_id_foreign" foreign key ("subscription_id") references "subscription" ("id") on delete restrict;`);
    this.addSql(`alter table "claim_item" add constraint "claim_item_kind_check" check (("kind" = 'subscription') = ("subscription_id" is not null));`);
    this.addSql(`alter table "claim_item" enable row level security;`);
    this.addSql(`create policy "claim_item_own" on "claim_item" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);

    this.addSql(`alter table "claim_draft" add constraint "claim_draft_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "claim_draft" add constraint "claim_draft_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "claim_draft" add constraint "claim_draft_person_id_foreign" foreign key ("person_id") references "person" ("id") on delete restrict;`);
    this.addSql(`alter table "claim_draft" add constraint "claim_draft_claim_id_foreign" foreign key ("claim_id") references "claim" ("id") on delete cascade;`);
    this.addSql(`alter table "claim_draft" enable row level security;`);
    this.addSql(`create policy "claim_draft_own" on "claim_draft" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);

    this.addSql(`alter table "claim_contact" add constraint "claim_contact_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "claim_contact" add constraint "claim_contact_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "claim_contact" add constraint "claim_contact_claim_id_foreign" foreign key ("claim_id") references "claim" ("id") on delete cascade;`);
    this.addSql(`alter table "claim_contact" enable row level security;`);
    this.addSql(`create policy "claim_contact_own" on "claim_contact" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);

    this.addSql(`alter table "association" add constraint "association_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "association" add constraint "association_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "association" add constraint "association_claim_id_foreign" foreign key ("claim_id") references "claim" ("id") on delete restrict;`);
    this.addSql(`alter table "association" add constraint "association_claim_item_id_foreign" foreign key ("claim_item_id") references "claim_item" ("id") on delete restrict;`);
    this.addSql(`alter table "association" add constraint "association_location_id_foreign" foreign key ("location_id") references "location" ("id") on delete restrict;`);
    this.addSql(`alter table "association" add constraint "association_customer_tenant_id_foreign" foreign key ("customer_tenant_id") references "customer_tenant" ("id") on delete restrict;`);
    this.addSql(`alter table "association" enable row level security;`);
    this.addSql(`create policy "association_own" on "association" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);

    this.addSql(`alter table "area_activity" add constraint "area_activity_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "area_activity" enable row level security;`);
    this.addSql(`create policy "area_activity_vendor" on "area_activity" using ((select current_setting('ofrecord.side', true)) = 'system' or vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid)) with check ((select current_setting('ofrecord.side', true)) = 'system' or vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid));`);

    this.addSql(`alter table "affiliation" add constraint "affiliation_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "affiliation" add constraint "affiliation_person_id_foreign" foreign key ("person_id") references "person" ("id") on delete restrict;`);
    this.addSql(`alter table "affiliation" add constraint "affiliation_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "affiliation" add constraint "affiliation_location_id_foreign" foreign key ("location_id") references "location" ("id") on delete restrict;`);
    this.addSql(`alter table "affiliation" enable row level security;`);
    this.addSql(`create policy "affiliation_own" on "affiliation" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);

    this.addSql(`alter table "workload" add constraint "workload_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "workload" enable row level security;`);
    this.addSql(`create policy "workload_vendor" on "workload" using ((select current_setting('ofrecord.side', true)) = 'system' or vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid)) with check ((select current_setting('ofrecord.side', true)) = 'system' or vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid));`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "solution_area" drop constraint "solution_area_vendor_id_foreign";`);
    this.addSql(`alter table "product" drop constraint "product_vendor_id_foreign";`);
    this.addSql(`alter table "person" drop constraint "person_vendor_id_foreign";`);
    this.addSql(`alter table "organization" drop constraint "organization_vendor_id_foreign";`);
    this.addSql(`alter table "location" drop constraint "location_vendor_id_foreign";`);
    this.addSql(`alter table "role_assignment" drop constraint "role_assignment_vendor_id_foreign";`);
    this.addSql(`alter table "link" drop constraint "link_vendor_id_foreign";`);
    this.addSql(`alter table "letter" drop constraint "letter_vendor_id_foreign";`);
    this.addSql(`alter table "customer_tenant" drop constraint "customer_tenant_vendor_id_foreign";`);
    this.addSql(`alter table "usage_fact" drop constraint "usage_fact_vendor_id_foreign";`);
    this.addSql(`alter table "tenant_domain" drop constraint "tenant_domain_vendor_id_foreign";`);
    this.addSql(`alter table "tenant_admin" drop constraint "tenant_admin_vendor_id_foreign";`);
    this.addSql(`alter table "subscription" drop constraint "subscription_vendor_id_foreign";`);
    this.addSql(`alter table "claim" drop constraint "claim_vendor_id_foreign";`);
    this.addSql(`alter table "review_decision" drop constraint "review_decision_vendor_id_foreign";`);
    this.addSql(`alter table "evidence" drop constraint "evidence_vendor_id_foreign";`);
    this.addSql(`alter table "consent_notice" drop constraint "consent_notice_vendor_id_foreign";`);
    this.addSql(`alter table "notice_recipient" drop constraint "notice_recipient_vendor_id_foreign";`);
    this.addSql(`alter table "consent_decision" drop constraint "consent_decision_vendor_id_foreign";`);
    this.addSql(`alter table "consent_receipt" drop constraint "consent_receipt_vendor_id_foreign";`);
    this.addSql(`alter table "comment" drop constraint "comment_vendor_id_foreign";`);
    this.addSql(`alter table "claim_item" drop constraint "claim_item_vendor_id_foreign";`);
    this.addSql(`alter table "claim_draft" drop constraint "claim_draft_vendor_id_foreign";`);
    this.addSql(`alter table "claim_contact" drop constraint "claim_contact_vendor_id_foreign";`);
    this.addSql(`alter table "association" drop constraint "association_vendor_id_foreign";`);
    this.addSql(`alter table "area_activity" drop constraint "area_activity_vendor_id_foreign";`);
    this.addSql(`alter table "affiliation" drop constraint "affiliation_vendor_id_foreign";`);
    this.addSql(`alter table "workload" drop constraint "workload_vendor_id_foreign";`);
    this.addSql(`alter table "role_assignment" drop constraint "role_assignment_person_id_foreign";`);
    this.addSql(`alter table "review_decision" drop constraint "review_decision_reviewer_id_foreign";`);
    this.addSql(`alter table "evidence" drop constraint "evidence_uploaded_by_foreign";`);
    this.addSql(`alter table "comment" drop constraint "comment_author_id_foreign";`);
    this.addSql(`alter table "claim_draft" drop constraint "claim_draft_person_id_foreign";`);
    this.addSql(`alter table "affiliation" drop constraint "affiliation_person_id_foreign";`);
    this.addSql(`alter table "location" drop constraint "location_organization_id_foreign";`);
    this.addSql(`alter table "role_assignment" drop constraint "role_assignment_organization_id_foreign";`);
    this.addSql(`alter table "claim" drop constraint "claim_organization_id_foreign";`);
    this.addSql(`alter table "review_decision" drop constraint "review_decision_organization_id_foreign";`);
    this.addSql(`alter table "evidence" drop constraint "evidence_organization_id_foreign";`);
    this.addSql(`alter table "consent_notice" drop constraint "consent_notice_organization_id_foreign";`);
    this.addSql(`alter table "notice_recipient" drop constraint "notice_recipient_organization_id_foreign";`);
    this.addSql(`alter table "consent_decision" drop constraint "consent_decision_organization_id_foreign";`);
    this.addSql(`alter table "consent_receipt" drop constraint "consent_receipt_organization_id_foreign";`);
    this.addSql(`alter table "comment" drop constraint "comment_organization_id_foreign";`);
    this.addSql(`alter table "claim_item" drop constraint "claim_item_organization_id_foreign";`);
    this.addSql(`alter table "claim_draft" drop constraint "claim_draft_organization_id_foreign";`);
    this.addSql(`alter table "claim_contact" drop constraint "claim_contact_organization_id_foreign";`);
    this.addSql(`alter table "association" drop constraint "association_organization_id_foreign";`);
    this.addSql(`alter table "affiliation" drop constraint "affiliation_organization_id_foreign";`);
    this.addSql(`alter table "role_assignment" drop constraint "role_assignment_location_id_foreign";`);
    this.addSql(`alter table "claim" drop constraint "claim_location_id_foreign";`);
    this.addSql(`alter table "association" drop constraint "association_location_id_foreign";`);
    this.addSql(`alter table "affiliation" drop constraint "affiliation_location_id_foreign";`);
    this.addSql(`alter table "usage_fact" drop constraint "usage_fact_customer_tenant_id_foreign";`);
    this.addSql(`alter table "tenant_domain" drop constraint "tenant_domain_customer_tenant_id_foreign";`);
    this.addSql(`alter table "tenant_admin" drop constraint "tenant_admin_customer_tenant_id_foreign";`);
    this.addSql(`alter table "subscription" drop constraint "subscription_customer_tenant_id_foreign";`);
    this.addSql(`alter table "claim" drop constraint "claim_customer_tenant_id_foreign";`);
    this.addSql(`alter table "association" drop constraint "association_customer_tenant_id_foreign";`);
    this.addSql(`alter table "claim_item" drop constraint "claim_item_subscription_id_foreign";`);
    this.addSql(`alter table "review_decision" drop constraint "review_decision_claim_id_foreign";`);
    this.addSql(`alter table "evidence" drop constraint "evidence_claim_id_foreign";`);
    this.addSql(`alter table "consent_notice" drop constraint "consent_notice_claim_id_foreign";`);
    this.addSql(`alter table "consent_decision" drop constraint "consent_decision_claim_id_foreign";`);
    this.addSql(`alter table "consent_receipt" drop constraint "consent_receipt_claim_id_foreign";`);
    this.addSql(`alter table "comment" drop constraint "comment_claim_id_foreign";`);
    this.addSql(`alter table "claim_item" drop constraint "claim_item_claim_id_foreign";`);
    this.addSql(`alter table "claim_draft" drop constraint "claim_draft_claim_id_foreign";`);
    this.addSql(`alter table "claim_contact" drop constraint "claim_contact_claim_id_foreign";`);
    this.addSql(`alter table "association" drop constraint "association_claim_id_foreign";`);
    this.addSql(`alter table "notice_recipient" drop constraint "notice_recipient_notice_id_foreign";`);
    this.addSql(`alter table "consent_decision" drop constraint "consent_decision_notice_id_foreign";`);
    this.addSql(`alter table "consent_decision" drop constraint "consent_decision_recipient_id_foreign";`);
    this.addSql(`alter table "consent_receipt" drop constraint "consent_receipt_decision_id_foreign";`);
    this.addSql(`alter table "association" drop constraint "association_claim_item_id_foreign";`);

    this.addSql(`drop table if exists "claim_counter" cascade;`);
    this.addSql(`drop table if exists "event" cascade;`);
    this.addSql(`drop table if exists "timer" cascade;`);
    this.addSql(`drop table if exists "vendor" cascade;`);
    this.addSql(`drop table if exists "solution_area" cascade;`);
    this.addSql(`drop table if exists "product" cascade;`);
    this.addSql(`drop table if exists "person" cascade;`);
    this.addSql(`drop table if exists "organization" cascade;`);
    this.addSql(`drop table if exists "location" cascade;`);
    this.addSql(`drop table if exists "role_assignment" cascade;`);
    this.addSql(`drop table if exists "link" cascade;`);
    this.addSql(`drop table if exists "letter" cascade;`);
    this.addSql(`drop table if exists "customer_tenant" cascade;`);
    this.addSql(`drop table if exists "usage_fact" cascade;`);
    this.addSql(`drop table if exists "tenant_domain" cascade;`);
    this.addSql(`drop table if exists "tenant_admin" cascade;`);
    this.addSql(`drop table if exists "subscription" cascade;`);
    this.addSql(`drop table if exists "claim" cascade;`);
    this.addSql(`drop table if exists "review_decision" cascade;`);
    this.addSql(`drop table if exists "evidence" cascade;`);
    this.addSql(`drop table if exists "consent_notice" cascade;`);
    this.addSql(`drop table if exists "notice_recipient" cascade;`);
    this.addSql(`drop table if exists "consent_decision" cascade;`);
    this.addSql(`drop table if exists "consent_receipt" cascade;`);
    this.addSql(`drop table if exists "comment" cascade;`);
    this.addSql(`drop table if exists "claim_item" cascade;`);
    this.addSql(`drop table if exists "claim_draft" cascade;`);
    this.addSql(`drop table if exists "claim_contact" cascade;`);
    this.addSql(`drop table if exists "association" cascade;`);
    this.addSql(`drop table if exists "area_activity" cascade;`);
    this.addSql(`drop table if exists "affiliation" cascade;`);
    this.addSql(`drop table if exists "workload" cascade;`);
  }

}
