import { createHash } from 'node:crypto'
import { refuse } from '../kernel/errors.ts'
import type { PaymentAdapterName } from '../kernel/installation.ts'
import type { PaymentMethod } from './order.rules.ts'

/** What an adapter is asked to take; `key` is the same for the same try, so that it is charged once. */
interface Charge {
  key: string
  amountMinor: number
  currency: string
  token: string
  /** How often it was refused before. */
  tries: number
}

type Charged = { outcome: 'captured'; reference: string } | { outcome: 'failed' }

/**
 * A way to be paid. `charge` of a card's adapter gets what the adapter's own page gave the browser; a number of a card
 * never comes here (MEM-R5). Transfers have none: the desk books what the bank's statement says.
 */
interface PaymentAdapter {
  method: PaymentMethod
  charge?: (charge: Charge) => Promise<Charged>
}

/** Takes no money: `ok` is charged, `declined` never, `retry` at the third time. An amount that ends in 13 is declined. */
const testAdapter: PaymentAdapter = {
  method: 'card',
  charge: async ({ key, amountMinor, token, tries }) => {
    const refused = token === 'declined' || amountMinor % 100 === 13 || (token === 'retry' && tries < 2)
    if (refused) return { outcome: 'failed' }
    return { outcome: 'captured', reference: `test_${createHash('sha256').update(key).digest('hex').slice(0, 16)}` }
  },
}

const adapters = { manual: { method: 'transfer' }, test: testAdapter } satisfies Record<
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
  return name
    ? { name, ...adapters[name] }
    : refuse('invalid', 'PAYMENT_METHOD', { field: 'method', rule: 'MEM-R5', params: { method } })
}
