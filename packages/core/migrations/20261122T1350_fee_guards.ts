import { Migration } from '@mikro-orm/migrations'

/** What entities cannot say of invoices: once issued they stay as they are, and their numbers leave no gap (DBI-R1). */
export class FeeGuardsMigration extends Migration {
  override name = '20261122T1350_fee_guards'

  override up(): void {
    // Of the owner, so that whoever issues one is compared with all numbers of the vendor, not with those they may see.
    this.addSql(`create function guard_invoice() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
      declare expected int;
      begin
        if tg_op = 'DELETE' then raise exception 'invoices are not deleted' using errcode = 'restrict_violation'; end if;
        if tg_op = 'UPDATE' and old.state <> 'pending' then
          -- A merge gives it to another organisation, and a credit note marks it: nothing else.
          if (to_jsonb(new) - 'organization_id' - 'state') is distinct from (to_jsonb(old) - 'organization_id' - 'state')
            or (new.state <> old.state and (old.state, new.state) <> ('issued', 'credited')) then
            raise exception 'an issued invoice does not change' using errcode = 'restrict_violation';
          end if;
        end if;
        if new.number is not null and (tg_op = 'INSERT' or old.number is null) then
          select coalesce(max(number), 0) + 1 into expected from invoice where vendor_id = new.vendor_id and year = new.year;
          if new.number <> expected then
            raise exception 'the next invoice of % has the number %', new.year, expected using errcode = 'restrict_violation';
          end if;
        end if;
        return new;
      end $$`)
    this.addSql(`create trigger invoice_guard before insert or update or delete on invoice
      for each row execute function guard_invoice()`)
    this.addSql(`revoke all on function guard_invoice from public`)
  }

  override down(): void {
    this.addSql(`drop trigger invoice_guard on invoice`)
    this.addSql(`drop function guard_invoice()`)
  }
}
