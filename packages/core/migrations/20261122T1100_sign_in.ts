import { Migration } from '@mikro-orm/migrations'

/**
 * What passkeys, second factors and single sign-on keep (columns as the identity library asks for them), how and when a
 * session's holder showed who they are, and whether an organisation's single sign-on is switched on.
 */
export class SignInMigration extends Migration {
  override name = '20261122T1100_sign_in'

  override up(): void {
    this.addSql(`alter table auth_user add "twoFactorEnabled" boolean`)
    // Sessions from before had a password and nothing else.
    this.addSql(`alter table auth_session add "method" text not null default 'password', add "authenticatedAt" timestamptz`)
    this.addSql(`update auth_session set "authenticatedAt" = "createdAt"`)
    this.addSql(`create table auth_passkey ("id" uuid default gen_random_uuid() not null primary key, "name" text, "publicKey" text not null,
      "userId" uuid not null references auth_user ("id") on delete cascade, "credentialID" text not null unique, "counter" integer not null,
      "deviceType" text not null, "backedUp" boolean not null, "transports" text, "createdAt" timestamptz, "aaguid" text)`)
    this.addSql(`create index "auth_passkey_userId_idx" on auth_passkey ("userId")`)
    this.addSql(`create table auth_two_factor ("id" uuid default gen_random_uuid() not null primary key, "secret" text not null,
      "backupCodes" text not null, "userId" uuid not null unique references auth_user ("id") on delete cascade, "verified" boolean,
      "failedVerificationCount" integer, "lockedUntil" timestamptz)`)
    this.addSql(`create table auth_sso_provider ("id" uuid default gen_random_uuid() not null primary key, "issuer" text not null,
      "oidcConfig" text, "samlConfig" text, "userId" uuid references auth_user ("id") on delete set null, "providerId" text not null unique,
      "organizationId" uuid not null unique references organization ("id") on delete cascade, "domain" text not null,
      "domainVerified" boolean, "enabled" boolean not null default false, "changedAt" timestamptz(3) not null default now())`)
    this.addSql(`create index "auth_sso_provider_userId_idx" on auth_sso_provider ("userId")`)
    // A mail domain leads to one company's sign-in, however many organisations call it theirs.
    this.addSql(`create unique index "auth_sso_provider_domain_unique" on auth_sso_provider ("domain") where "enabled"`)
    this.addSql(`create unique index "auth_account_provider_unique" on auth_account ("providerId", "accountId")`)
    this.addSql(`revoke all on auth_passkey, auth_two_factor, auth_sso_provider from ofrecord_read`)
  }

  override down(): void {
    this.addSql(`drop table auth_passkey, auth_two_factor, auth_sso_provider`)
    this.addSql(`drop index "auth_account_provider_unique"`)
    this.addSql(`alter table auth_session drop "method", drop "authenticatedAt"`)
    this.addSql(`alter table auth_user drop "twoFactorEnabled"`)
  }
}
