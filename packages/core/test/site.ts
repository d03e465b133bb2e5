import type { Pools } from '../src/kernel/programs.ts'
import { closePools, openCustomerPools } from '../src/open.ts'
import type { TestWorld } from './stage.ts'

const spare: Pools[] = []

/** Does something with the pools that the customers' site has in a world: of its role, which may do little. */
export const asSite = async <T>({ url }: TestWorld, act: (pools: Pools) => Promise<T>): Promise<T> => {
  const pools = spare.pop() ?? (await openCustomerPools(url, 4))
  const dbName = new URL(url).pathname.slice(1)
  await Promise.all([pools.orm, pools.reader, pools.links].map((each) => each.reconnect({ clientUrl: url, dbName })))
  try {
    return await act(pools)
  } finally {
    await closePools(pools)
    spare.push(pools)
  }
}
