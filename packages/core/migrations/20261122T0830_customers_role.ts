import { Migration } from '@mikro-orm/migrations'

/**
 * The role of the customers' site. It reads what a notice, a receipt and the customer's own page show, and writes what a
 * customer decides; documents, remarks, people with an account, drafts and whatever comes later are closed to it, and it
 * deletes nothing but a customer's own rule about a partner.
 */
export class CustomersRoleMigration extends Migration {
  override name = '20261122T0830_customers_role'

  override up(): void {
    this.addSql(`do $$ begin
      if not exists (select from pg_roles where rolname = 'ofrecord_consent') then create role ofrecord_consent nologin; end if;
    exception when duplicate_object or unique_violation then null; end $$`)
    this.addSql(`do $$ begin
      if not pg_has_role(current_user, 'ofrecord_consent', 'member') then execute format('grant ofrecord_consent to %I', current_user); end if;
    end $$`)
    this.addSql(`grant usage on schema public to ofrecord_consent`)
    this.addSql(`grant select on ${read.join(', ')} to ofrecord_consent`)
    this.addSql(`grant insert on ${added.join(', ')} to ofrecord_consent`)
    // The customer reads of which kinds the documents are, never what is in them.
    this.addSql(`grant select (id, vendor_id, organization_id, claim_id, kind, scan_state, removed_at) on evidence to ofrecord_consent`)
    for (const [table, columns] of Object.entries(changed))
      this.addSql(`grant update (${columns}) on ${table} to ofrecord_consent`)
    this.addSql(`grant delete on partner_rule to ofrecord_consent`)
    this.addSql(`grant usage on all sequences in schema public to ofrecord_consent`)
  }

  override down(): void {
    this.addSql(`drop owned by ofrecord_consent`)
  }
}

const read = [
  'migration, vendor, policy_version, signing_key, checkpoint, event, timer, link, letter',
  'customer_tenant, tenant_domain, tenant_admin, subscription, partner_rule, portal_code, portal_session',
  'organization, location, solution_area, area_activity, workload, product',
  'claim, claim_item, claim_contact, association, figures_look, conflict, conflict_party',
  'consent_notice, notice_recipient, consent_decision, consent_receipt, customer_question, partner_check',
  'clarification, clarification_recipient',
]

const added = [
  'event, letter, link, timer, signing_key, consent_decision, consent_receipt, customer_question, partner_check',
  'tenant_admin, partner_rule, portal_code, portal_session',
]

const changed: Record<string, string> = {
  claim:
    'status, consent_state, consent_mode, consent_starts_at, consent_due_at, activated_at, closed_at, close_reason, flags, status_at, changed_at, version',
  association: 'status, data_visible_from, ended_at, end_reason',
  timer: 'fires_at, fired_at, cancelled_at',
  conflict: 'status, decided_at, version',
  conflict_party: 'role, outcome',
  clarification: 'status, answer, comment, answered_at, answered_by',
  signing_key: 'retired_at',
  customer_tenant: 'consent_mode, language, code_phrase, default_contact',
  tenant_admin: 'name, state, invited_by, delegate',
  partner_rule: 'kind, set_at, set_by',
  portal_code: 'tries, used_at',
  portal_session: 'customer_tenant_id, ended_at',
}
