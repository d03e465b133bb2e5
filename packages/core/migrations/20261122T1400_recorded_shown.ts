import { Migration } from '@mikro-orm/migrations'

/**
 * Partners on record by other methods, for the customer's own page. The site's role is given no table of theirs, only this
 * answer: of the customer whose session is in hand, what is in force, without what the other system calls it.
 */
export class RecordedShownMigration extends Migration {
  override name = '20261122T1400_recorded_shown'

  override up(): void {
    this.addSql(`create function site_recorded(at timestamptz) returns table (method text, since timestamptz, ends_at timestamptz,
      partner_name text, number int, location_name text, city text, country text, items jsonb)
      language plpgsql stable security definer as $$ begin
      return query select r.method, r.since::timestamptz, r.ended_at::timestamptz, o.name, l.number, l.name, l.city, l.country,
          jsonb_agg(distinct jsonb_build_object('name', coalesce(w.name, p.name, split_part(r.item_key, ':', 2)),
            'code', coalesce(w.code, p.code, split_part(r.item_key, ':', 2))))
        from public.recorded_association r join public.organization o on o.id = r.organization_id join public.location l on l.id = r.location_id
          left join public.subscription s on s.customer_tenant_id = r.customer_tenant_id and r.item_key = 's:' || s.subscription_id
          left join public.workload w on w.vendor_id = r.vendor_id and r.item_key = 'w:' || w.code
          left join public.product p on p.vendor_id = r.vendor_id and p.code = coalesce(s.product_code, substring(r.item_key from '^p:(.*)$'))
        where r.customer_tenant_id = public.site_signed_in() and r.since <= $1 and (r.ended_at is null or r.ended_at > $1)
        group by r.method, r.since, r.ended_at, o.id, l.id
        order by o.name, l.number, r.method, r.since, r.ended_at; end $$`)
    this.addSql(`revoke all on function site_recorded from public`)
    this.addSql(`grant execute on function site_recorded to ofrecord_consent, ofrecord_app, ofrecord_read`)
  }

  override down(): void {
    this.addSql(`drop function site_recorded`)
  }
}
