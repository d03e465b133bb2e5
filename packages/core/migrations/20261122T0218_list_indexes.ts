import { Migration } from '@mikro-orm/migrations';

export class ListIndexesMigration extends Migration {

  override name = '20261122T0218_list_indexes';

  override up(): void | Promise<void> {
    this.addSql(`create index "claim_number_index" on "claim" ("organization_id", "number");`);

    this.addSql(`create index "comment_shared_index" on "comment" ("claim_id", "at") where "audience" = 'shared';`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop index "claim_number_index";`);

    this.addSql(`drop index "comment_shared_index";`);
  }

}
