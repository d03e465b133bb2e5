import { createHash } from 'node:crypto'
import type { Files } from '@ofrecord/core/kernel/files'
import type { Kept } from '../ground.orders.ts'
import { body, heading, paper } from '../paper.ts'

/** Draws and stores the paper that every transfer of the world shows as its proof. */
export const storeProof = async (files: Files, at: Date): Promise<Kept> => {
  const drawn = paper('Transfer order', 'Demo bank', at, (page) => {
    heading(page, 'Transfer order')
    body(page, 'Carried out. The amount and the reference are those that the order of the fee names.')
  })
  const sha256 = createHash('sha256').update(drawn).digest('hex')
  const key = `payments/${sha256.slice(0, 2)}/transfer-order`
  await files.put(key, drawn)
  return { key, fileName: 'transfer-order.pdf', mime: 'application/pdf', bytes: drawn.length, sha256 }
}
