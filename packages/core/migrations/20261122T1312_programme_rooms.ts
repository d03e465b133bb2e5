import { Migration } from '@mikro-orm/migrations';

export class ProgrammeRoomsMigration extends Migration {

  override name = '20261122T1312_programme_rooms';

  override up(): void | Promise<void> {
    this.addSql(`create table "tax_rate" ("id" uuid not null, "vendor_id" uuid not null, "country" text not null, "name" text not null, "basis_points" int not null, "valid_from" date not null, primary key ("id"));`);
    this.addSql(`alter table "tax_rate" add constraint "tax_rate_unique" unique ("vendor_id", "country", "valid_from");`);

    this.addSql(`create table "requirement_set" ("id" uuid not null, "vendor_id" uuid not null, "competency_code" text not null, "level" text not null, "option" text not null, "option_name" text not null default '', "requirements" jsonb not null, "position" int not null, primary key ("id"));`);
    this.addSql(`alter table "requirement_set" add constraint "requirement_set_unique" unique ("vendor_id", "competency_code", "level", "option");`);

    this.addSql(`create table "price" ("id" uuid not null, "vendor_id" uuid not null, "offer" text not null, "currency" text not null, "amount_minor" bigint not null, "valid_from" date not null, "valid_until" date null, primary key ("id"));`);
    this.addSql(`alter table "price" add constraint "price_unique" unique ("vendor_id", "offer", "currency", "valid_from");`);

    this.addSql(`create table "tax_exemption" ("id" uuid not null, "vendor_id" uuid not null, "organization_id" uuid not null, "country" text not null, "certificate" text not null, "proof_key" text null, "state" text not null, "asked_by" uuid not null, "asked_at" timestamptz(3) not null, "valid_from" date not null, "valid_until" date null, "decided_by" uuid null, "decided_at" timestamptz(3) null, "version" int not null default 1, primary key ("id"));`);
    this.addSql(`create index "tax_exemption_organization_id_index" on "tax_exemption" ("organization_id");`);

    this.addSql(`create table "person_pin" ("id" uuid not null, "vendor_id" uuid not null, "organization_id" uuid not null, "person_id" uuid not null, "competency" text not null, "location_id" uuid not null, "pinned_at" timestamptz(3) not null, "pinned_by" uuid not null, primary key ("id"));`);
    this.addSql(`create index "person_pin_organization_id_index" on "person_pin" ("organization_id");`);
    this.addSql(`create index "person_pin_person_id_index" on "person_pin" ("person_id");`);
    this.addSql(`create index "person_pin_location_id_index" on "person_pin" ("location_id");`);
    this.addSql(`alter table "person_pin" add constraint "person_pin_unique" unique ("organization_id", "person_id");`);

    this.addSql(`create table "indicator_fact" ("id" uuid not null, "vendor_id" uuid not null, "organization_id" uuid not null, "location_id" uuid not null, "competency" text not null, "indicator" text not null, "month" date not null, "value" bigint not null, "baseline" bigint null, primary key ("id"));`);
    this.addSql(`create index "indicator_fact_organization_id_index" on "indicator_fact" ("organization_id");`);
    this.addSql(`create index "indicator_fact_location_id_index" on "indicator_fact" ("location_id");`);
    this.addSql(`alter table "indicator_fact" add constraint "indicator_fact_unique" unique ("location_id", "competency", "indicator", "month");`);

    this.addSql(`create table "exchange_rate" ("id" uuid not null, "vendor_id" uuid not null, "currency" text not null, "day" date not null, "per_dollar" text not null, primary key ("id"));`);
    this.addSql(`alter table "exchange_rate" add constraint "exchange_rate_unique" unique ("vendor_id", "currency", "day");`);

    this.addSql(`create table "recorded_association" ("id" uuid not null, "vendor_id" uuid not null, "organization_id" uuid not null, "location_id" uuid not null, "customer_tenant_id" uuid not null, "method" text not null, "reference" text not null, "item_key" text not null, "since" timestamptz(3) not null, "ended_at" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`create index "recorded_association_organization_id_index" on "recorded_association" ("organization_id");`);
    this.addSql(`create index "recorded_association_location_id_index" on "recorded_association" ("location_id");`);
    this.addSql(`create index "recorded_association_customer_tenant_id_index" on "recorded_association" ("customer_tenant_id");`);
    this.addSql(`alter table "recorded_association" add constraint "recorded_association_unique" unique ("vendor_id", "method", "reference");`);

    this.addSql(`create table "customer_reference" ("id" uuid not null, "vendor_id" uuid not null, "organization_id" uuid not null, "location_id" uuid not null, "created_by" uuid not null, "created_at" timestamptz(3) not null, "state" text not null, "state_at" timestamptz(3) not null, "company" text not null, "contact_name" text not null, "contact_title" text not null, "contact_email" text not null, "contact_language" text not null, "project_title" text not null, "description" text not null, "started_on" date null, "ended_on" date null, "products" text[] not null, "competencies" text[] not null, "outcome" text not null, "quoting_asked" boolean not null default false, "quoting_allowed" boolean not null default false, "sent_at" timestamptz(3) null, "last_sent_at" timestamptz(3) null, "due_at" timestamptz(3) null, "answered_at" timestamptz(3) null, "answered_name" text null, "answered_role" text null, "reject_reason" text null, "comment" text null, "comment_shared" boolean not null default false, "suggestion" jsonb null, "signals" text[] not null, "approved_at" timestamptz(3) null, "expires_at" timestamptz(3) null, "revoked_at" timestamptz(3) null, "version" int not null default 1, primary key ("id"));`);
    this.addSql(`create index "customer_reference_organization_id_index" on "customer_reference" ("organization_id");`);
    this.addSql(`create index "customer_reference_location_id_index" on "customer_reference" ("location_id");`);
    this.addSql(`create index "customer_reference_state_index" on "customer_reference" ("organization_id", "state", "id");`);
    this.addSql(`create index "customer_reference_contact_index" on "customer_reference" ("organization_id", lower("contact_email"));`);

    this.addSql(`create table "reference_assignment" ("id" uuid not null, "vendor_id" uuid not null, "organization_id" uuid not null, "reference_id" uuid not null, "location_id" uuid not null, "competency" text not null, "assigned_at" timestamptz(3) not null, "assigned_by" uuid null, "ended_at" timestamptz(3) null, "end_reason" text null, primary key ("id"));`);
    this.addSql(`create index "reference_assignment_organization_id_index" on "reference_assignment" ("organization_id");`);
    this.addSql(`create index "reference_assignment_reference_id_index" on "reference_assignment" ("reference_id");`);
    this.addSql(`create index "reference_assignment_location_id_index" on "reference_assignment" ("location_id");`);
    this.addSql(`create unique index "reference_assignment_current_unique" on "reference_assignment" ("reference_id") where "ended_at" is null;`);

    this.addSql(`create table "requirement_result" ("id" uuid not null, "vendor_id" uuid not null, "organization_id" uuid not null, "enrollment_id" uuid not null, "level" text not null, "option" text not null, "requirement" text not null, "needed" bigint not null, "have" bigint not null, "expiring" bigint not null, "detail" jsonb not null, "computed_from_event_id" uuid null, primary key ("id"));`);
    this.addSql(`create index "requirement_result_organization_id_index" on "requirement_result" ("organization_id");`);
    this.addSql(`create index "requirement_result_enrollment_id_index" on "requirement_result" ("enrollment_id");`);
    this.addSql(`alter table "requirement_result" add constraint "requirement_result_unique" unique ("enrollment_id", "level", "option", "requirement");`);

    this.addSql(`create table "fee_order" ("id" uuid not null, "vendor_id" uuid not null, "organization_id" uuid not null, "location_id" uuid not null, "number" text not null, "state" text not null, "state_at" timestamptz(3) not null, "offer" text not null, "enrollment_id" uuid null, "replaces_id" uuid null, "renewal" boolean not null default false, "method" text not null, "currency" text not null, "net_minor" bigint not null, "tax_minor" bigint not null, "total_minor" bigint not null, "pricing" jsonb not null, "ordered_by" uuid not null, "ordered_at" timestamptz(3) not null, "due_at" timestamptz(3) null, "paid_at" timestamptz(3) null, "refund_asked_by" uuid null, "refund_asked_at" timestamptz(3) null, "refund_decided_at" timestamptz(3) null, "version" int not null default 1, primary key ("id"));`);
    this.addSql(`create index "fee_order_organization_id_index" on "fee_order" ("organization_id");`);
    this.addSql(`create index "fee_order_location_id_index" on "fee_order" ("location_id");`);
    this.addSql(`create index "fee_order_enrollment_id_index" on "fee_order" ("enrollment_id");`);
    this.addSql(`create index "fee_order_replaces_id_index" on "fee_order" ("replaces_id");`);
    this.addSql(`alter table "fee_order" add constraint "fee_order_number_unique" unique ("vendor_id", "number");`);

    this.addSql(`create table "payment" ("id" uuid not null, "vendor_id" uuid not null, "organization_id" uuid not null, "order_id" uuid not null, "adapter" text not null, "method" text not null, "state" text not null, "state_at" timestamptz(3) not null, "currency" text not null, "amount_minor" bigint not null, "received_minor" bigint not null default '0', "tries" int not null default 0, "reference" text null, "announced" jsonb null, "proof_key" text null, "top_up_due_at" timestamptz(3) null, "created_at" timestamptz(3) not null, "version" int not null default 1, primary key ("id"));`);
    this.addSql(`create index "payment_organization_id_index" on "payment" ("organization_id");`);
    this.addSql(`create index "payment_order_id_index" on "payment" ("order_id");`);

    this.addSql(`create table "invoice" ("id" uuid not null, "vendor_id" uuid not null, "organization_id" uuid not null, "order_id" uuid not null, "state" text not null, "year" int null, "number" int null, "credits_id" uuid null, "currency" text not null, "net_minor" bigint not null, "tax_minor" bigint not null, "total_minor" bigint not null, "content" jsonb not null, "created_at" timestamptz(3) not null, "issued_at" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`create index "invoice_organization_id_index" on "invoice" ("organization_id");`);
    this.addSql(`create index "invoice_order_id_index" on "invoice" ("order_id");`);
    this.addSql(`create index "invoice_credits_id_index" on "invoice" ("credits_id");`);
    this.addSql(`alter table "invoice" add constraint "invoice_number_unique" unique ("vendor_id", "year", "number");`);

    this.addSql(`create table "enrollment_change" ("id" uuid not null, "vendor_id" uuid not null, "organization_id" uuid not null, "enrollment_id" uuid not null, "location_id" uuid not null, "competency" text not null, "level" text not null, "from_state" text null, "to_state" text not null, "at" timestamptz(3) not null, "cause_event_id" uuid null, "cause" text not null, primary key ("id"));`);
    this.addSql(`create index "enrollment_change_organization_id_index" on "enrollment_change" ("organization_id");`);
    this.addSql(`create index "enrollment_change_enrollment_id_index" on "enrollment_change" ("enrollment_id");`);
    this.addSql(`create index "enrollment_change_location_id_index" on "enrollment_change" ("location_id");`);
    this.addSql(`create index "enrollment_change_time_index" on "enrollment_change" ("organization_id", "at", "id");`);

    this.addSql(`create table "competency" ("id" uuid not null, "vendor_id" uuid not null, "code" text not null, "name" text not null, "group_code" text not null, "group_name" text not null, "position" int not null, primary key ("id"));`);
    this.addSql(`alter table "competency" add constraint "competency_code_unique" unique ("vendor_id", "code");`);

    this.addSql(`create table "benefit_use" ("id" uuid not null, "vendor_id" uuid not null, "organization_id" uuid not null, "order_id" uuid not null, "kind" text not null, "what" text not null, "person_id" uuid not null, "at" timestamptz(3) not null, primary key ("id"));`);
    this.addSql(`create index "benefit_use_organization_id_index" on "benefit_use" ("organization_id");`);
    this.addSql(`create index "benefit_use_order_id_index" on "benefit_use" ("order_id");`);

    this.addSql(`create table "amount_fact" ("id" uuid not null, "vendor_id" uuid not null, "organization_id" uuid not null, "location_id" uuid not null, "customer_tenant_id" uuid not null, "product_code" text not null, "method" text not null, "measure" text not null, "month" date not null, "amount_minor" bigint not null, primary key ("id"));`);
    this.addSql(`create index "amount_fact_organization_id_index" on "amount_fact" ("organization_id");`);
    this.addSql(`create index "amount_fact_location_id_index" on "amount_fact" ("location_id");`);
    this.addSql(`create index "amount_fact_customer_tenant_id_index" on "amount_fact" ("customer_tenant_id");`);
    this.addSql(`alter table "amount_fact" add constraint "amount_fact_unique" unique ("location_id", "customer_tenant_id", "product_code", "method", "measure", "month");`);

    this.addSql(`alter table "membership" add "state" text not null default 'active', add "state_at" timestamptz(3) not null default now(), add "extended_from" date null, add "confirmed_at" timestamptz(3) null;`);

    this.addSql(`alter table "competency_enrollment" add "option" text null, add "state_at" timestamptz(3) not null default now(), add "met_level" text null, add "goal" boolean not null default false, add "at_risk" boolean not null default false, add "preapproved_until" date null, add "paid_through" date null, add "counted_at" timestamptz(3) null, add "counted_from_event_id" uuid null;`);

    this.addSql(`alter table "tax_rate" add constraint "tax_rate_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "tax_rate" enable row level security;`);
    this.addSql(`create policy "tax_rate_vendor" on "tax_rate" using ((select current_setting('ofrecord.side', true)) = 'system' or vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid)) with check ((select current_setting('ofrecord.side', true)) = 'system' or vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid));`);

    this.addSql(`alter table "requirement_set" add constraint "requirement_set_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "requirement_set" enable row level security;`);
    this.addSql(`create policy "requirement_set_vendor" on "requirement_set" using ((select current_setting('ofrecord.side', true)) = 'system' or vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid)) with check ((select current_setting('ofrecord.side', true)) = 'system' or vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid));`);

    this.addSql(`alter table "price" add constraint "price_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "price" add constraint "price_amount_check" check ("amount_minor" >= 0);`);
    this.addSql(`alter table "price" enable row level security;`);
    this.addSql(`create policy "price_vendor" on "price" using ((select current_setting('ofrecord.side', true)) = 'system' or vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid)) with check ((select current_setting('ofrecord.side', true)) = 'system' or vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid));`);

    this.addSql(`alter table "tax_exemption" add constraint "tax_exemption_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "tax_exemption" add constraint "tax_exemption_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "tax_exemption" enable row level security;`);
    this.addSql(`create policy "tax_exemption_own" on "tax_exemption" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);

    this.addSql(`alter table "person_pin" add constraint "person_pin_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "person_pin" add constraint "person_pin_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "person_pin" add constraint "person_pin_person_id_foreign" foreign key ("person_id") references "person" ("id") on delete restrict;`);
    this.addSql(`alter table "person_pin" add constraint "person_pin_location_id_foreign" foreign key ("location_id") references "location" ("id") on delete restrict;`);
    this.addSql(`alter table "person_pin" enable row level security;`);
    this.addSql(`create policy "person_pin_own" on "person_pin" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);

    this.addSql(`alter table "indicator_fact" add constraint "indicator_fact_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "indicator_fact" add constraint "indicator_fact_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "indicator_fact" add constraint "indicator_fact_location_id_foreign" foreign key ("location_id") references "location" ("id") on delete restrict;`);
    this.addSql(`alter table "indicator_fact" enable row level security;`);
    this.addSql(`create policy "indicator_fact_own" on "indicator_fact" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);

    this.addSql(`alter table "exchange_rate" add constraint "exchange_rate_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "exchange_rate" enable row level security;`);
    this.addSql(`create policy "exchange_rate_vendor" on "exchange_rate" using ((select current_setting('ofrecord.side', true)) = 'system' or vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid)) with check ((select current_setting('ofrecord.side', true)) = 'system' or vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid));`);

    this.addSql(`alter table "recorded_association" add constraint "recorded_association_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "recorded_association" add constraint "recorded_association_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "recorded_association" add constraint "recorded_association_location_id_foreign" foreign key ("location_id") references "location" ("id") on delete restrict;`);
    this.addSql(`alter table "recorded_association" add constraint "recorded_association_customer_tenant_id_foreign" foreign key ("customer_tenant_id") references "customer_tenant" ("id") on delete restrict;`);
    this.addSql(`alter table "recorded_association" enable row level security;`);
    this.addSql(`create policy "recorded_association_own" on "recorded_association" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);

    this.addSql(`alter table "customer_reference" add constraint "customer_reference_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "customer_reference" add constraint "customer_reference_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "customer_reference" add constraint "customer_reference_location_id_foreign" foreign key ("location_id") references "location" ("id") on delete restrict;`);
    this.addSql(`alter table "customer_reference" enable row level security;`);
    this.addSql(`create policy "customer_reference_own" on "customer_reference" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);

    this.addSql(`alter table "reference_assignment" add constraint "reference_assignment_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "reference_assignment" add constraint "reference_assignment_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "reference_assignment" add constraint "reference_assignment_reference_id_foreign" foreign key ("reference_id") references "customer_reference" ("id") on delete restrict;`);
    this.addSql(`alter table "reference_assignment" add constraint "reference_assignment_location_id_foreign" foreign key ("location_id") references "location" ("id") on delete restrict;`);
    this.addSql(`alter table "reference_assignment" enable row level security;`);
    this.addSql(`create policy "reference_assignment_own" on "reference_assignment" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);

    this.addSql(`alter table "requirement_result" add constraint "requirement_result_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "requirement_result" add constraint "requirement_result_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "requirement_result" add constraint "requirement_result_enrollment_id_foreign" foreign key ("enrollment_id") references "competency_enrollment" ("id") on delete restrict;`);
    this.addSql(`alter table "requirement_result" enable row level security;`);
    this.addSql(`create policy "requirement_result_own" on "requirement_result" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);

    this.addSql(`alter table "fee_order" add constraint "fee_order_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "fee_order" add constraint "fee_order_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "fee_order" add constraint "fee_order_location_id_foreign" foreign key ("location_id") references "location" ("id") on delete restrict;`);
    this.addSql(`alter table "fee_order" add constraint "fee_order_enrollment_id_foreign" foreign key ("enrollment_id") references "competency_enrollment" ("id") on delete restrict;`);
    this.addSql(`alter table "fee_order" add constraint "fee_order_total_check" check ("net_minor" >= 0 and "tax_minor" >= 0 and "total_minor" = "net_minor" + "tax_minor");`);
    this.addSql(`alter table "fee_order" enable row level security;`);
    this.addSql(`create policy "fee_order_own" on "fee_order" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);

    this.addSql(`alter table "payment" add constraint "payment_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "payment" add constraint "payment_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "payment" add constraint "payment_order_id_foreign" foreign key ("order_id") references "fee_order" ("id") on delete restrict;`);
    this.addSql(`alter table "payment" add constraint "payment_amount_check" check ("amount_minor" >= 0 and "received_minor" >= 0);`);
    this.addSql(`alter table "payment" enable row level security;`);
    this.addSql(`create policy "payment_own" on "payment" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);

    this.addSql(`alter table "invoice" add constraint "invoice_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "invoice" add constraint "invoice_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "invoice" add constraint "invoice_order_id_foreign" foreign key ("order_id") references "fee_order" ("id") on delete restrict;`);
    this.addSql(`alter table "invoice" add constraint "invoice_amount_check" check ("net_minor" >= 0 and "tax_minor" >= 0 and "total_minor" >= 0);`);
    this.addSql(`alter table "invoice" enable row level security;`);
    this.addSql(`create policy "invoice_own" on "invoice" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);

    this.addSql(`alter table "enrollment_change" add constraint "enrollment_change_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "enrollment_change" add constraint "enrollment_change_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "enrollment_change" add constraint "enrollment_change_enrollment_id_foreign" foreign key ("enrollment_id") references "competency_enrollment" ("id") on delete restrict;`);
    this.addSql(`alter table "enrollment_change" add constraint "enrollment_change_location_id_foreign" foreign key ("location_id") references "location" ("id") on delete restrict;`);
    this.addSql(`alter table "enrollment_change" enable row level security;`);
    this.addSql(`create policy "enrollment_change_own" on "enrollment_change" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);

    this.addSql(`alter table "competency" add constraint "competency_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "competency" enable row level security;`);
    this.addSql(`create policy "competency_vendor" on "competency" using ((select current_setting('ofrecord.side', true)) = 'system' or vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid)) with check ((select current_setting('ofrecord.side', true)) = 'system' or vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid));`);

    this.addSql(`alter table "benefit_use" add constraint "benefit_use_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "benefit_use" add constraint "benefit_use_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "benefit_use" add constraint "benefit_use_order_id_foreign" foreign key ("order_id") references "fee_order" ("id") on delete restrict;`);
    this.addSql(`alter table "benefit_use" enable row level security;`);
    this.addSql(`create policy "benefit_use_own" on "benefit_use" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);

    this.addSql(`alter table "amount_fact" add constraint "amount_fact_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "amount_fact" add constraint "amount_fact_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "amount_fact" add constraint "amount_fact_location_id_foreign" foreign key ("location_id") references "location" ("id") on delete restrict;`);
    this.addSql(`alter table "amount_fact" add constraint "amount_fact_customer_tenant_id_foreign" foreign key ("customer_tenant_id") references "customer_tenant" ("id") on delete restrict;`);
    this.addSql(`alter table "amount_fact" enable row level security;`);
    this.addSql(`create policy "amount_fact_own" on "amount_fact" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "reference_assignment" drop constraint "reference_assignment_reference_id_foreign";`);
    this.addSql(`alter table "payment" drop constraint "payment_order_id_foreign";`);
    this.addSql(`alter table "invoice" drop constraint "invoice_order_id_foreign";`);
    this.addSql(`alter table "benefit_use" drop constraint "benefit_use_order_id_foreign";`);

    this.addSql(`drop table if exists "tax_rate" cascade;`);
    this.addSql(`drop table if exists "requirement_set" cascade;`);
    this.addSql(`drop table if exists "price" cascade;`);
    this.addSql(`drop table if exists "tax_exemption" cascade;`);
    this.addSql(`drop table if exists "person_pin" cascade;`);
    this.addSql(`drop table if exists "indicator_fact" cascade;`);
    this.addSql(`drop table if exists "exchange_rate" cascade;`);
    this.addSql(`drop table if exists "recorded_association" cascade;`);
    this.addSql(`drop table if exists "customer_reference" cascade;`);
    this.addSql(`drop table if exists "reference_assignment" cascade;`);
    this.addSql(`drop table if exists "requirement_result" cascade;`);
    this.addSql(`drop table if exists "fee_order" cascade;`);
    this.addSql(`drop table if exists "payment" cascade;`);
    this.addSql(`drop table if exists "invoice" cascade;`);
    this.addSql(`drop table if exists "enrollment_change" cascade;`);
    this.addSql(`drop table if exists "competency" cascade;`);
    this.addSql(`drop table if exists "benefit_use" cascade;`);
    this.addSql(`drop table if exists "amount_fact" cascade;`);

    this.addSql(`alter table "competency_enrollment" drop column "option", drop column "state_at", drop column "met_level", drop column "goal", drop column "at_risk", drop column "preapproved_until", drop column "paid_through", drop column "counted_at", drop column "counted_from_event_id";`);

    this.addSql(`alter table "membership" drop column "state", drop column "state_at", drop column "extended_from", drop column "confirmed_at";`);
  }

}
