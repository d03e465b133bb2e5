import { z } from 'zod'
import { system } from '../kernel/actor.ts'
import type { RateClass } from '../kernel/limiter.ts'
import { readKeys } from '../kernel/signing.ts'
import { inReading } from '../kernel/transaction.ts'
import { doorBase } from '../kernel/trpc.ts'
import { verifyLetter, verifyReceipt } from './verifying.ts'

/** For whoever holds a receipt or a letter. What they hold is all they learn about. */
const holder = (rate: RateClass) => doorBase.meta({ door: 'invited', privilege: 'receipt', scope: 'link', rate })

/** A receipt has about two thousand characters; the site takes 64 kB. */
const mostCharacters = 64 * 1024

/** Checks what somebody holds (B.2.6). All of it reads, and nothing typed or uploaded is kept. */
export const verifyingProcedures = {
  /** Whether a receipt is genuine, and whether a later one replaced it. `document` is the file's text, unchanged. */
  verifyReceipt: holder('signIn')
    .input(z.strictObject({ document: z.string().max(mostCharacters) }))
    .query(({ ctx, input: { document } }) =>
      inReading(ctx.reader, system('verify'), (call) => verifyReceipt(call, document)),
    ),

  /** Whether a letter with this number was written, and whether the code phrase, if typed, is its customer's. */
  verifyLetter: holder('signIn')
    .input(z.strictObject({ number: z.string().max(40), phrase: z.string().max(200).nullable() }))
    .query(({ ctx, input: { number, phrase } }) =>
      inReading(ctx.reader, system('verify'), (call) => verifyLetter(call, number, phrase)),
    ),

  /** Every public key that receipts and checkpoints were ever signed with. */
  keys: holder('read').query(({ ctx }) =>
    inReading(ctx.reader, system('verify'), (call) => readKeys(call.em.getKysely())),
  ),
}
