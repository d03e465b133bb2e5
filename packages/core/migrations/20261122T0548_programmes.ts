import { Migration } from '@mikro-orm/migrations';

export class ProgrammesMigration extends Migration {

  override name = '20261122T0548_programmes';

  override up(): void | Promise<void> {
    this.addSql(`alter table "area_activity" add "programme_code" text not null default '', add "programme_name" text not null default '';`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "area_activity" drop column "programme_code", drop column "programme_name";`);
  }

}
