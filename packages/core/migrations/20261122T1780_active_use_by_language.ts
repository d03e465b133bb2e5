import { Migration } from '@mikro-orm/migrations'

/** What counts as active use of a service is read by partners in their own language; what stood there was English. */
export class ActiveUseByLanguageMigration extends Migration {
  override name = '20261122T1780_active_use_by_language'

  override up(): void {
    this.addSql(
      `alter table "workload" alter column "active_use" type jsonb using (jsonb_build_object('en', "active_use"))`,
    )
  }

  override down(): void {
    this.addSql(`alter table "workload" alter column "active_use" type text using ("active_use" ->> 'en')`)
  }
}
