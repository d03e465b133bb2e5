import { Migration } from '@mikro-orm/migrations'

/**
 * The last claim number of a programme says how many claims it has. Only code that names its own vendor ever asked for
 * it; from now on the database sees to that too, as with every other table of a vendor.
 */
export class CloseClaimCounterMigration extends Migration {
  override name = '20261122T1750_close_claim_counter'

  override up(): void {
    this.addSql(`alter table "claim_counter" enable row level security;`)
    this.addSql(`create policy "claim_counter_vendor" on "claim_counter" using ((select current_setting('ofrecord.side', true)) = 'system' or vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid)) with check ((select current_setting('ofrecord.side', true)) = 'system' or vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid));`)
  }

  override down(): void {
    this.addSql(`drop policy "claim_counter_vendor" on "claim_counter";`)
    this.addSql(`alter table "claim_counter" disable row level security;`)
  }
}
