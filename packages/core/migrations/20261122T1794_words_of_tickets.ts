import { Migration } from '@mikro-orm/migrations'

/**
 * What is said on a ticket about a claim or a reference names the customer's people, as a comment does: an erasure takes
 * their names out of it too, and of the letters that repeat it (GEN-R7). Addresses it finds in any text of any table. And
 * the last number of a programme's tickets is closed to other programmes, as that of its claims is.
 */
export class WordsOfTicketsMigration extends Migration {
  override name = '20261122T1794_words_of_tickets'

  override up(): void {
    this.addSql(`alter table "ticket_counter" enable row level security;`)
    this.addSql(`create policy "ticket_counter_vendor" on "ticket_counter" using ((select current_setting('ofrecord.side', true)) = 'system' or vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid)) with check ((select current_setting('ofrecord.side', true)) = 'system' or vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid));`)
    this.addSql(`alter function erase_own(uuid, text, jsonb) rename to erase_own_of_references`)
    // Names and records are found before the tables that know them forget them.
    this.addSql(`create function erase_own(vendor uuid, who text, receipts jsonb) returns jsonb language plpgsql as $$
      declare
        counts jsonb; n bigint; naming text; about uuid[]; names text[] := erasure_names(vendor, who); tenants uuid[] := erasure_tenants(vendor, who);
      begin
        naming := '(?<![[:alnum:]_])(?:' || erasure_pattern(array(select x from unnest(names) as x where x ~ '[[:space:]]')) || ')(?![[:alnum:]_])';
        select coalesce(array_agg(t.id), '{}') into about from ticket t where t.vendor_id = vendor and (
          (t.about_kind = 'claim' and t.about_id in (select id from claim where customer_tenant_id = any(tenants)))
          or (t.about_kind = 'reference' and t.about_id in (select id from customer_reference where vendor_id = vendor and lower(contact_email) = who)));
        counts := erase_own_of_references(vendor, who, receipts);
        if naming is null or about = '{}' then return counts; end if;
        update ticket set subject = erased_text(subject, naming, naming), about_label = erased_text(about_label, naming, naming),
            rating_words = erased_text(rating_words, naming, naming)
          where id = any(about) and concat_ws(' | ', subject, about_label, rating_words) ~* naming;
        get diagnostics n = row_count; counts := erasure_count(counts, 'ticket', n);
        update ticket_message set body = erased_text(body, naming, naming) where ticket_id = any(about) and body ~* naming;
        get diagnostics n = row_count; counts := erasure_count(counts, 'ticket_message', n);
        update ticket_note set body = erased_text(body, naming, naming) where ticket_id = any(about) and body ~* naming;
        get diagnostics n = row_count; counts := erasure_count(counts, 'ticket_note', n);
        update letter set params = erased_json(params, naming, naming, '{}'), subject = erased_text(subject, naming, naming),
            html = case when state in ('queued', 'retry', 'sending', 'unknown') then erased_text(html, naming, naming) end,
            plain = case when state in ('queued', 'retry', 'sending', 'unknown') then erased_text(plain, naming, naming) end
          where vendor_id = vendor and aggregate_id = any(about) and (params::text ~* naming or subject ~* naming);
        get diagnostics n = row_count; counts := erasure_count(counts, 'letter', n);
        return counts;
      end $$`)
    this.addSql(`revoke execute on function erase_own, erase_own_of_references from public`)
  }

  override down(): void {
    this.addSql(`drop function erase_own; alter function erase_own_of_references(uuid, text, jsonb) rename to erase_own`)
    this.addSql(`drop policy "ticket_counter_vendor" on "ticket_counter"; alter table "ticket_counter" disable row level security;`)
  }
}
