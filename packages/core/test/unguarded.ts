import type { TestWorld } from './stage.ts'

/** As somebody who owns a table and takes its guards away. */
export const disarm = (world: TestWorld, table: string): Promise<void> =>
  world.alter(`alter table ${table} disable trigger all`, `alter table ${table} enable trigger all`)

/** Events can be changed, exchanged and doubled by whoever owns their table. */
export const unguard = async (world: TestWorld): Promise<void> => {
  await disarm(world, 'event')
  const unique = 'event_aggregate_seq_unique'
  await world.alter(
    `alter table event drop constraint ${unique}`,
    `alter table event add constraint ${unique} unique (aggregate_id, seq)`,
  )
}
