import { Migration } from '@mikro-orm/migrations'

/**
 * Erasure of a customer's person (GEN-R7). What is append-only is changed by one function of the schema's owner, which
 * finds by itself what it takes out: the programs cannot write anything else with it.
 */
export class ErasureMigration extends Migration {
  override name = '20261122T0724_erasure'

  override up(): void {
    this.#table()
    this.#letThrough()
    this.#words()
    this.#finding()
    this.#takingOut()
    this.#eventsAndLetters()
    this.#mentions()
    this.#erase()
  }

  #table(): void {
    this.addSql(`create table "erasure" ("id" uuid not null, "vendor_id" uuid not null, "address_hash" text not null, "reason" text not null, "at" timestamptz(3) not null, "by" uuid null, "places" int not null, "certificate" text not null, primary key ("id"));`)
    this.addSql(`create index "erasure_address_hash_index" on "erasure" ("address_hash");`)
    this.addSql(`alter table "erasure" add constraint "erasure_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`)
    this.addSql(`alter table "erasure" enable row level security;`)
    this.addSql(`create policy "erasure_staff" on "erasure" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and (select current_setting('ofrecord.side', true)) = 'vendor')) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and (select current_setting('ofrecord.side', true)) = 'vendor'));`)
    this.addSql(`create trigger erasure_append_only before delete or update on erasure for each row execute function refuse_change()`)
    this.addSql(`revoke update, delete on erasure from ofrecord_app`)
  }

  /** While somebody is erased these columns may change, and only these; the programs have no right to either table. */
  #letThrough(): void {
    this.addSql(`create function refuse_change_but_erasure() returns trigger language plpgsql as $$ begin
      if tg_op = 'UPDATE' and current_setting('ofrecord.erasing', true) = 'on' and to_jsonb(new) - tg_argv = to_jsonb(old) - tg_argv then
        return new;
      end if;
      raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation'; end $$`)
    for (const [table, columns] of [
      ['consent_decision', `'comment', 'actor_address', 'ip', 'user_agent'`],
      ['consent_receipt', `'document'`],
    ]) {
      this.addSql(`drop trigger ${table}_append_only on ${table}`)
      this.addSql(`create trigger ${table}_append_only before delete or update on ${table} for each row execute function refuse_change_but_erasure(${columns})`)
    }
    this.addSql(`revoke update (personal, personal_salt) on event from ofrecord_app`)
  }

  #words(): void {
    // Literal texts as one pattern: white space of any kind and length, and as HTML writes them.
    this.addSql(`create function erasure_pattern(texts text[]) returns text language sql immutable as $$
      select string_agg(regexp_replace(regexp_replace(v, '([^[:alnum:][:space:]])', '\\\\\\1', 'g'), '[[:space:]]+', '[[:space:]]+', 'g'), '|')
      from unnest(texts) as t, lateral (values (t), (replace(replace(replace(replace(replace(t, '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;'), '''', '&#39;'))) as e (v) $$`)
    this.addSql(`create function erased_text(body text, address text, naming text) returns text language sql immutable as $$
      select regexp_replace(regexp_replace(body, address, '[erased]', 'gi'), naming, '[erased]', 'gi') $$`)
    this.addSql(`create function erased_json(body jsonb, address text, naming text, names text[]) returns jsonb language plpgsql immutable as $$ begin
      return case jsonb_typeof(body)
        when 'object' then (select coalesce(jsonb_object_agg(key, erased_json(value, address, naming, names)), '{}') from jsonb_each(body))
        when 'array' then (select coalesce(jsonb_agg(erased_json(value, address, naming, names) order by n), '[]')
          from jsonb_array_elements(body) with ordinality as e (value, n))
        when 'string' then to_jsonb(case when body #>> '{}' = any(names) then '[erased]' else erased_text(body #>> '{}', address, naming) end)
        else body end; end $$`)
    // A claim as it was typed. At the partner's desk the fields are empty again: somebody else is to be named.
    this.addSql(`create function erased_input(input jsonb, who text, emptied boolean) returns jsonb language sql immutable as $$
      select input || coalesce((select jsonb_object_agg(k, input -> k || case when emptied
          then '{"name": "", "title": "", "email": "", "phone": ""}'::jsonb
          else '{"name": "[erased]", "title": "", "email": "[erased]", "phone": ""}' end)
        from unnest('{customerContact,technicalContact}'::text[]) as k where lower(input -> k ->> 'email') = who), '{}') $$`)
    this.addSql(`create function erasure_count(counts jsonb, name text, n bigint) returns jsonb language sql immutable as $$
      select case when n = 0 then counts else counts || jsonb_build_object(name, coalesce((counts ->> name)::bigint, 0) + n) end $$`)
    this.addSql(`create function erased_address(id uuid) returns text language sql immutable as $$ select '[erased ' || right(id::text, 8) || ']' $$`)
  }

  /** Where somebody is known by their address: the tenants, and all that hangs on them; and under which names. */
  #finding(): void {
    this.addSql(`create function erasure_tenants(vendor uuid, who text) returns uuid[] language sql stable as $$
      select coalesce(array_agg(distinct t), '{}') from (
        select c.customer_tenant_id from claim_contact k join claim c on c.id = k.claim_id where k.vendor_id = vendor and k.kind <> 'partner' and lower(k.email) = who
        union all select c.customer_tenant_id from notice_recipient r join consent_notice n on n.id = r.notice_id join claim c on c.id = n.claim_id
          where r.vendor_id = vendor and lower(r.address) = who
        union all select c.customer_tenant_id from claim_submission s join claim c on c.id = s.claim_id where s.vendor_id = vendor
          and who in (lower(s.input #>> '{customerContact,email}'), lower(s.input #>> '{technicalContact,email}'))
        union all select customer_tenant_id from tenant_admin where vendor_id = vendor and lower(email) = who
        union all select customer_tenant_id from portal_session where vendor_id = vendor and lower(address) = who
        union all select customer_tenant_id from portal_code where vendor_id = vendor and lower(address) = who
        union all select q.customer_tenant_id from clarification_recipient r join clarification q on q.id = r.clarification_id
          where r.vendor_id = vendor and lower(r.address) = who) as known (t) $$`)
    // What a company or somebody with an account is called too is no name to take out of texts.
    this.addSql(`create function erasure_names(vendor uuid, who text) returns text[] language sql stable as $$
      select coalesce(array_agg(distinct btrim(n)), '{}') from (
        select name from claim_contact where vendor_id = vendor and kind <> 'partner' and lower(email) = who
        union all select name from tenant_admin where vendor_id = vendor and lower(email) = who
        union all select name from notice_recipient where vendor_id = vendor and lower(address) = who
        union all select name from clarification_recipient where vendor_id = vendor and lower(address) = who
        union all select recipient_name from letter where vendor_id = vendor and lower(recipient) = who
        union all select personal ->> 'name' from event where vendor_id = vendor and lower(personal ->> 'about') = who
        union all select x.input -> k ->> 'name' from (select input from claim_submission where vendor_id = vendor
          union all select input from claim_draft where vendor_id = vendor) x, unnest('{customerContact,technicalContact}'::text[]) as k
          where lower(x.input -> k ->> 'email') = who) as known (n)
      where btrim(n) <> '' and n not like '[erased%' and not exists (select from customer_tenant t where t.vendor_id = vendor and lower(t.name) = lower(btrim(n)))
        and not exists (select from organization o where o.vendor_id = vendor and lower(o.name) = lower(btrim(n)))
        and not exists (select from person p where p.vendor_id = vendor and lower(p.name) = lower(btrim(n))) $$`)
  }

  /** Where a person stands by name and address, and what they said. */
  #takingOut(): void {
    this.addSql(`create function erase_own(vendor uuid, who text, receipts jsonb) returns jsonb language plpgsql as $$
      declare
        counts jsonb := '{}'; n bigint; told uuid[];
      begin
        select coalesce(array_agg(id), '{}') into told from notice_recipient where vendor_id = vendor and lower(address) = who;
        update consent_receipt r set document = g.document from jsonb_to_recordset(receipts) as g (id uuid, document text)
          where r.id = g.id and r.vendor_id = vendor and r.document <> g.document
            and g.document::jsonb = r.document::jsonb || '{"disclosed": null}';
        get diagnostics n = row_count; counts := erasure_count(counts, 'consent_receipt', n);
        update event e set personal = null, personal_salt = null from consent_decision d
          where (d.recipient_id = any(told) or lower(d.actor_address) = who) and d.vendor_id = vendor and e.personal is not null
            and e.aggregate_id = d.claim_id and e.at = d.at and e.type in ('claim.denied', 'claim.partlyDenied');
        get diagnostics n = row_count; counts := erasure_count(counts, 'event', n);
        update letter m set html = null, plain = null, params = m.params || jsonb_strip_nulls(jsonb_build_object(
            'comment', case when m.params ? 'comment' then '[erased]' end, 'question', case when m.params ? 'question' then '[erased]' end))
          where m.vendor_id = vendor and (
            (m.template = 'claim-denied-partner' and exists (select from consent_decision d where d.claim_id = m.aggregate_id
              and (d.recipient_id = any(told) or lower(d.actor_address) = who) and d.comment = m.params ->> 'comment'))
            or (m.template = 'customer-question' and exists (select from customer_question q where q.claim_id = m.aggregate_id
              and q.recipient_id = any(told) and q.body = m.params ->> 'question')));
        get diagnostics n = row_count; counts := erasure_count(counts, 'letter', n);
        update consent_decision set comment = null, ip = null, user_agent = null,
            actor_address = case when actor_address is not null then erased_address(id) end
          where vendor_id = vendor and (recipient_id = any(told) or lower(actor_address) = who);
        get diagnostics n = row_count; counts := erasure_count(counts, 'consent_decision', n);
        update customer_question set body = '[erased]', reply_to = null where vendor_id = vendor and recipient_id = any(told);
        get diagnostics n = row_count; counts := erasure_count(counts, 'customer_question', n);
        update notice_recipient set address = erased_address(id), name = '[erased]' where id = any(told);
        get diagnostics n = row_count; counts := erasure_count(counts, 'notice_recipient', n);
        update clarification set answered_by = erased_address(id), comment = case when comment = '' then '' else '[erased]' end
          where vendor_id = vendor and lower(answered_by) = who;
        get diagnostics n = row_count; counts := erasure_count(counts, 'clarification', n);
        update clarification_recipient set address = erased_address(id), name = '[erased]' where vendor_id = vendor and lower(address) = who;
        get diagnostics n = row_count; counts := erasure_count(counts, 'clarification_recipient', n);
        update link set address = erased_address(id), revoked_at = coalesce(revoked_at, now()) where vendor_id = vendor and lower(address) = who;
        get diagnostics n = row_count; counts := erasure_count(counts, 'link', n);
        update claim_contact k set title = '', phone = '', name = case when desk then '' else '[erased]' end,
            email = case when desk then '' else erased_address(k.id) end
          from claim c, lateral (select c.status in ('draft', 'action_required') as desk) as at
          where c.id = k.claim_id and k.vendor_id = vendor and k.kind <> 'partner' and lower(k.email) = who;
        get diagnostics n = row_count; counts := erasure_count(counts, 'claim_contact', n);
        update claim_draft set input = erased_input(input, who, true) where vendor_id = vendor and erased_input(input, who, true) <> input;
        get diagnostics n = row_count; counts := erasure_count(counts, 'claim_draft', n);
        update claim_submission set input = erased_input(input, who, false) where vendor_id = vendor and erased_input(input, who, false) <> input;
        get diagnostics n = row_count; counts := erasure_count(counts, 'claim_submission', n);
        update tenant_admin set email = erased_address(id), name = '[erased]', state = 'removed' where vendor_id = vendor and lower(email) = who;
        get diagnostics n = row_count; counts := erasure_count(counts, 'tenant_admin', n);
        update customer_tenant set default_contact = null where vendor_id = vendor and lower(default_contact) = who;
        get diagnostics n = row_count; counts := erasure_count(counts, 'customer_tenant', n);
        update portal_session set address = erased_address(id), ended_at = coalesce(ended_at, now()) where vendor_id = vendor and lower(address) = who;
        get diagnostics n = row_count; counts := erasure_count(counts, 'portal_session', n);
        update portal_code set address = erased_address(id), used_at = coalesce(used_at, now()) where vendor_id = vendor and lower(address) = who;
        get diagnostics n = row_count; counts := erasure_count(counts, 'portal_code', n);
        return counts;
      end $$`)
  }

  /**
   * All that a letter says is in its params. One of others that may still leave keeps its text, so that a second copy is
   * the first without the person.
   */
  #eventsAndLetters(): void {
    this.addSql(`create function erase_events_and_letters(vendor uuid, who text, address text, naming text, names text[], about uuid[]) returns jsonb language plpgsql as $$
      declare
        counts jsonb := '{}'; n bigint;
        quoted text[] := coalesce((select array_agg(to_jsonb(x)::text) from unnest(names) as x), '{}');
      begin
        update event set personal = null, personal_salt = null where vendor_id = vendor and personal is not null and (personal::text ~* address
          or (aggregate_id = any(about) and (personal::text ~* naming or exists (select from unnest(quoted) as q where position(q in personal::text) > 0))));
        get diagnostics n = row_count; counts := erasure_count(counts, 'event', n);
        update event set last_error = erased_text(last_error, address, naming) where vendor_id = vendor and last_error ~* address;
        update timer set last_error = erased_text(last_error, address, naming) where last_error ~* address;
        update letter m set params = erased_json(m.params, address, naming, names), subject = erased_text(m.subject, address, naming),
            recipient = case when own then erased_address(m.id) else m.recipient end,
            recipient_name = case when own then '[erased]' else erased_text(m.recipient_name, address, naming) end,
            html = case when not own and alive then erased_text(m.html, address, naming) end,
            plain = case when not own and alive then erased_text(m.plain, address, naming) end,
            response = case when not own then erased_text(m.response, address, naming) end,
            state = case when own and alive then 'failed' else m.state end,
            fence = m.fence + case when own and alive then 1 else 0 end,
            lease_until = case when own then null else m.lease_until end
          from letter l, lateral (select lower(l.recipient) = who as own, l.state in ('queued', 'retry', 'sending', 'unknown') as alive) as is_it
          where l.id = m.id and m.vendor_id = vendor and (own or m.params::text ~* address or m.response ~* address
            or (m.aggregate_id = any(about) and (m.params::text ~* naming
              or exists (select from unnest(quoted) as q where position(q in m.params::text) > 0))));
        get diagnostics n = row_count; counts := erasure_count(counts, 'letter', n);
        return counts;
      end $$`)
  }

  /** Every text of every other table of a vendor, those of later versions too. What is hashed or signed names nobody. */
  #mentions(): void {
    this.addSql(`create function erase_mentions(vendor uuid, address text, naming text, names text[], claims uuid[], tenants uuid[]) returns jsonb language plpgsql as $$
      declare
        counts jsonb := '{}'; n bigint; t record;
      begin
        update claim c set name = erased_text(c.name, address, naming) || ' ' || c.number
          where c.vendor_id = vendor and (c.name ~* address or (c.id = any(claims) and c.name ~* naming));
        get diagnostics n = row_count; counts := erasure_count(counts, 'claim', n);
        for t in
          select c.table_name as name,
            string_agg(format(case c.data_type when 'text' then '%1$I = erased_text(%1$I, $2, case when %2$s then $3 else $2 end)'
              else '%1$I = erased_json(%1$I, $2, case when %2$s then $3 else $2 end, case when %2$s then $4 else ''{}'' end)' end,
              c.column_name, s.within), ', ') as sets,
            string_agg(format('%1$I::text ~* $2 or (%2$s and %1$I::text ~* $3)', c.column_name, s.within), ' or ') as finds
          from information_schema.columns c join information_schema.tables b on b.table_schema = c.table_schema and b.table_name = c.table_name
            cross join lateral (select coalesce((select case k.column_name when 'claim_id' then 'claim_id = any($5)' else 'customer_tenant_id = any($6)' end
              from information_schema.columns k where k.table_schema = c.table_schema and k.table_name = c.table_name
                and k.column_name in ('claim_id', 'customer_tenant_id') order by k.column_name limit 1), 'false') as within) as s
          where c.table_schema = 'public' and b.table_type = 'BASE TABLE' and c.data_type in ('text', 'jsonb') and c.is_generated = 'NEVER'
            and c.table_name <> all('{event,letter,consent_notice,consent_receipt,erasure,person,organization,location}')
            and exists (select from information_schema.columns v where v.table_schema = c.table_schema and v.table_name = c.table_name and v.column_name = 'vendor_id')
          group by c.table_name, s.within order by c.table_name
        loop
          execute format('update %I set %s where vendor_id = $1 and (%s)', t.name, t.sets, t.finds) using vendor, address, naming, names, claims, tenants;
          get diagnostics n = row_count; counts := erasure_count(counts, t.name, n);
        end loop;
        return counts;
      end $$`)
  }

  /** The only one that the programs may call. Answers in how many rows of which table something was taken out. */
  #erase(): void {
    this.addSql(`create function erase_contact(vendor uuid, given text, receipts jsonb) returns jsonb language plpgsql security definer
      set search_path = public, pg_temp set ofrecord.erasing = 'on' as $$
      declare
        who text := lower(btrim(given)); address text; naming text; names text[]; tenants uuid[]; claims uuid[]; about uuid[]; counts jsonb;
      begin
        if coalesce(current_setting('ofrecord.side', true), '') not in ('system', 'vendor') or (current_setting('ofrecord.side', true) = 'vendor'
            and current_setting('ofrecord.vendor', true) <> vendor::text) then
          raise exception 'nobody but the vendor erases' using errcode = 'insufficient_privilege';
        end if;
        if who !~ '^[^@[:space:]]+@[^@[:space:]]+$' then raise exception 'no address' using errcode = 'invalid_parameter_value'; end if;
        tenants := erasure_tenants(vendor, who);
        names := erasure_names(vendor, who);
        select coalesce(array_agg(id), '{}') into claims from claim where customer_tenant_id = any(tenants);
        about := tenants || claims || array(select id from conflict where customer_tenant_id = any(tenants))
          || array(select id from clarification where customer_tenant_id = any(tenants)) || array(select id from comment where claim_id = any(claims));
        address := '(?<![[:alnum:]_.+-])(?:' || erasure_pattern(array[who, replace(replace(who, '+', '%2b'), '@', '%40')]) || ')(?![[:alnum:]_-]|\\.[[:alnum:]])';
        -- A name of one word is a word of the language too: it is taken out where it stands alone.
        naming := coalesce('(?<![[:alnum:]_])(?:' || erasure_pattern(array(select x from unnest(names) as x where x ~ '[[:space:]]')) || ')(?![[:alnum:]_])', address);
        counts := erase_own(vendor, who, receipts);
        select coalesce(jsonb_object_agg(k, s), '{}') into counts from (select k, sum(v::bigint) as s from (
          select * from jsonb_each_text(counts)
          union all select * from jsonb_each_text(erase_events_and_letters(vendor, who, address, naming, names, about))
          union all select * from jsonb_each_text(erase_mentions(vendor, address, naming, names, claims, tenants))) as parts (k, v) group by k) as whole;
        return counts;
      end $$`)
    this.addSql(`revoke execute on function erase_contact, erase_own, erase_events_and_letters, erase_mentions, erasure_tenants, erasure_names from public`)
    this.addSql(`grant execute on function erase_contact to ofrecord_app`)
  }

  override down(): void {
    this.addSql(`drop function if exists erase_contact, erase_mentions, erase_events_and_letters, erase_own, erasure_names, erasure_tenants,
      erased_input, erased_json, erased_text, erased_address, erasure_count, erasure_pattern;`)
    for (const table of ['consent_decision', 'consent_receipt']) {
      this.addSql(`drop trigger ${table}_append_only on ${table}`)
      this.addSql(`create trigger ${table}_append_only before delete or update on ${table} for each row execute function refuse_change()`)
    }
    this.addSql(`drop function if exists refuse_change_but_erasure;`)
    this.addSql(`grant update (personal, personal_salt) on event to ofrecord_app`)
    this.addSql(`drop table if exists "erasure" cascade;`)
  }
}
