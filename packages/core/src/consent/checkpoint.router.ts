import { z } from 'zod'
import { system } from '../kernel/actor.ts'
import { proveConsistency } from '../kernel/checkpoint.proof.ts'
import { readCheckpoint } from '../kernel/checkpoint.queries.ts'
import { refuseAbsent } from '../kernel/errors.ts'
import { inReading } from '../kernel/transaction.ts'
import { doorBase } from '../kernel/trpc.ts'

/** For everybody outside who keeps checkpoints: sizes and hashes are all they learn. */
const witness = doorBase.meta({ door: 'invited', privilege: 'checkpoint', scope: 'link', rate: 'read' })

const Size = z.int().positive()

/** What makes the record hard to change behind its customers' backs (I8). */
export const checkpointProcedures = {
  /** The latest checkpoint, or the one of exactly this size. Refuses with `NOT_FOUND`. */
  checkpoint: witness.input(z.strictObject({ size: Size.optional() })).query(async ({ ctx, input: { size } }) => {
    const found = await inReading(ctx.reader, system('checkpoint'), (call) => readCheckpoint(call, size))
    return found ?? refuseAbsent()
  }),

  /**
   * Two checkpoints, and the hashes which prove that the record of the first is the beginning of that of the second (RFC
   * 9162, 2.1.4). Refuses with `NOT_FOUND` where no checkpoint has one of the sizes, or `to` is less than `from`.
   */
  consistency: witness.input(z.strictObject({ from: Size, to: Size })).query(async ({ ctx, input: { from, to } }) => {
    const read = (size: number) => inReading(ctx.reader, system('checkpoint'), (call) => readCheckpoint(call, size))
    const [first, second] = [await read(from), await read(to)]
    if (!first || !second || from > to) return refuseAbsent()
    return { from: first, to: second, path: await proveConsistency(ctx.reader, first, second) }
  }),
}
