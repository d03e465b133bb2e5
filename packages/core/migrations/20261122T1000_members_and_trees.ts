import { Migration } from '@mikro-orm/migrations';

export class MembersAndTreesMigration extends Migration {

  override name = '20261122T1000_members_and_trees';

  override up(): void | Promise<void> {
    this.addSql(`create table "structure_change" ("id" uuid not null, "vendor_id" uuid not null, "organization_id" uuid not null, "kind" text not null, "location_id" uuid not null, "at" timestamptz(3) not null, "actor_id" uuid null, "actor_name" text not null, "reason" text not null default '', "places" jsonb not null, "impact" jsonb not null, primary key ("id"));`);
    this.addSql(`create index "structure_change_location_id_index" on "structure_change" ("location_id");`);
    this.addSql(`create index "structure_change_list_index" on "structure_change" ("organization_id", "at", "id");`);

    this.addSql(`create table "skill_import" ("id" uuid not null, "vendor_id" uuid not null, "at" timestamptz(3) not null, "rows" int not null, primary key ("id"));`);
    this.addSql(`create index "skill_import_vendor_id_index" on "skill_import" ("vendor_id");`);

    this.addSql(`create table "merge" ("id" uuid not null, "vendor_id" uuid not null, "organization_id" uuid not null, "invited_organization_id" uuid not null, "state" text not null, "invited_at" timestamptz(3) not null, "invited_by" uuid not null, "primary_contact_id" uuid not null, "due_at" timestamptz(3) not null, "answered_at" timestamptz(3) null, "decline_reason" text null, "preview" jsonb null, "preview_at" timestamptz(3) null, "basis" text null, "executed_at" timestamptz(3) null, "executed_by" uuid null, "before" jsonb null, "undone_at" timestamptz(3) null, "version" int not null default 1, primary key ("id"));`);
    this.addSql(`create index "merge_organization_id_index" on "merge" ("organization_id");`);
    this.addSql(`create index "merge_invited_organization_id_index" on "merge" ("invited_organization_id");`);
    this.addSql(`create unique index "merge_open_unique" on "merge" ("organization_id") where "state" in ('invited', 'accepted');`);
    this.addSql(`create unique index "merge_open_invited_unique" on "merge" ("invited_organization_id") where "state" in ('invited', 'accepted');`);

    this.addSql(`create table "membership" ("id" uuid not null, "vendor_id" uuid not null, "organization_id" uuid not null, "tier" text not null, "anniversary_on" date null, "started_at" timestamptz(3) not null, "ended_at" timestamptz(3) null, "version" int not null default 1, primary key ("id"));`);
    this.addSql(`create index "membership_organization_id_index" on "membership" ("organization_id");`);
    this.addSql(`create unique index "membership_current_unique" on "membership" ("organization_id") where "ended_at" is null;`);

    this.addSql(`create table "location_place" ("id" uuid not null default gen_random_uuid(), "vendor_id" uuid not null, "organization_id" uuid not null, "location_id" uuid not null, "parent_id" uuid null, "number" int not null, "name" text not null, "country" text not null, "is_headquarters" boolean not null, "since" timestamptz(3) not null, "until" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`create index "location_place_location_id_index" on "location_place" ("location_id");`);
    this.addSql(`create index "location_place_days_index" on "location_place" ("organization_id", "since");`);

    this.addSql(`create table "hierarchy_rehearsal" ("id" uuid not null, "vendor_id" uuid not null, "organization_id" uuid not null, "kind" text not null, "input" jsonb not null, "impact" jsonb not null, "basis" text not null, "reason" text not null default '', "created_at" timestamptz(3) not null, "created_by" uuid not null, "signed_off" jsonb not null default '[]', "executed_at" timestamptz(3) null, "version" int not null default 1, primary key ("id"));`);
    this.addSql(`create index "hierarchy_rehearsal_organization_id_index" on "hierarchy_rehearsal" ("organization_id");`);
    this.addSql(`create index "hierarchy_rehearsal_list_index" on "hierarchy_rehearsal" ("organization_id", "created_at", "id");`);

    this.addSql(`create table "domain_proof" ("id" uuid not null, "vendor_id" uuid not null, "organization_id" uuid not null, "domain" text not null, "challenge" text not null, "purpose" text not null, "asked_by" uuid not null, "asked_at" timestamptz(3) not null, "proven_at" timestamptz(3) null, "due_at" timestamptz(3) null, "state" text not null, "stopped_by" uuid null, primary key ("id"));`);
    this.addSql(`create index "domain_proof_organization_id_index" on "domain_proof" ("organization_id");`);
    this.addSql(`create index "domain_proof_asked_by_index" on "domain_proof" ("asked_by");`);
    this.addSql(`create unique index "domain_proof_open_unique" on "domain_proof" ("organization_id", "domain", "purpose", "asked_by") where "state" in ('asked', 'proven');`);

    this.addSql(`create table "credential_profile" ("id" uuid not null, "vendor_id" uuid not null, "credential_id" text not null, "person_id" uuid null, "name" text not null, "state" text not null default 'unlinked', "organization_id" uuid null, "state_at" timestamptz(3) not null, "version" int not null default 1, primary key ("id"));`);
    this.addSql(`alter table "credential_profile" add constraint "credential_profile_person_id_unique" unique ("person_id");`);
    this.addSql(`create index "credential_profile_organization_id_index" on "credential_profile" ("organization_id");`);
    this.addSql(`alter table "credential_profile" add constraint "credential_profile_number_unique" unique ("vendor_id", "credential_id");`);

    this.addSql(`create table "skill_record" ("id" uuid not null, "vendor_id" uuid not null, "organization_id" uuid null, "person_id" uuid null, "credential_profile_id" uuid not null, "kind" text not null, "code" text not null, "passed_on" date not null, "expires_on" date null, primary key ("id"));`);
    this.addSql(`create index "skill_record_organization_id_index" on "skill_record" ("organization_id");`);
    this.addSql(`create index "skill_record_person_id_index" on "skill_record" ("person_id");`);
    this.addSql(`create index "skill_record_expires_on_index" on "skill_record" ("expires_on");`);
    this.addSql(`alter table "skill_record" add constraint "skill_record_unique" unique ("credential_profile_id", "code", "passed_on");`);

    this.addSql(`create table "credential_link" ("id" uuid not null, "vendor_id" uuid not null, "organization_id" uuid not null, "credential_profile_id" uuid not null, "person_id" uuid not null, "linked_at" timestamptz(3) not null, "unlinked_at" timestamptz(3) null, "unlink_reason" text null, "removed_at" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`create index "credential_link_organization_id_index" on "credential_link" ("organization_id");`);
    this.addSql(`create index "credential_link_credential_profile_id_index" on "credential_link" ("credential_profile_id");`);
    this.addSql(`create index "credential_link_person_id_index" on "credential_link" ("person_id");`);
    this.addSql(`create unique index "credential_link_live_unique" on "credential_link" ("credential_profile_id") where "unlinked_at" is null;`);

    this.addSql(`create table "competency_enrollment" ("id" uuid not null, "vendor_id" uuid not null, "organization_id" uuid not null, "location_id" uuid not null, "competency" text not null, "level" text not null, "state" text not null, "programme_year" int not null, "renews_on" date null, "version" int not null default 1, primary key ("id"));`);
    this.addSql(`create index "competency_enrollment_organization_id_index" on "competency_enrollment" ("organization_id");`);
    this.addSql(`create index "competency_enrollment_location_id_index" on "competency_enrollment" ("location_id");`);
    this.addSql(`alter table "competency_enrollment" add constraint "competency_enrollment_unique" unique ("location_id", "competency", "programme_year");`);

    this.addSql(`create table "certification" ("id" uuid not null, "vendor_id" uuid not null, "code" text not null, "name" text not null, "kind" text not null, "qualifies_for" text[] not null, "retired_on" date null, "counts_until" date null, primary key ("id"));`);
    this.addSql(`alter table "certification" add constraint "certification_code_unique" unique ("vendor_id", "code");`);

    this.addSql(`create table "privilege_grant" ("id" uuid not null, "vendor_id" uuid not null, "organization_id" uuid not null, "location_id" uuid not null, "affiliation_id" uuid not null, "person_id" uuid not null, "privilege" text not null, "slot" int null, "granted_at" timestamptz(3) not null, "granted_by" uuid null, "ended_at" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`create index "privilege_grant_organization_id_index" on "privilege_grant" ("organization_id");`);
    this.addSql(`create index "privilege_grant_location_id_index" on "privilege_grant" ("location_id");`);
    this.addSql(`create index "privilege_grant_affiliation_id_index" on "privilege_grant" ("affiliation_id");`);
    this.addSql(`create index "privilege_grant_person_id_index" on "privilege_grant" ("person_id");`);
    this.addSql(`create unique index "privilege_grant_person_unique" on "privilege_grant" ("location_id", "privilege", "person_id") where "ended_at" is null;`);
    this.addSql(`create unique index "privilege_grant_slot_unique" on "privilege_grant" ("location_id", "privilege", "slot") where "ended_at" is null and "slot" is not null;`);

    this.addSql(`create table "contact_assignment" ("id" uuid not null, "vendor_id" uuid not null, "organization_id" uuid not null, "location_id" uuid not null, "role" text not null, "affiliation_id" uuid not null, "person_id" uuid not null, "state" text not null, "since" timestamptz(3) not null, "assigned_by" uuid null, "ended_at" timestamptz(3) null, primary key ("id"));`);
    this.addSql(`create index "contact_assignment_organization_id_index" on "contact_assignment" ("organization_id");`);
    this.addSql(`create index "contact_assignment_location_id_index" on "contact_assignment" ("location_id");`);
    this.addSql(`create index "contact_assignment_affiliation_id_index" on "contact_assignment" ("affiliation_id");`);
    this.addSql(`create index "contact_assignment_person_id_index" on "contact_assignment" ("person_id");`);
    this.addSql(`create unique index "contact_assignment_current_unique" on "contact_assignment" ("location_id", "role") where "ended_at" is null;`);

    this.addSql(`alter table "person" add "country" text not null default '', add "job_role" text not null default '', add "phone" text not null default '', add "email_proven_at" timestamptz(3) null, add "bounced_at" timestamptz(3) null, add "version" int not null default 1;`);

    this.addSql(`alter table "organization" add "tier" text not null default 'network', add "status" text not null default 'active', add "merged_into_id" uuid null, add "merged_at" timestamptz(3) null;`);
    this.addSql(`create index "organization_merged_into_id_index" on "organization" ("merged_into_id");`);

    this.addSql(`drop index "location_headquarters_unique";`);
    // Deferred, so that a new headquarters and the old one change places in one statement (HIE-R12).
    this.addSql(`alter table "location" add constraint "location_one_headquarters" exclude using btree ("organization_id" with =) where ("is_headquarters") deferrable initially deferred;`);
    this.addSql(`drop index "location_parent_id_index";`);
    this.addSql(`alter table "location" add "legal_name" text not null default '', add "street" text not null default '', add "postal_code" text not null default '', add "region" text not null default '', add "phone" text not null default '', add "registration_number" text not null default '', add "tax_id" text not null default '', add "currency" text not null default '', add "verification_reason" text null, add "verification_tries" int not null default 1, add "height" int not null default 0, add "below" int not null default 0, add "created_at" timestamptz(3) not null default now(), add "left_at" timestamptz(3) null, add "status_before" text null, add "version" int not null default 1;`);
    this.addSql(`create index "location_children_index" on "location" ("parent_id", "height", "number");`);
    this.addSql(`alter table "location" add constraint "location_own_unique" unique ("id", "organization_id");`);
    this.addSql(`alter table "location" add constraint "location_parent_foreign" foreign key ("parent_id", "organization_id") references "location" ("id", "organization_id") deferrable initially deferred;`);
    this.addSql(`alter table "location" add constraint "location_depth_check" check ("height" >= 0 and "height" <= 4);`);

    this.addSql(`alter table "role_assignment" add "source" text not null default 'granted', add "granted_at" timestamptz(3) not null default now(), add "granted_by" uuid null, add "held_back" boolean not null default false;`);
    this.addSql(`drop index "role_assignment_unique";`);
    this.addSql(`create unique index "role_assignment_unique" on "role_assignment" ("person_id", "organization_id", "role", "location_id", "source") nulls not distinct;`);

    this.addSql(`alter table "affiliation" add "method" text not null default 'import', add "invited_by" uuid null, add "proposed_roles" jsonb not null default '[]', add "created_at" timestamptz(3) not null default now(), add "status_at" timestamptz(3) not null default now(), add "sent_at" timestamptz(3) null, add "due_at" timestamptz(3) null, add "decided_by" uuid null, add "reason" text null, add "ended_at" timestamptz(3) null, add "version" int not null default 1;`);
    this.addSql(`drop index "affiliation_live_unique";`);
    this.addSql(`create unique index "affiliation_live_unique" on "affiliation" ("person_id", "organization_id") where "status" not in ('ended', 'deleted', 'denied', 'expired');`);
    this.addSql(`create index "affiliation_list_index" on "affiliation" ("organization_id", "status", "status_at", "id");`);

    this.addSql(`alter table "structure_change" add constraint "structure_change_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "structure_change" enable row level security;`);
    this.addSql(`create policy "structure_change_own" on "structure_change" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);

    this.addSql(`alter table "skill_import" add constraint "skill_import_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "skill_import" enable row level security;`);
    this.addSql(`create policy "skill_import_vendor" on "skill_import" using ((select current_setting('ofrecord.side', true)) = 'system' or vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid)) with check ((select current_setting('ofrecord.side', true)) = 'system');`);

    this.addSql(`alter table "merge" add constraint "merge_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "merge" add constraint "merge_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "merge" add constraint "merge_invited_organization_id_foreign" foreign key ("invited_organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "merge" enable row level security;`);
    this.addSql(`create policy "merge_either" on "merge" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or (select nullif(current_setting('ofrecord.organization', true), '')::uuid) in (organization_id, invited_organization_id)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or (select nullif(current_setting('ofrecord.organization', true), '')::uuid) in (organization_id, invited_organization_id))));`);

    this.addSql(`alter table "membership" add constraint "membership_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "membership" add constraint "membership_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "membership" add constraint "membership_anniversary_check" check (("tier" = 'network') = ("anniversary_on" is null));`);
    this.addSql(`alter table "membership" enable row level security;`);
    this.addSql(`create policy "membership_own" on "membership" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);

    this.addSql(`alter table "location_place" add constraint "location_place_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "location_place" add constraint "location_place_location_id_foreign" foreign key ("location_id") references "location" ("id") on delete restrict;`);
    this.addSql(`alter table "location_place" enable row level security;`);
    this.addSql(`create policy "location_place_own" on "location_place" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);

    this.addSql(`alter table "hierarchy_rehearsal" add constraint "hierarchy_rehearsal_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "hierarchy_rehearsal" add constraint "hierarchy_rehearsal_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "hierarchy_rehearsal" enable row level security;`);
    this.addSql(`create policy "hierarchy_rehearsal_own" on "hierarchy_rehearsal" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);

    this.addSql(`alter table "domain_proof" add constraint "domain_proof_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "domain_proof" add constraint "domain_proof_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "domain_proof" add constraint "domain_proof_asked_by_foreign" foreign key ("asked_by") references "person" ("id") on delete restrict;`);
    this.addSql(`alter table "domain_proof" enable row level security;`);
    this.addSql(`create policy "domain_proof_own" on "domain_proof" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);

    this.addSql(`alter table "credential_profile" add constraint "credential_profile_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "credential_profile" add constraint "credential_profile_person_id_foreign" foreign key ("person_id") references "person" ("id") on delete restrict;`);
    this.addSql(`alter table "credential_profile" add constraint "credential_profile_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "credential_profile" enable row level security;`);
    this.addSql(`create policy "credential_profile_own" on "credential_profile" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid) or person_id = (select nullif(current_setting('ofrecord.person', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid) or person_id = (select nullif(current_setting('ofrecord.person', true), '')::uuid))));`);

    this.addSql(`alter table "skill_record" add constraint "skill_record_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "skill_record" add constraint "skill_record_credential_profile_id_foreign" foreign key ("credential_profile_id") references "credential_profile" ("id") on delete restrict;`);
    this.addSql(`alter table "skill_record" enable row level security;`);
    this.addSql(`create policy "skill_record_own" on "skill_record" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid) or person_id = (select nullif(current_setting('ofrecord.person', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid) or person_id = (select nullif(current_setting('ofrecord.person', true), '')::uuid))));`);

    this.addSql(`alter table "credential_link" add constraint "credential_link_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "credential_link" add constraint "credential_link_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "credential_link" add constraint "credential_link_credential_profile_id_foreign" foreign key ("credential_profile_id") references "credential_profile" ("id") on delete restrict;`);
    this.addSql(`alter table "credential_link" add constraint "credential_link_person_id_foreign" foreign key ("person_id") references "person" ("id") on delete restrict;`);
    this.addSql(`alter table "credential_link" enable row level security;`);
    this.addSql(`create policy "credential_link_own" on "credential_link" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid) or person_id = (select nullif(current_setting('ofrecord.person', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid) or person_id = (select nullif(current_setting('ofrecord.person', true), '')::uuid))));`);

    this.addSql(`alter table "competency_enrollment" add constraint "competency_enrollment_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "competency_enrollment" add constraint "competency_enrollment_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "competency_enrollment" add constraint "competency_enrollment_location_id_foreign" foreign key ("location_id") references "location" ("id") on delete restrict;`);
    this.addSql(`alter table "competency_enrollment" enable row level security;`);
    this.addSql(`create policy "competency_enrollment_own" on "competency_enrollment" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);

    this.addSql(`alter table "certification" add constraint "certification_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "certification" enable row level security;`);
    this.addSql(`create policy "certification_vendor" on "certification" using ((select current_setting('ofrecord.side', true)) = 'system' or vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid)) with check ((select current_setting('ofrecord.side', true)) = 'system' or vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid));`);

    this.addSql(`alter table "privilege_grant" add constraint "privilege_grant_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "privilege_grant" add constraint "privilege_grant_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "privilege_grant" add constraint "privilege_grant_location_id_foreign" foreign key ("location_id") references "location" ("id") on delete restrict;`);
    this.addSql(`alter table "privilege_grant" add constraint "privilege_grant_affiliation_id_foreign" foreign key ("affiliation_id") references "affiliation" ("id") on delete restrict;`);
    this.addSql(`alter table "privilege_grant" add constraint "privilege_grant_person_id_foreign" foreign key ("person_id") references "person" ("id") on delete restrict;`);
    this.addSql(`alter table "privilege_grant" enable row level security;`);
    this.addSql(`create policy "privilege_grant_own" on "privilege_grant" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);

    this.addSql(`alter table "contact_assignment" add constraint "contact_assignment_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "contact_assignment" add constraint "contact_assignment_organization_id_foreign" foreign key ("organization_id") references "organization" ("id") on delete restrict;`);
    this.addSql(`alter table "contact_assignment" add constraint "contact_assignment_location_id_foreign" foreign key ("location_id") references "location" ("id") on delete restrict;`);
    this.addSql(`alter table "contact_assignment" add constraint "contact_assignment_affiliation_id_foreign" foreign key ("affiliation_id") references "affiliation" ("id") on delete restrict;`);
    this.addSql(`alter table "contact_assignment" add constraint "contact_assignment_person_id_foreign" foreign key ("person_id") references "person" ("id") on delete restrict;`);
    this.addSql(`alter table "contact_assignment" enable row level security;`);
    this.addSql(`create policy "contact_assignment_own" on "contact_assignment" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and ((select current_setting('ofrecord.side', true)) = 'vendor' or organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))));`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "skill_record" drop constraint "skill_record_credential_profile_id_foreign";`);
    this.addSql(`alter table "credential_link" drop constraint "credential_link_credential_profile_id_foreign";`);

    this.addSql(`drop table if exists "structure_change" cascade;`);
    this.addSql(`drop table if exists "skill_import" cascade;`);
    this.addSql(`drop table if exists "merge" cascade;`);
    this.addSql(`drop table if exists "membership" cascade;`);
    this.addSql(`drop table if exists "location_place" cascade;`);
    this.addSql(`drop table if exists "hierarchy_rehearsal" cascade;`);
    this.addSql(`drop table if exists "domain_proof" cascade;`);
    this.addSql(`drop table if exists "credential_profile" cascade;`);
    this.addSql(`drop table if exists "skill_record" cascade;`);
    this.addSql(`drop table if exists "credential_link" cascade;`);
    this.addSql(`drop table if exists "competency_enrollment" cascade;`);
    this.addSql(`drop table if exists "certification" cascade;`);
    this.addSql(`drop table if exists "privilege_grant" cascade;`);
    this.addSql(`drop table if exists "contact_assignment" cascade;`);

    this.addSql(`drop index "affiliation_list_index";`);
    this.addSql(`alter table "affiliation" drop column "method", drop column "invited_by", drop column "proposed_roles", drop column "created_at", drop column "status_at", drop column "sent_at", drop column "due_at", drop column "decided_by", drop column "reason", drop column "ended_at", drop column "version";`);

    this.addSql(`drop index "location_children_index";`);
    this.addSql(`alter table "location" drop constraint "location_parent_foreign", drop constraint "location_one_headquarters";`);
    this.addSql(`alter table "location" drop constraint "location_own_unique";`);
    this.addSql(`alter table "location" drop constraint "location_depth_check";`);
    this.addSql(`alter table "location" drop column "legal_name", drop column "street", drop column "postal_code", drop column "region", drop column "phone", drop column "registration_number", drop column "tax_id", drop column "currency", drop column "verification_reason", drop column "verification_tries", drop column "height", drop column "below", drop column "created_at", drop column "left_at", drop column "status_before", drop column "version";`);
    this.addSql(`create unique index "location_headquarters_unique" on "location" ("organization_id") where "is_headquarters";`);
    this.addSql(`create index "location_parent_id_index" on "location" ("parent_id");`);

    this.addSql(`drop index "organization_merged_into_id_index";`);
    this.addSql(`alter table "organization" drop column "tier", drop column "status", drop column "merged_into_id", drop column "merged_at";`);

    this.addSql(`alter table "person" drop column "country", drop column "job_role", drop column "phone", drop column "email_proven_at", drop column "bounced_at", drop column "version";`);

    this.addSql(`alter table "role_assignment" drop column "source", drop column "granted_at", drop column "granted_by", drop column "held_back";`);
  }

}
