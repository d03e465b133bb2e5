import { Migration } from '@mikro-orm/migrations'

/** What entities cannot say: roles and what they may, what never changes, who holds an item, and sign-in's tables. */
export class GuardsMigration extends Migration {
  override name = '20261121T2359_guards'

  override up(): void {
    this.#roles()
    this.#exclusivity()
    this.#immutability()
    this.#usage()
    this.#identity()
    this.#grants()
  }

  /** Neither role owns a table, so row-level security holds for both. Roles belong to the server, not the database. */
  #roles(): void {
    for (const role of ['ofrecord_app', 'ofrecord_read']) {
      this.addSql(`do $$ begin
        if not exists (select from pg_roles where rolname = '${role}') then create role ${role} nologin; end if;
      exception when duplicate_object or unique_violation then null; end $$`)
      this.addSql(`do $$ begin
        if not pg_has_role(current_user, '${role}', 'member') then execute format('grant ${role} to %I', current_user); end if;
      end $$`)
    }
  }

  /** One organisation an item, at every instant (I1); the same organisation may hold it for another activity (AMB-3). */
  #exclusivity(): void {
    this.addSql(`create extension if not exists btree_gist`)
    this.addSql(`alter table association add constraint association_one_partner exclude using gist
      (customer_tenant_id with =, item_key with =, organization_id with <>)
      where (status in ('in_consent_window', 'active'))`)
  }

  #immutability(): void {
    this.addSql(`create function refuse_change() returns trigger language plpgsql as $$ begin
      raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation'; end $$`)
    this.addSql(`create trigger event_append_only before delete or update of id, vendor_id, organization_id,
      aggregate_type, aggregate_id, seq, type, at, actor_side, actor_id, actor_role, data, personal_hash, prev_hash, hash
      on event for each row execute function refuse_change()`)
    this.addSql(`create trigger consent_notice_snapshot before delete or update of snapshot, snapshot_hash, claim_id, sequence
      on consent_notice for each row execute function refuse_change()`)
    for (const table of ['consent_decision', 'consent_receipt', 'review_decision'])
      this.addSql(`create trigger ${table}_append_only before delete or update on ${table} for each row execute function refuse_change()`)
  }

  /** A partner reads a figure only while an active association of its own covers the item; the vendor's reviewers never. */
  #usage(): void {
    this.addSql(`create policy usage_fact_visible on usage_fact for select using (
      (select current_setting('ofrecord.side', true)) = 'system' or exists (
        select from association a where a.customer_tenant_id = usage_fact.customer_tenant_id and a.item_key = usage_fact.item_key
          and a.status = 'active' and a.organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid)))`)
    this.addSql(`create policy usage_fact_feed on usage_fact using ((select current_setting('ofrecord.side', true)) = 'system')`)
  }

  #identity(): void {
    this.addSql(`create table auth_user ("id" uuid default gen_random_uuid() not null primary key, "name" text not null,
      "email" text not null unique, "emailVerified" boolean not null, "image" text,
      "createdAt" timestamptz default current_timestamp not null, "updatedAt" timestamptz default current_timestamp not null)`)
    this.addSql(`create table auth_session ("id" uuid default gen_random_uuid() not null primary key, "expiresAt" timestamptz not null,
      "token" text not null unique, "createdAt" timestamptz default current_timestamp not null, "updatedAt" timestamptz not null,
      "ipAddress" text, "userAgent" text, "userId" uuid not null references auth_user ("id") on delete cascade)`)
    this.addSql(`create table auth_account ("id" uuid default gen_random_uuid() not null primary key, "accountId" text not null,
      "providerId" text not null, "userId" uuid not null references auth_user ("id") on delete cascade, "accessToken" text,
      "refreshToken" text, "idToken" text, "accessTokenExpiresAt" timestamptz, "refreshTokenExpiresAt" timestamptz, "scope" text,
      "password" text, "createdAt" timestamptz default current_timestamp not null, "updatedAt" timestamptz not null)`)
    this.addSql(`create table auth_verification ("id" uuid default gen_random_uuid() not null primary key, "identifier" text not null,
      "value" text not null, "expiresAt" timestamptz not null, "createdAt" timestamptz default current_timestamp not null,
      "updatedAt" timestamptz default current_timestamp not null)`)
    this.addSql(`create index "auth_session_userId_idx" on auth_session ("userId")`)
    this.addSql(`create index "auth_account_userId_idx" on auth_account ("userId")`)
    this.addSql(`create index "auth_verification_identifier_idx" on auth_verification ("identifier")`)
  }

  #grants(): void {
    this.addSql(`grant usage on schema public to ofrecord_app, ofrecord_read`)
    this.addSql(`grant select, insert, update, delete on all tables in schema public to ofrecord_app`)
    this.addSql(`grant usage on all sequences in schema public to ofrecord_app`)
    this.addSql(`grant select on all tables in schema public to ofrecord_read`)
    this.addSql(`alter default privileges in schema public grant select, insert, update, delete on tables to ofrecord_app`)
    this.addSql(`alter default privileges in schema public grant usage on sequences to ofrecord_app`)
    this.addSql(`alter default privileges in schema public grant select on tables to ofrecord_read`)
    this.addSql(`revoke all on auth_user, auth_session, auth_account, auth_verification, migration from ofrecord_read`)
    this.addSql(`revoke insert, update, delete on migration from ofrecord_app`)
    this.addSql(`revoke update, delete on event, consent_notice, consent_decision, consent_receipt, review_decision from ofrecord_app`)
    this.addSql(`grant update (dispatched_at, lease_until, attempts, last_error, personal, personal_salt) on event to ofrecord_app`)
    this.addSql(`grant update (window_starts_at) on consent_notice to ofrecord_app`)
  }
}
