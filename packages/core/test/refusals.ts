import { TRPCError } from '@trpc/server'
import { transportCode } from '../src/kernel/errors.ts'
import { refusalIn } from '../src/kernel/trpc.ts'

/** Everything of a refusal that its reader gets. */
export interface Told {
  /** The transport's code, such as `NOT_FOUND`. */
  transport: string
  code: string
  field: string | null
  rule: string | null
  params: Record<string, unknown>
}

type Outcome = { value: unknown } | { error: unknown }

const outcomeOf = (call: Promise<unknown>): Promise<Outcome> =>
  call.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  )

/** How a call was refused. Fails the test when it was not, and when the server failed instead. */
export const refusalOf = async (call: Promise<unknown>): Promise<Told> => {
  const outcome = await outcomeOf(call)
  if (!('error' in outcome)) throw new Error(`nothing was refused: ${JSON.stringify(outcome.value)}`)
  const { error } = outcome
  const refusal = refusalIn(error)
  if (!refusal) throw error
  const { field = null, rule = null, params = {} } = refusal.detail
  return {
    transport: error instanceof TRPCError ? error.code : transportCode[refusal.kind],
    code: refusal.code,
    field,
    rule,
    params,
  }
}

/** How calls that run at once end, in their order: `done`, or the code of the refusal. */
export const codesOf = async (calls: readonly Promise<unknown>[]): Promise<string[]> =>
  Promise.all(
    calls.map(async (call) => {
      const outcome = await outcomeOf(call)
      return 'error' in outcome ? (await refusalOf(Promise.reject(outcome.error))).code : 'done'
    }),
  )
