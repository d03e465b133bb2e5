import { Migration } from '@mikro-orm/migrations'

/**
 * What the database keeps of people by itself: an organisation that has an administrator is never without one (ROL-R2),
 * and a partner sees no people but its own and the vendor's (PRI-R1).
 */
export class AdminsMigration extends Migration {
  override name = '20261122T1030_admins'

  override up(): void {
    this.addSql(keepAnAdmin)
    // At the end of the transaction: an administrator may be replaced in two steps, and a merger empties an organisation.
    this.addSql(`create constraint trigger role_assignment_last_admin after delete or update of role, organization_id, person_id, held_back
      on role_assignment deferrable initially deferred for each row
      when (old.role = 'global_admin' and not old.held_back and old.organization_id is not null) execute function keep_an_admin()`)
    this.addSql(`create constraint trigger affiliation_last_admin after delete or update of status, organization_id, person_id
      on affiliation deferrable initially deferred for each row when (old.status = 'active') execute function keep_an_admin()`)
    this.addSql(isOfVendor)
    this.addSql(`create policy "person_own" on "person" as restrictive using (
      (select current_setting('ofrecord.side', true)) in ('system', 'vendor')
      or id = (select nullif(current_setting('ofrecord.person', true), '')::uuid)
      or exists (select from affiliation a where a.person_id = person.id
        and a.organization_id = (select nullif(current_setting('ofrecord.organization', true), '')::uuid))
      or is_of_vendor(id))`)
  }

  override down(): void {
    this.addSql(`drop policy "person_own" on "person"`)
    this.addSql(`drop function is_of_vendor(uuid)`)
    this.addSql(`drop trigger affiliation_last_admin on affiliation`)
    this.addSql(`drop trigger role_assignment_last_admin on role_assignment`)
    this.addSql(`drop function keep_an_admin()`)
  }
}

/**
 * Two last administrators may leave in the same second, each with the other's row before their eyes. The lock is taken
 * when each has done everything else: the second waits for the commit of the first, and its next statement sees it.
 *
 * Who left without having administered takes nobody away, so an organisation without an administrator stays free to
 * let its people go. It belongs to the owner: how many administrators there are is a question across the fence.
 */
const keepAnAdmin = `create function keep_an_admin() returns trigger language plpgsql security definer set search_path = public as $$
  begin
    if tg_table_name = 'affiliation' and not exists (select from role_assignment r where r.person_id = old.person_id
      and r.organization_id = old.organization_id and r.role = 'global_admin' and not r.held_back) then return null; end if;
    perform pg_advisory_xact_lock(hashtextextended('admins ' || old.organization_id, 0));
    if exists (select from organization o where o.id = old.organization_id and o.status = 'active')
      and not exists (select from role_assignment r
        join affiliation a on a.person_id = r.person_id and a.organization_id = r.organization_id and a.status = 'active'
        where r.organization_id = old.organization_id and r.role = 'global_admin' and not r.held_back) then
      raise exception 'an organisation keeps an administrator' using errcode = 'restrict_violation', constraint = 'organization_last_admin';
    end if;
    return null;
  end $$`

/** A partner knows its reviewer by name; which roles the vendor's people have is none of its business. */
const isOfVendor = `create function is_of_vendor(person_id uuid) returns boolean language sql stable security definer set search_path = public as $$
    select exists (select from role_assignment r where r.person_id = $1 and r.organization_id is null) $$`
