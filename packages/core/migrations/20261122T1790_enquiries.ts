import { Migration } from '@mikro-orm/migrations';

/** What is written without a link (L15). The customers' site may put one before the desk, by one function, and reads none. */
export class EnquiriesMigration extends Migration {

  override name = '20261122T1790_enquiries';

  override up(): void | Promise<void> {
    this.addSql(`create table "enquiry" ("id" uuid not null, "vendor_id" uuid not null, "notice_id" uuid null, "claim_id" uuid null, "number" text not null, "address" text not null, "name" text not null, "wish" text not null, "words" text not null, "automation_suspected" boolean not null default false, "received_at" timestamptz(3) not null, "closed_at" timestamptz(3) null, "closed_by" uuid null, "outcome" text null, "note" text not null default '', primary key ("id"));`);
    this.addSql(`create index "enquiry_notice_id_index" on "enquiry" ("notice_id");`);
    this.addSql(`create index "enquiry_claim_id_index" on "enquiry" ("claim_id");`);
    this.addSql(`create index "enquiry_open_index" on "enquiry" ("vendor_id", "received_at", "id") where "closed_at" is null;`);
    this.addSql(`create index "enquiry_received_index" on "enquiry" ("received_at");`);

    this.addSql(`alter table "enquiry" add constraint "enquiry_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "enquiry" add constraint "enquiry_notice_id_foreign" foreign key ("notice_id") references "consent_notice" ("id") on delete restrict;`);
    this.addSql(`alter table "enquiry" add constraint "enquiry_claim_id_foreign" foreign key ("claim_id") references "claim" ("id") on delete restrict;`);
    this.addSql(`alter table "enquiry" enable row level security;`);
    this.addSql(`create policy "enquiry_staff" on "enquiry" using ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and (select current_setting('ofrecord.side', true)) = 'vendor')) with check ((select current_setting('ofrecord.side', true)) = 'system' or (vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid) and (select current_setting('ofrecord.side', true)) = 'vendor'));`);

    // The letter is looked for by the owner, so that the site never learns whether a number is one; without one every desk
    // of the installation gets it. The same words once a day: a form that is sent twice is one enquiry.
    this.addSql(`create function keep_enquiry(claim int, sequence int, number text, address text, name text, wish text, words text, trap boolean, at timestamptz)
      returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$ begin
        if (select count(*) from public.enquiry q where q.received_at > $9 - interval '1 hour') >= 300 then return false; end if;
        if exists (select from public.enquiry q where q.received_at > $9 - interval '1 day' and q.closed_at is null
          and lower(q.address) = lower($4) and q.number = $3 and q.wish = $6 and q.words = $7) then return true; end if;
        insert into public.enquiry (id, vendor_id, notice_id, claim_id, number, address, name, wish, words, automation_suspected, received_at)
          select gen_random_uuid(), n.vendor_id, n.id, n.claim_id, $3, $4, $5, $6, $7, $8, $9
          from public.claim c join public.consent_notice n on n.claim_id = c.id and n.sequence = $2 where c.number = $1;
        if not found then
          insert into public.enquiry (id, vendor_id, number, address, name, wish, words, automation_suspected, received_at)
            select gen_random_uuid(), v.id, $3, $4, $5, $6, $7, $8, $9 from public.vendor v;
        end if;
        return true; end $$`)
    this.addSql(`revoke execute on function keep_enquiry from public`)
    this.addSql(`grant execute on function keep_enquiry to ofrecord_consent`)
    // What was written stays as it was; an erasure blanks it.
    this.addSql(`revoke insert, delete on enquiry from ofrecord_app`)
  }

  override down(): void | Promise<void> {
    this.addSql(`drop function if exists keep_enquiry;`);
    this.addSql(`drop table if exists "enquiry" cascade;`);
  }

}
