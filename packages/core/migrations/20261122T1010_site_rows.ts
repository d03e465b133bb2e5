import { Migration } from '@mikro-orm/migrations'

/**
 * What the customers' site may see and change, row by row. Its role sees the rows that something in its hand opens: a
 * link's token, a session's, or a receipt's code, told for one transaction as `ofrecord.link`, `ofrecord.session` and
 * `ofrecord.receipt`; with nothing in hand there are none. What is asked before anything is in hand, such as a letter by
 * its number, is answered by functions of the owner that say no more than the page does.
 *
 * A policy compares a column with what one function says once a statement. All names in the functions are whole, so no
 * `search_path` leads them astray: the role can create nothing, and nothing temporary is found where a schema is named.
 */
export class SiteRowsMigration extends Migration {
  override name = '20261122T1010_site_rows'

  override up(): void {
    for (const { signature, returns, body, kind } of functions) {
      const name = nameOf(signature)
      this.addSql(`create function ${signature} returns ${returns} language plpgsql ${kind} security definer as $$ ${body} $$`)
      this.addSql(`revoke all on function ${name} from public`)
      if (!inner.has(name)) this.addSql(`grant execute on function ${name} to ofrecord_consent, ofrecord_app, ofrecord_read`)
    }
    this.#timers()
    this.#grants()
    for (const [table, verbs] of Object.entries(rows)) this.#fence(table, verbs)
  }

  /** A deadline belongs to nobody, so until now it had no policy. */
  #timers(): void {
    this.addSql(`alter table "timer" enable row level security;`)
    this.addSql(`create policy "timer_programs" on "timer" using (true) with check (true);`)
  }

  /** Less than before: no letter, no code, no hash of a token; sessions and first administrators by functions alone. */
  #grants(): void {
    this.addSql(`revoke all on ${taken.join(', ')} from ofrecord_consent`)
    for (const [table, columns] of Object.entries(shown))
      this.addSql(`grant select (${columns}) on ${table} to ofrecord_consent`)
    this.addSql(`grant insert on event, partner_check, timer to ofrecord_consent`)
    this.addSql(`grant update (fires_at, fired_at, cancelled_at) on timer to ofrecord_consent`)
    this.addSql(`grant update (ended_at) on portal_session to ofrecord_consent`)
    this.addSql(`grant select on signing_key to ofrecord_consent`)
    // A no may leave one side of a comparison, which wins; one that is taken back may meet a claim that asked meanwhile.
    this.addSql(`grant insert on conflict, conflict_party to ofrecord_consent`)
    this.addSql(`grant update (winner_claim_id) on conflict to ofrecord_consent`)
    this.addSql(`grant update (decision, decision_reason) on claim_item to ofrecord_consent`)
    this.addSql(`revoke all on all sequences in schema public from ofrecord_consent`)
    this.addSql(`grant usage on sequence event_position_seq to ofrecord_consent`)
    this.addSql(`revoke all on function partner_may_ask from public`)
    this.addSql(`grant execute on function partner_may_ask to ofrecord_app, ofrecord_read`)
  }

  /** Beside the policies for everybody, which hold as well. */
  #fence(table: string, { select, ...written }: Verbs): void {
    const policy = (verb: string) => `create policy site_${verb} on ${table} as restrictive for ${verb} to ofrecord_consent`
    this.addSql(`${policy('select')} using (${select})`)
    if (written.insert) this.addSql(`${policy('insert')} with check (${written.insert})`)
    if (written.update) this.addSql(`${policy('update')} using (${written.update}) with check (${written.update})`)
    if (written.delete) this.addSql(`${policy('delete')} using (${written.delete})`)
  }

  override down(): void {
    for (const table of Object.keys(rows))
      for (const verb of ['select', 'insert', 'update', 'delete'])
        this.addSql(`drop policy if exists site_${verb} on ${table}`)
    for (const { signature } of functions.toReversed()) this.addSql(`drop function if exists ${nameOf(signature)}`)
    this.addSql(`drop policy if exists timer_programs on timer`)
    this.addSql(`alter table timer disable row level security`)
  }
}

interface Verbs {
  select: string
  insert?: string
  update?: string
  delete?: string
}

interface Made {
  signature: string
  returns: string
  body: string
  kind: 'stable' | 'volatile'
}

const made = (signature: string, returns: string, body: string, kind: Made['kind'] = 'stable'): Made => ({
  signature,
  returns,
  body,
  kind,
})

const nameOf = (signature: string): string => signature.slice(0, signature.indexOf('('))

const held = (what: 'link' | 'session' | 'receipt'): string => `nullif(current_setting('ofrecord.${what}', true), '')`

/** What is in hand, in a function. */
const inHands = `held_link text := ${held('link')}; held_session text := ${held('session')}; held_receipt text := ${held('receipt')};`

/** The link of the token that is in hand, or that had it (L14). */
const isHeld = `l.id = coalesce((select k.id from public.link k where k.token_hash = held_link),
        (select h.link_id from public.link_history h where h.token_hash = held_link)) and l.revoked_at is null`

/** A session that its own transaction ends is in hand until then: whoever takes themselves off the page writes that down. */
const isLive = `(s.ended_at is null or s.xmin = pg_current_xact_id_if_assigned()::xid)`

/** A link by the hash of its token, or of one it had; from then on it is in hand until the transaction ends. */
const hands = [
  made(`link_by_token(token_hash text)`, `table (id uuid, vendor_id uuid, purpose text, subject_id uuid, address text, replaced_at timestamptz)`, `begin
    perform set_config('ofrecord.link', $1, true);
    return query select l.id, l.vendor_id, l.purpose, l.subject_id, l.address, null::timestamptz from public.link l
      where l.token_hash = $1 and l.revoked_at is null;
    if not found then
      return query select l.id, l.vendor_id, l.purpose, l.subject_id, l.address, h.replaced_at::timestamptz from public.link_history h
        join public.link l on l.id = h.link_id where h.token_hash = $1 and l.revoked_at is null;
    end if; end`, 'volatile'),
  made(`site_session()`, `uuid`, `declare held text := ${held('session')};
    begin
      return case when held is not null then (select s.id from public.portal_session s where s.token_hash = held and ${isLive}) end; end`),
  made(`site_signed_in()`, `uuid`, `declare held text := ${held('session')};
    begin
      return case when held is not null
        then (select s.customer_tenant_id from public.portal_session s where s.token_hash = held and ${isLive}) end; end`),
  // Whose mailbox it is: of the link, or of the session.
  made(`site_address()`, `text`, `declare ${inHands}
  begin
    if held_link is not null then return (select lower(l.address) from public.link l where ${isHeld}); end if;
    return (select s.address from public.portal_session s where s.id = public.site_session()); end`),
]

const noticeOfLink = `from public.link l join public.notice_recipient r on r.id = l.subject_id
        join public.consent_notice n on n.id = r.notice_id`

// Who shows both a link and a session is given neither: what one may read the other may not.
const claims = `if held_link is not null then
      if held_session is not null then return '{}'; end if;
      return array(select n.claim_id ${noticeOfLink} where ${isHeld} and l.purpose = 'consent');
    end if;
    if held_session is null then return '{}'; end if;
    return array(select c.id from public.claim c where c.customer_tenant_id = public.site_signed_in() and c.approved_at is not null);`

const tenant = `if held_link is null then return public.site_signed_in(); end if;
    return coalesce((select c.customer_tenant_id ${noticeOfLink} join public.claim c on c.id = n.claim_id
        where ${isHeld} and l.purpose = 'consent'),
      (select q.customer_tenant_id from public.clarification q where q.id = any(public.site_questions())));`

/**
 * From what is in hand to the claims, notices and questions it is about. What a page asks most stands in each function
 * anew: a function in a function costs as much as the look at the table.
 */
const reach = [
  made(`site_claims()`, `uuid[]`, `declare ${inHands} begin ${claims} end`),
  // A receipt shows, and decides nothing.
  made(`site_shown_claims()`, `uuid[]`, `declare ${inHands}
  begin
    if held_receipt is not null then return array(select r.claim_id from public.consent_receipt r where r.code = held_receipt); end if;
    ${claims} end`),
  made(`site_tenant()`, `uuid`, `declare ${inHands} begin ${tenant} end`),
  made(`site_shown_tenant()`, `uuid`, `declare ${inHands}
  begin
    if held_receipt is not null then
      return (select c.customer_tenant_id from public.consent_receipt r join public.claim c on c.id = r.claim_id where r.code = held_receipt);
    end if;
    ${tenant} end`),
  made(`site_notices()`, `uuid[]`, `declare ${inHands}
  begin
    if held_link is not null and held_session is null and held_receipt is null then
      return array(select m.id ${noticeOfLink} join public.consent_notice m on m.claim_id = n.claim_id
        where ${isHeld} and l.purpose = 'consent');
    end if;
    return array(select n.id from public.consent_notice n where n.claim_id = any(public.site_shown_claims())); end`),
  made(`site_questions()`, `uuid[]`, `declare ${inHands}
  begin
    if held_link is not null then
      return array(select r.clarification_id from public.link l join public.clarification_recipient r on r.id = l.subject_id
        where ${isHeld} and l.purpose = 'clarification');
    end if;
    return array(select q.id from public.clarification q where q.customer_tenant_id = public.site_signed_in()); end`),
  made(`site_associations()`, `uuid[]`, `begin
    return array(select a.id from public.association a where a.claim_id = any(public.site_claims())); end`),
  made(`site_checks()`, `uuid[]`, `begin
    return array(select k.id from public.partner_check k where k.claim_id = any(public.site_claims())); end`),
  // For an administrator: their own links of their customer's letters, to open what waits for an answer.
  made(`site_links()`, `uuid[]`, `declare own text := (select s.address from public.portal_session s where s.id = public.site_session());
    begin
      return array(select r.link_id from public.notice_recipient r where r.notice_id = any(public.site_notices()) and lower(r.address) = own
        union all select r.link_id from public.clarification_recipient r
          where r.clarification_id = any(public.site_questions()) and lower(r.address) = own); end`),
]

/**
 * A no frees an item for the claims it was compared with, and may end a comparison of theirs, which concerns others again:
 * of a claim that stands in none nothing else is reached, of one that does all of its customer's, as claims, without what
 * anybody was told or answered about them.
 */
const conflictsAndPartners = [
  made(`site_items()`, `text[]`, `begin
    return array(select i.item_key from public.claim_item i where i.claim_id = any(public.site_claims())); end`),
  made(`site_conflicts()`, `uuid[]`, `declare tenant uuid := public.site_tenant(); own uuid[] := public.site_claims(); items text[];
  begin
    if ${held('link')} is null then return array(select f.id from public.conflict f where f.customer_tenant_id = tenant); end if;
    if own = '{}' then return '{}'; end if;
    items := public.site_items();
    if not exists (select from public.conflict f where f.customer_tenant_id = tenant and (f.item_key = any(items)
      or exists (select from public.conflict_party p where p.conflict_id = f.id and p.claim_id = any(own)))) then return '{}'; end if;
    return array(select f.id from public.conflict f where f.customer_tenant_id = tenant); end`),
  // A question shows whether its comparison is decided, and changes nothing of it.
  made(`site_asked_conflicts()`, `uuid[]`, `begin
    return array(select q.conflict_id from public.clarification q where q.id = any(public.site_questions()) and q.conflict_id is not null); end`),
  made(`site_rivals()`, `uuid[]`, `declare own uuid[] := public.site_claims(); tenant uuid;
  begin
    if own = '{}' then return '{}'; end if;
    tenant := public.site_tenant();
    return array(select p.claim_id from public.conflict_party p where p.conflict_id = any(public.site_conflicts())
      union select c.id from public.claim_item mine join public.claim_item i on i.item_key = mine.item_key join public.claim c on c.id = i.claim_id
        where mine.claim_id = any(own) and c.customer_tenant_id = tenant
          and c.status in ('submitted', 'under_review', 'action_required', 'approved')); end`),
  made(`site_organizations()`, `uuid[]`, `declare tenant uuid := public.site_signed_in();
    begin
      return array(select c.organization_id from public.claim c where c.id = any(public.site_shown_claims())
        union select unnest(array[q.incumbent_id, q.challenger_id]) from public.clarification q where q.id = any(public.site_questions())
        union select r.organization_id from public.partner_rule r where r.customer_tenant_id = tenant
        union select (e.data ->> 'organizationId')::uuid from public.event e where e.aggregate_id = tenant and e.data ? 'organizationId'); end`),
  // Whose number it is, for an administrator (PRI-R2).
  made(`partner_by_number(number int)`, `table (organization_id uuid, name text, city text, country text)`, `begin
    return query select o.id, o.name, l.city, l.country from public.customer_tenant t join public.location l on l.vendor_id = t.vendor_id
      join public.organization o on o.id = l.organization_id where t.id = public.site_signed_in() and l.number = $1; end`),
]

/** For whoever holds a letter: as much of it as the page shows, and the phrase only to those who know it (B.2.6). */
const publicAnswers = [
  made(`letter_phrase(phrase text)`, `bytea`, `begin
    return sha256(convert_to(btrim(regexp_replace(lower(normalize(phrase, NFKC)), '[[:space:]]+', ' ', 'g')), 'UTF8')); end`),
  made(`letter_domains(addresses text[])`, `jsonb`, `begin
    return (select coalesce(jsonb_agg(jsonb_build_object('domain', domain, 'count', count) order by domain), '[]') from (
      select case when length(label) > 4 then left(label, 2) || '…' || right(label, 2) else left(label, 1) || '…' end || rest as domain, count
      from (select split_part(host, '.', 1) as label, substr(host, length(split_part(host, '.', 1)) + 1) as rest, count(*)::int as count
        from (select lower(split_part(a, '@', 2)) as host from unnest(addresses) a where a like '%_@_%') hosts group by host) labels) d); end`),
  made(`letter_by_number(claim int, sequence int, question text, phrase text)`, `table (vendor_name text, time_zone text, written_at timestamptz, mailboxes jsonb, phrase_right boolean)`, `begin
    return query select v.name, v.time_zone, n.created_at::timestamptz,
        public.letter_domains(array(select r.address from public.notice_recipient r where r.notice_id = n.id)),
        t.code_phrase is not null and public.letter_phrase(coalesce(t.code_phrase, '')) = public.letter_phrase(coalesce($4, ''))
      from public.vendor v join public.claim c on c.vendor_id = v.id and c.number = $1
        join public.consent_notice n on n.claim_id = c.id and n.sequence = $2 join public.customer_tenant t on t.id = c.customer_tenant_id
      union all select v.name, v.time_zone, q.asked_at::timestamptz,
        public.letter_domains(array(select r.address from public.clarification_recipient r where r.clarification_id = q.id)),
        t.code_phrase is not null and public.letter_phrase(coalesce(t.code_phrase, '')) = public.letter_phrase(coalesce($4, ''))
      from public.clarification q join public.vendor v on v.id = q.vendor_id join public.customer_tenant t on t.id = q.customer_tenant_id
      where right(q.id::text, 10) = $3; end`),
]

/** Of the record: hashes, which the tree is made of and which say nothing, and where a chain goes on. */
const record = [
  made(`event_leaves(first bigint, past bigint)`, `table (place bigint, hash text)`, `begin
    return query select e.leaf_index, e.hash from public.event e where e.leaf_index >= $1 and e.leaf_index < $2 order by e.leaf_index; end`),
  made(`event_heads(aggregates uuid[])`, `table (aggregate_id uuid, seq int, hash text)`, `begin
    return query select distinct on (e.aggregate_id) e.aggregate_id, e.seq, e.hash from public.event e
      where e.aggregate_id = any($1) order by e.aggregate_id, e.seq desc; end`),
  // A key that stands is retired by the other programs; of an installation that has none whoever signs first makes it.
  made(`first_signing_key(id text, public_key text, created_at timestamptz)`, `void`, `begin
    insert into public.signing_key (id, epoch, public_key, created_at) select $1, 1, $2, $3
      where not exists (select from public.signing_key) on conflict do nothing; end`, 'volatile'),
]

/** Nobody is known yet: a mailbox that may act for a customer, its codes and its session (B.2.7). */
const signingIn = [
  made(`tenants_of(address text)`, `table (id uuid, vendor_id uuid, name text)`, `begin
    return query select t.id, t.vendor_id, t.name from public.tenant_admin a join public.customer_tenant t on t.id = a.customer_tenant_id
      where lower(a.email) = $1 and a.state <> 'removed' and exists (select from public.tenant_domain d where d.customer_tenant_id = t.id
        and (split_part($1, '@', 2) = lower(d.domain) or split_part($1, '@', 2) like '%.' || lower(d.domain)))
      order by t.name, t.id; end`),
  // Its customer, locked, unless it was sent as many codes as it may have.
  made(`tenant_to_enter(address text, since timestamptz, most int)`, `table (id uuid, vendor_id uuid)`, `declare tenant uuid;
    begin
      select o.id into tenant from public.tenants_of($1) o limit 1;
      perform from public.customer_tenant t where t.id = tenant for no key update;
      return query select t.id, t.vendor_id from public.customer_tenant t where t.id = tenant and $3 > (select count(*) from public.event e
        where e.aggregate_id = tenant and e.type = 'customer.codeRequested' and e.at > $2 and e.personal ->> 'address' = $1); end`, 'volatile'),
  made(`try_code(address text, at timestamptz, most int)`, `table (id uuid)`, `begin
    return query update public.portal_code k set tries = k.tries + 1
      where k.address = $1 and k.used_at is null and k.expires_at >= $2 and k.tries < $3 returning k.id; end`, 'volatile'),
  // A session comes from a code that was mailed; from then on it is in hand.
  made(`open_session(address text, code_hashes text[], id uuid, token_hash text, at timestamptz, expires_at timestamptz)`, `table (tenant_id uuid)`, `declare tenant uuid; vendor uuid;
    begin
      if not exists (select from public.portal_code k where k.address = $1 and k.code_hash = any($2) and k.used_at is null and k.expires_at >= $5)
        then return; end if;
      update public.portal_code k set used_at = $5 where k.address = $1 and k.used_at is null;
      select o.id, o.vendor_id into tenant, vendor from public.tenants_of($1) o limit 1;
      if tenant is null then return; end if;
      insert into public.portal_session (id, vendor_id, customer_tenant_id, address, token_hash, created_at, expires_at)
        values ($3, vendor, tenant, $1, $4, $5, $6);
      perform set_config('ofrecord.session', $4, true);
      return query select tenant; end`, 'volatile'),
]

/** Whoever has a session, and the first administrator, whom the domain's own record names. */
const tenants = [
  made(`session_tenants()`, `table (id uuid, name text)`, `begin
    return query select o.id, o.name from public.tenants_of((select s.address from public.portal_session s where s.id = public.site_session())) o; end`),
  made(`enter_tenant(tenant uuid)`, `boolean`, `begin
    update public.portal_session s set customer_tenant_id = o.id, vendor_id = o.vendor_id from public.tenants_of((select s.address from public.portal_session s where s.id = public.site_session())) o
      where s.id = public.site_session() and o.id = $1;
    return found; end`, 'volatile'),
  // Only where nobody has signed in yet; a record that stays in the DNS is no way past those who have (B.16.8).
  made(`admit_first(domain text, address text)`, `table (id uuid, vendor_id uuid)`, `declare tenant record; own uuid;
    begin
      for tenant in select t.id, t.vendor_id from public.customer_tenant t where t.id in (select d.customer_tenant_id
          from public.tenant_domain d where lower(d.domain) = $1) order by t.id for no key update loop
        continue when exists (select from public.tenant_admin a where a.customer_tenant_id = tenant.id and a.state = 'verified');
        select a.id into own from public.tenant_admin a where a.customer_tenant_id = tenant.id and lower(a.email) = $2;
        if own is null then
          insert into public.tenant_admin (id, vendor_id, customer_tenant_id, name, email, state, invited_by)
            values (gen_random_uuid(), tenant.vendor_id, tenant.id, $2, $2, 'verified', $1);
        else
          update public.tenant_admin a set state = 'verified', delegate = false, invited_by = $1 where a.id = own;
        end if;
        id := tenant.id; vendor_id := tenant.vendor_id; return next;
      end loop; end`, 'volatile'),
]

const functions: readonly Made[] = [
  ...hands,
  ...reach,
  ...conflictsAndPartners,
  ...publicAnswers,
  ...record,
  ...signingIn,
  ...tenants,
]

/** What only the functions above ask. */
const inner: ReadonlySet<string> = new Set(['tenants_of', 'letter_phrase', 'letter_domains'])

const oneOf = (column: string, set: string): string => `${column} = any((select site_${set}())::uuid[])`
const is = (column: string, which: string): string => `${column} = (select site_${which}())`

/** A claim's own rows, and those of the claims that it is compared with. */
const shownOrRival = (column: string): string => `${oneOf(column, 'shown_claims')} or ${oneOf(column, 'rivals')}`
const ownOrRival = (column: string): string => `${oneOf(column, 'claims')} or ${oneOf(column, 'rivals')}`
const concerned = (column: string): string =>
  `${ownOrRival(column)} or ${oneOf(column, 'conflicts')} or ${oneOf(column, 'questions')}`

/** What a claim in hand may be compared about. */
const ofOwnItem = `(${is('customer_tenant_id', 'tenant')} and item_key = any((select site_items())::text[]))`

/** On the customer's own page, and not by a link. */
const isSignedIn = '(select site_signed_in()) is not null'

const ofTenant: Verbs = {
  select: is('customer_tenant_id', 'signed_in'),
  insert: is('customer_tenant_id', 'signed_in'),
  update: is('customer_tenant_id', 'signed_in'),
  delete: is('customer_tenant_id', 'signed_in'),
}

/** What a decision leaves behind: written where it may be made, read by its receipt too. */
const decided: Verbs = { select: oneOf('claim_id', 'shown_claims'), insert: oneOf('claim_id', 'claims') }
const asked: Verbs = { select: oneOf('claim_id', 'claims'), insert: oneOf('claim_id', 'claims') }

const rows: Readonly<Record<string, Verbs>> = {
  claim: { select: shownOrRival('id'), update: ownOrRival('id') },
  claim_item: { select: shownOrRival('claim_id'), update: oneOf('claim_id', 'claims') },
  association: { select: ownOrRival('claim_id'), update: ownOrRival('claim_id') },
  claim_contact: { select: `${isSignedIn} and ${oneOf('claim_id', 'claims')}` },
  evidence: { select: `${isSignedIn} and ${oneOf('claim_id', 'claims')}` },
  figures_look: { select: `${isSignedIn} and ${oneOf('association_id', 'associations')}` },
  consent_notice: { select: oneOf('claim_id', 'shown_claims') },
  notice_recipient: { select: oneOf('notice_id', 'notices') },
  consent_decision: decided,
  consent_receipt: decided,
  customer_question: asked,
  partner_check: asked,
  conflict: {
    // A new one is about an item of the claim in hand, and is not among those that were there before it.
    select: `${oneOf('id', 'conflicts')} or ${oneOf('id', 'asked_conflicts')} or ${ofOwnItem}`,
    insert: ofOwnItem,
    update: oneOf('id', 'conflicts'),
  },
  conflict_party: {
    select: oneOf('conflict_id', 'conflicts'),
    insert: `${oneOf('conflict_id', 'conflicts')} and (${ownOrRival('claim_id')})`,
    update: oneOf('conflict_id', 'conflicts'),
  },
  clarification: { select: oneOf('id', 'questions'), update: oneOf('id', 'questions') },
  clarification_recipient: { select: oneOf('clarification_id', 'questions') },
  link: { select: oneOf('id', 'links') },
  customer_tenant: { select: is('id', 'shown_tenant'), update: is('id', 'signed_in') },
  tenant_domain: { select: is('customer_tenant_id', 'signed_in') },
  tenant_admin: {
    ...ofTenant,
    // Whether the mailbox that was asked is an administrator's.
    select: `${ofTenant.select} or (${is('customer_tenant_id', 'tenant')} and lower(email) = (select site_address()))`,
  },
  subscription: { select: is('customer_tenant_id', 'signed_in') },
  partner_rule: ofTenant,
  portal_session: { select: is('customer_tenant_id', 'signed_in'), update: is('customer_tenant_id', 'signed_in') },
  organization: { select: oneOf('id', 'organizations') },
  location: { select: oneOf('organization_id', 'organizations') },
  timer: {
    select: concerned('aggregate_id'),
    insert: concerned('aggregate_id'),
    update: concerned('aggregate_id'),
  },
  event: {
    // The customer's own history; and, for whoever has a receipt, its place in the record.
    select: `(${isSignedIn} and (${is('aggregate_id', 'signed_in')} or ${oneOf('aggregate_id', 'claims')}))
      or (type = 'claim.consentRecorded' and data ->> 'receipt' = (select ${held('receipt')}))`,
    // Who asks for a code, or shows the domain's record, has nothing in hand yet.
    insert: `${concerned('aggregate_id')} or ${oneOf('aggregate_id', 'checks')} or ${is('aggregate_id', 'signed_in')}
      or type in ('customer.codeRequested', 'customer.administratorProven')`,
  },
}

const taken = [
  'letter, link, link_history, signing_key, portal_code, portal_session, event, partner_check, timer',
  'solution_area, area_activity, workload, product, migration, vendor, policy_version',
]

/** Of these only what a page asks for. */
const shown: Readonly<Record<string, string>> = {
  link: 'id, vendor_id, purpose, subject_id, address, epoch, revoked_at',
  portal_session: 'id, vendor_id, customer_tenant_id, address, created_at, expires_at, ended_at',
  event: `id, position, vendor_id, organization_id, aggregate_type, aggregate_id, seq, type, at, actor_side, actor_id, actor_role,
    data, personal, personal_hash, prev_hash, leaf_index`,
  partner_check: 'id, claim_id',
  migration: 'name',
  vendor: 'id, slug, name, time_zone',
  policy_version: 'vendor_id, version, settings, changed_at',
  timer: 'id, aggregate_id, kind, fires_at, fired_at, cancelled_at, attempts',
}
