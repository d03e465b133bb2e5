import { Migration } from '@mikro-orm/migrations'

/**
 * The tokens that a link had before (L14). A trigger keeps them, so that whoever changes a link's epoch, also by hand,
 * leaves no letter whose link nobody knows any more.
 */
export class LinkHistoryMigration extends Migration {
  override name = '20261122T0957_link_history'

  override up(): void {
    this.addSql(`create table "link_history" ("token_hash" text not null, "link_id" uuid not null, "vendor_id" uuid not null, "epoch" int not null, "replaced_at" timestamptz(3) not null, primary key ("token_hash"));`)
    this.addSql(`create index "link_history_link_id_index" on "link_history" ("link_id");`)

    this.addSql(`alter table "link_history" add constraint "link_history_link_id_foreign" foreign key ("link_id") references "link" ("id") on delete restrict;`)
    this.addSql(`alter table "link_history" add constraint "link_history_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`)
    this.addSql(`alter table "link_history" enable row level security;`)
    this.addSql(`create policy "link_history_staff" on "link_history" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and (select current_setting('ofrecord.side', true)) = 'vendor')) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and (select current_setting('ofrecord.side', true)) = 'vendor'));`)

    this.addSql(`create trigger link_history_append_only before delete or update on link_history for each row execute function refuse_change()`)
    this.addSql(`revoke update, delete on link_history from ofrecord_app`)
    this.addSql(`create function keep_old_token() returns trigger language plpgsql as $$ begin
      if new.epoch <= old.epoch then raise exception 'the epoch of a link only grows' using errcode = 'check_violation'; end if;
      insert into link_history (token_hash, link_id, vendor_id, epoch, replaced_at)
        values (old.token_hash, old.id, old.vendor_id, old.epoch, clock_timestamp());
      return null; end $$`)
    this.addSql(`create trigger link_keeps_old_token after update of token_hash, epoch on link for each row
      when (old.token_hash <> new.token_hash or old.epoch <> new.epoch) execute function keep_old_token()`)
    // The customers' site finds a link by a token that it had, and reads nothing else of it.
    this.addSql(`grant select (token_hash, link_id, replaced_at) on link_history to ofrecord_consent`)
  }

  override down(): void {
    this.addSql(`drop trigger if exists link_keeps_old_token on link`)
    this.addSql(`drop function if exists keep_old_token`)
    this.addSql(`drop table if exists "link_history" cascade;`)
  }
}
