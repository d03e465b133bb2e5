import { Migration } from '@mikro-orm/migrations'

/** Functions of the tree and of people run as the owner: the customers' site may not call them. */
export class SiteClosedMigration extends Migration {
  override name = '20261122T1110_site_closed'

  override up(): void {
    this.addSql(`do $$ declare f record; begin
      for f in select p.oid::regprocedure as name from pg_proc p
        where p.pronamespace = 'public'::regnamespace and p.prosecdef and has_function_privilege('public', p.oid, 'execute')
      loop
        execute format('revoke execute on function %s from public', f.name);
        execute format('grant execute on function %s to ofrecord_app, ofrecord_read', f.name);
      end loop; end $$`)
  }

  override down(): void {}
}
