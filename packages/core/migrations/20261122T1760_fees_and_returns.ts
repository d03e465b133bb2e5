import { Migration } from '@mikro-orm/migrations';

/** Cards whose outcome is asked again, money that is owed, prices set by hand, and requests of references that came back. */
export class FeesAndReturnsMigration extends Migration {

  override name = '20261122T1760_fees_and_returns';

  override up(): void | Promise<void> {
    this.addSql(`alter table "price" add "via" text not null default 'file', add "set_at" timestamptz(3) null, add "set_by" uuid null;`);

    this.addSql(`alter table "customer_reference" add "returned_at" timestamptz(3) null;`);

    this.addSql(`alter table "payment" add "owed_minor" bigint not null default '0', add "given_back" jsonb null, add "charge" jsonb null, add "ask_at" timestamptz(3) null;`);
    this.addSql(`create index "payment_ask_index" on "payment" ("ask_at") where "ask_at" is not null;`);
    this.addSql(`create index "payment_owed_index" on "payment" ("vendor_id", "state_at") where "owed_minor" > 0;`);
    this.addSql(`alter table "payment" add constraint "payment_owed_check" check ("owed_minor" >= 0 and "owed_minor" <= "received_minor");`);
    this.addSql(`alter table "payment" add constraint "payment_charge_check" check (("state" = 'charging') = ("charge" is not null));`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "customer_reference" drop column "returned_at";`);

    this.addSql(`drop index "payment_ask_index";`);
    this.addSql(`drop index "payment_owed_index";`);
    this.addSql(`alter table "payment" drop constraint "payment_owed_check";`);
    this.addSql(`alter table "payment" drop constraint "payment_charge_check";`);
    this.addSql(`alter table "payment" drop column "owed_minor", drop column "given_back", drop column "charge", drop column "ask_at";`);

    this.addSql(`alter table "price" drop column "via", drop column "set_at", drop column "set_by";`);
  }

}
