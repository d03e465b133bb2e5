import { Migration } from '@mikro-orm/migrations'

/**
 * What one move changes above is a handful of rows, whatever the number of locations. PostgreSQL planned these statements
 * anew each time, since a plan for four rows looks cheaper than one for ten: a fourteenth of the time of a move.
 */
export class MovesKeepTheirPlansMigration extends Migration {
  override name = '20261122T2300_moves_keep_their_plans'

  override up(): void {
    this.addSql(`alter function ${relabelOne} set plan_cache_mode = force_generic_plan`)
  }

  override down(): void {
    this.addSql(`alter function ${relabelOne} reset plan_cache_mode`)
  }
}

const relabelOne = 'relabel_one(uuid, uuid, uuid, integer, integer, integer, integer)'
