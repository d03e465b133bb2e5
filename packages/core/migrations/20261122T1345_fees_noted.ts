import { Migration } from '@mikro-orm/migrations';

export class FeesNotedMigration extends Migration {

  override name = '20261122T1345_fees_noted';

  override up(): void | Promise<void> {
    this.addSql(`create table "number_counter" ("vendor_id" uuid not null, "kind" text not null, "year" int not null, "last" int not null, primary key ("vendor_id", "kind", "year"));`);

    this.addSql(`alter table "tax_exemption" add "proof" jsonb null;`);
    this.addSql(`alter table "tax_exemption" rename column "proof_key" to "note";`);

    this.addSql(`alter table "competency_enrollment" add "paid_level" text null;`);

    this.addSql(`alter table "fee_order" add "covers_until" date null, add "refund_reason" text null, add "refund_decided_by" uuid null, add "refund_note" text null;`);

    this.addSql(`alter table "payment" drop column "proof_key";`);
    this.addSql(`alter table "payment" add "proof" jsonb null;`);
    this.addSql(`alter table "payment" add constraint "payment_order_unique" unique ("order_id");`);

    this.addSql(`alter table "invoice" drop constraint "invoice_amount_check";`);
    this.addSql(`alter table "invoice" add constraint "invoice_issued_check" check (("state" = 'pending') = ("number" is null) and ("number" is null) = ("year" is null) and ("number" is null) = ("issued_at" is null));`);
    this.addSql(`alter table "invoice" add constraint "invoice_amount_check" check ("net_minor" >= 0 and "tax_minor" >= 0 and "total_minor" >= 0 and "total_minor" = "net_minor" + "tax_minor");`);

    this.addSql(`alter table "number_counter" add constraint "number_counter_vendor_id_foreign" foreign key ("vendor_id") references "vendor" ("id") on delete restrict;`);
    this.addSql(`alter table "number_counter" enable row level security;`);
    this.addSql(`create policy "number_counter_vendor" on "number_counter" using ((select current_setting('ofrecord.side', true)) = 'system' or vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid)) with check ((select current_setting('ofrecord.side', true)) = 'system' or vendor_id = (select nullif(current_setting('ofrecord.vendor', true), '')::uuid));`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "number_counter" cascade;`);

    this.addSql(`alter table "competency_enrollment" drop column "paid_level";`);

    this.addSql(`alter table "fee_order" drop column "covers_until", drop column "refund_reason", drop column "refund_decided_by", drop column "refund_note";`);

    this.addSql(`alter table "invoice" drop constraint "invoice_issued_check";`);
    this.addSql(`alter table "invoice" drop constraint "invoice_amount_check";`);
    this.addSql(`alter table "invoice" add constraint "invoice_amount_check" check ("net_minor" >= 0 and "tax_minor" >= 0 and "total_minor" >= 0);`);

    this.addSql(`alter table "payment" drop constraint "payment_order_unique";`);
    this.addSql(`alter table "payment" drop column "proof";`);
    this.addSql(`alter table "payment" add "proof_key" text null;`);

    this.addSql(`alter table "tax_exemption" drop column "proof";`);
    this.addSql(`alter table "tax_exemption" rename column "note" to "proof_key";`);
  }

}
