import { createHash } from 'node:crypto'
import { refuse } from '../kernel/errors.ts'
import type { PaymentAdapterName } from '../kernel/installation.ts'
import type { PaymentMethod } from './order.rules.ts'

/** A try that an adapter is asked about; `key` is the same for the same try, so that it is charged once. */
interface Try {
  key: string
  /** What the adapter's own page gave the browser instead of a card. */
  token: string
}

/** What an adapter is asked to take, in the minor unit of the currency. */
interface Charge extends Try {
  amountMinor: number
  currency: string
  /** How often it was refused before. */
  tries: number
}

/** `unknown`: nobody can say yet; the adapter is asked again. */
export type Charged = { outcome: 'captured'; reference: string } | { outcome: 'failed' } | { outcome: 'unknown' }

/** A card's adapter. A number of a card never comes here (MEM-R5). */
interface CardAdapter {
  /** Called once for a key, outside of every transaction. What it throws is taken as `unknown`. */
  charge: (charge: Charge) => Promise<Charged>
  /** What became of a key. `failed` also of one that it never saw: it must not charge that one afterwards. */
  ask: (asked: Try) => Promise<Charged>
}

/** A way to be paid. Transfers have no card: the desk books what the bank's statement says. */
interface PaymentAdapter {
  method: PaymentMethod
  card?: CardAdapter
}

const captured = (key: string): Charged => ({
  outcome: 'captured',
  reference: `test_${createHash('sha256').update(key).digest('hex').slice(0, 16)}`,
})

/**
 * Takes no money: `ok` is charged, `declined` never, `retry` at the third time. `timeout` gives no answer and was charged,
 * as is heard when it is asked; `lost` gives none and was not. An amount that ends in 13 is declined.
 */
const testAdapter: CardAdapter = {
  charge: async ({ key, amountMinor, token, tries }) => {
    if (token === 'timeout' || token === 'lost') throw new Error('the test adapter gives no answer')
    const refused = token === 'declined' || amountMinor % 100 === 13 || (token === 'retry' && tries < 2)
    return refused ? { outcome: 'failed' } : captured(key)
  },
  ask: async ({ key, token }) => (token === 'lost' || token === 'declined' ? { outcome: 'failed' } : captured(key)),
}

const adapters = { manual: { method: 'transfer' }, test: { method: 'card', card: testAdapter } } satisfies Record<
  PaymentAdapterName,
  PaymentAdapter
>

/** Without a setting there are transfers. */
const standard: readonly PaymentAdapterName[] = ['manual']

/** The methods that an installation offers. */
export const methodsOf = (names: readonly PaymentAdapterName[] = standard): PaymentMethod[] =>
  names.map((name) => adapters[name].method)

/** The adapter of a method; refuses with `PAYMENT_METHOD` where the installation has none. */
export const adapterOf = (
  method: PaymentMethod,
  names: readonly PaymentAdapterName[] = standard,
): PaymentAdapter & { name: PaymentAdapterName } => {
  const name = names.find((each) => adapters[each].method === method)
  return name ? { name, ...adapters[name] } : refuseMethod(method)
}

/** Refuses with `PAYMENT_METHOD` where the installation takes no cards. */
export const cardAdapterOf = (method: PaymentMethod, names?: readonly PaymentAdapterName[]): CardAdapter =>
  adapterOf(method, names).card ?? refuseMethod(method)

const refuseMethod = (method: PaymentMethod): never =>
  refuse('invalid', 'PAYMENT_METHOD', { field: 'method', rule: 'MEM-R5', params: { method } })

/** How long an adapter may take, in milliseconds; what it says later is asked for again. */
const patience = 15_000

/** What an adapter answered in time; nothing, or an error, is `unknown`: the card may have been charged or not. */
export const heard = async (answer: Promise<Charged>): Promise<Charged> => {
  const { promise: silence, resolve } = Promise.withResolvers<Charged>()
  const timer = setTimeout(() => resolve({ outcome: 'unknown' }), patience)
  try {
    return await Promise.race([answer, silence])
  } catch {
    return { outcome: 'unknown' }
  } finally {
    clearTimeout(timer)
  }
}
