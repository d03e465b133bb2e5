import { Migration } from '@mikro-orm/migrations'

/**
 * What holds of references whatever a program does, what the customers' site may do with the one whose link is in hand
 * (docs/decisions/029), and how a contact is erased from them (GEN-R7).
 */
export class ReferencesMigration extends Migration {
  override name = '20261122T1340_references'

  override up(): void {
    this.#guards()
    this.#site()
    this.#letters()
    this.#erasing()
  }

  #guards(): void {
    // The end of its validity is written once, with the approval (REF-R4).
    this.addSql(`create function reference_validity_lasting() returns trigger language plpgsql as $$ begin
      if tg_op = 'UPDATE' and old.approved_at is not null
          and (new.approved_at is distinct from old.approved_at or new.expires_at is distinct from old.expires_at) then
        raise exception 'the validity of a reference is written once' using errcode = 'check_violation', constraint = 'reference_validity_lasting';
      end if;
      if (new.approved_at is null) <> (new.expires_at is null) or new.expires_at <= new.approved_at then
        raise exception 'a reference is good from its approval on' using errcode = 'check_violation', constraint = 'reference_validity_lasting';
      end if;
      return new; end $$`)
    this.addSql(`create trigger reference_validity_lasting before insert or update of approved_at, expires_at on customer_reference
      for each row execute function reference_validity_lasting()`)
    // A merge moves organisations row by row, so only what is said of a place itself is looked at (REF-R5).
    this.addSql(`create function reference_place_own() returns trigger language plpgsql as $$ begin
      if not exists (select from location l where l.id = new.location_id and l.organization_id = new.organization_id)
          or (tg_table_name = 'reference_assignment' and not exists (select from competency c
            where c.vendor_id = new.vendor_id and c.code = to_jsonb(new) ->> 'competency')) then
        raise exception 'a reference belongs to a location of its organisation and a competency of its vendor'
          using errcode = 'foreign_key_violation', constraint = 'reference_place_own';
      end if;
      return new; end $$`)
    this.addSql(`create trigger reference_place_own before insert or update of location_id on customer_reference
      for each row execute function reference_place_own()`)
    this.addSql(`create trigger reference_place_own before insert or update of location_id, competency on reference_assignment
      for each row execute function reference_place_own()`)
  }

  #site(): void {
    for (const { signature, returns, body } of functions) {
      const name = signature.slice(0, signature.indexOf('('))
      this.addSql(`create function ${signature} returns ${returns} language plpgsql stable security definer as $$ ${body} $$`)
      this.addSql(`revoke all on function ${name} from public`)
      this.addSql(`grant execute on function ${name} to ofrecord_consent, ofrecord_app, ofrecord_read`)
    }
    this.addSql(`grant select on customer_reference, reference_assignment to ofrecord_consent`)
    this.addSql(`grant update (state, state_at, quoting_allowed, answered_at, answered_name, answered_role, reject_reason, comment,
      comment_shared, suggestion, signals, approved_at, expires_at, revoked_at, version) on customer_reference to ofrecord_consent`)
    this.addSql(`grant update (ended_at, end_reason) on reference_assignment to ofrecord_consent`)
    for (const [table, column] of [['customer_reference', 'id'], ['reference_assignment', 'reference_id']] as const)
      for (const verb of ['select', 'update'])
        this.addSql(`create policy site_${verb} on ${table} as restrictive for ${verb} to ofrecord_consent using (${inHand(column)})`)
    this.#widen(`or ${inHand('aggregate_id')}`)
  }

  /** What is written down about a reference, and when something becomes of it, beside what stood there. */
  #widen(more: string): void {
    this.addSql(`alter policy site_select on timer using (${concerned} ${more})`)
    this.addSql(`alter policy site_insert on timer with check (${concerned} ${more})`)
    this.addSql(`alter policy site_update on timer using (${concerned} ${more}) with check (${concerned} ${more})`)
    this.addSql(`alter policy site_insert on event with check (${concerned} or aggregate_id = any((select site_checks())::uuid[])
      or aggregate_id = (select site_signed_in()) or type in ('customer.codeRequested', 'customer.administratorProven') ${more})`)
  }

  /** A letter about a reference has a number too, for whoever wants to know whether it is genuine (B.2.6). */
  #letters(more = askedLetters): void {
    this.addSql(`create or replace function letter_by_number(claim int, sequence int, question text, phrase text)
      returns table (vendor_name text, time_zone text, written_at timestamptz, mailboxes jsonb, phrase_right boolean)
      language plpgsql stable security definer as $$ begin
    return query select v.name, v.time_zone, n.created_at::timestamptz,
        public.letter_domains(array(select r.address from public.notice_recipient r where r.notice_id = n.id)),
        t.code_phrase is not null and public.letter_phrase(coalesce(t.code_phrase, '')) = public.letter_phrase(coalesce($4, ''))
      from public.vendor v join public.claim c on c.vendor_id = v.id and c.number = $1
        join public.consent_notice n on n.claim_id = c.id and n.sequence = $2 join public.customer_tenant t on t.id = c.customer_tenant_id
      union all select v.name, v.time_zone, q.asked_at::timestamptz,
        public.letter_domains(array(select r.address from public.clarification_recipient r where r.clarification_id = q.id)),
        t.code_phrase is not null and public.letter_phrase(coalesce(t.code_phrase, '')) = public.letter_phrase(coalesce($4, ''))
      from public.clarification q join public.vendor v on v.id = q.vendor_id join public.customer_tenant t on t.id = q.customer_tenant_id
      where right(q.id::text, 10) = $3${more}; end $$`)
  }

  /** The contact, whoever answered, and what they wrote; of a draft, so that somebody else can be named. */
  #erasing(): void {
    this.addSql(`alter function erase_own(uuid, text, jsonb) rename to erase_own_of_claims`)
    this.addSql(`create function erase_own(vendor uuid, who text, receipts jsonb) returns jsonb language plpgsql as $$
      declare
        counts jsonb := erase_own_of_claims(vendor, who, receipts); n bigint; asked uuid[];
      begin
        select coalesce(array_agg(id), '{}') into asked from customer_reference where vendor_id = vendor and lower(contact_email) = who;
        update event set personal = null, personal_salt = null where vendor_id = vendor and aggregate_id = any(asked) and personal is not null;
        get diagnostics n = row_count; counts := erasure_count(counts, 'event', n);
        update letter m set html = null, plain = null, params = m.params || jsonb_strip_nulls(jsonb_build_object(
            'contactName', case when m.params ? 'contactName' then '[erased]' end, 'comment', case when m.params ? 'comment' then '[erased]' end,
            'answeredName', case when m.params ? 'answeredName' then '[erased]' end, 'answeredRole', case when m.params ? 'answeredRole' then '[erased]' end))
          where m.vendor_id = vendor and m.aggregate_id = any(asked);
        get diagnostics n = row_count; counts := erasure_count(counts, 'letter', n);
        update customer_reference set contact_title = '', contact_name = case when state = 'draft' then '' else '[erased]' end,
            contact_email = case when state = 'draft' then '' else erased_address(id) end,
            answered_name = case when answered_name is not null then '[erased]' end,
            answered_role = case when answered_role is not null then '[erased]' end,
            comment = case when comment is not null then '[erased]' end, suggestion = suggestion - 'note'
          where id = any(asked);
        get diagnostics n = row_count; counts := erasure_count(counts, 'customer_reference', n);
        return counts;
      end $$`)
    this.addSql(`revoke execute on function erase_own, erase_own_of_claims from public`)
  }

  override down(): void {
    this.addSql(`drop function erase_own; alter function erase_own_of_claims(uuid, text, jsonb) rename to erase_own`)
    this.#letters('')
    this.#widen('')
    for (const table of ['customer_reference', 'reference_assignment'])
      for (const verb of ['select', 'update']) this.addSql(`drop policy site_${verb} on ${table}`)
    this.addSql(`revoke all on customer_reference, reference_assignment from ofrecord_consent`)
    this.addSql(`drop function site_reference_facts, site_references`)
    this.addSql(`drop trigger reference_place_own on reference_assignment; drop trigger reference_place_own on customer_reference;
      drop trigger reference_validity_lasting on customer_reference; drop function reference_place_own, reference_validity_lasting`)
  }
}

const oneOf = (set: string): string => `aggregate_id = any((select site_${set}())::uuid[])`
const concerned = ['claims', 'rivals', 'conflicts', 'questions'].map(oneOf).join(' or ')
const inHand = (column: string): string => `${column} = any((select site_references())::uuid[])`

const functions = [
  {
    // Of the newest letter alone: an older one opens nothing any more (REF-R6).
    signature: `site_references()`,
    returns: `uuid[]`,
    body: `declare held_link text := nullif(current_setting('ofrecord.link', true), '');
    begin
      if held_link is null then return '{}'; end if;
      return array(select l.subject_id from public.link l where l.token_hash = held_link and l.revoked_at is null
        and l.purpose in ('reference', 'reference_withdraw')); end`,
  },
  {
    // What stands beside it in other tables, which the site does not read: names, and the link that takes a yes back.
    signature: `site_reference_facts(reference uuid)`,
    returns: `table (partner_name text, location_name text, location_number int, products jsonb, competencies jsonb, withdraw_link uuid, withdraw_epoch int)`,
    body: `begin
      return query select o.name, l.name, l.number,
          (select coalesce(jsonb_agg(x.name order by x.name), '[]') from (select p.code, p.name from public.product p where p.vendor_id = r.vendor_id
            union all select w.code, w.name from public.workload w where w.vendor_id = r.vendor_id) x where x.code = any(r.products)),
          (select coalesce(jsonb_agg(c.name order by c.position, c.code), '[]') from public.competency c
            where c.vendor_id = r.vendor_id and c.code = any(r.competencies)), k.id, k.epoch
        from public.customer_reference r join public.organization o on o.id = r.organization_id join public.location l on l.id = r.location_id
          left join public.link k on k.subject_id = r.id and k.purpose = 'reference_withdraw' and k.revoked_at is null
        where r.id = $1 and r.id = any(public.site_references()); end`,
  },
] as const

const askedLetters = `
      union all select v.name, v.time_zone, a.sent_at::timestamptz, public.letter_domains(array[a.contact_email]), false
      from public.customer_reference a join public.vendor v on v.id = a.vendor_id
      where right(a.id::text, 10) = $3 and a.sent_at is not null`
