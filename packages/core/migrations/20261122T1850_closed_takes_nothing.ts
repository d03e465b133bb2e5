import { Migration } from '@mikro-orm/migrations'

/**
 * Nothing begins at a location that has closed (DIS-R3), whoever writes. Code looks before it writes, and the location may
 * close in between: so each row that begins there holds the location, waits for whoever closes it, and reads what they
 * left. Whoever closes it takes the stronger lock first, and so sees what was begun before.
 */
export class ClosedTakesNothingMigration extends Migration {
  override name = '20261122T1850_closed_takes_nothing'

  override up(): void {
    // As the owner: whoever writes a row of a location need not be allowed to lock the location.
    this.addSql(`create function location_takes_nothing() returns trigger language plpgsql security definer
      set search_path = public, pg_temp as $$
      begin
        perform from location where id = new.location_id and left_at is null for key share;
        if found then return null; end if;
        raise exception 'location % has closed', new.location_id
          using errcode = 'restrict_violation', constraint = 'location_takes_nothing';
      end $$`)
    this.addSql(`revoke execute on function location_takes_nothing from public`)
    for (const [table, name, on, when] of begins)
      this.addSql(
        `create trigger "${table}_${name}" after ${on} on "${table}" for each row when (${when}) execute function location_takes_nothing()`,
      )
  }

  override down(): void {
    for (const [table, name] of begins) this.addSql(`drop trigger "${table}_${name}" on "${table}"`)
    this.addSql(`drop function location_takes_nothing`)
  }
}

/** What begins at a location: the table, how its trigger is called, on which statements it runs, and for which rows. */
const begins: readonly [table: string, name: string, on: string, when: string][] = [
  ['contact_assignment', 'begins', 'insert or update of location_id, ended_at', 'new.ended_at is null'],
  ['privilege_grant', 'begins', 'insert or update of location_id, ended_at', 'new.ended_at is null'],
  ['reference_assignment', 'begins', 'insert or update of location_id, ended_at', 'new.ended_at is null'],
  ['role_assignment', 'begins', 'insert or update of location_id', 'new.location_id is not null'],
  [
    'affiliation',
    'begins',
    'insert or update of location_id',
    `new.status not in ('ended', 'deleted', 'denied', 'expired')`,
  ],
  ['fee_order', 'begins', 'insert', 'true'],
  // A claim holds up a location from its submission on; one that is still written may wait for another place. An
  // objection takes up one that was over.
  [
    'claim',
    'begins',
    'update of status',
    `(new.status = 'submitted' and old.status <> 'submitted') or (new.status = 'under_review' and old.status = 'rejected')`,
  ],
  [
    'claim',
    'moves',
    'update of location_id',
    `new.location_id <> old.location_id and new.status in ('submitted', 'under_review', 'action_required', 'approved')`,
  ],
]
