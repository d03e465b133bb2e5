import { expect } from 'vitest'
import { codesOf, refusalOf } from '../../test/refusals.ts'
import { test } from '../../test/world.ts'

const silver = { offer: 'silver', currency: 'EUR', amount: '1800.00' } as const

test('MEM-R4 a price set by hand holds from its day on, ends what held before, and leaves the past as it was', async ({
  world,
}) => {
  const { fees } = (await world.as('petra')).memberships
  await fees.setPrice({ ...silver, validFrom: '2027-01-01' })
  await fees.setPrice({ ...silver, amount: '1750.00', validFrom: '2026-12-01' })
  const { prices, today } = await fees.list()
  expect(today).toBe('2026-11-02')
  const shown = prices.filter(({ offer, currency }) => offer === 'silver' && currency === 'EUR')
  expect(
    shown.map(({ amountMinor, validFrom, validUntil, via, setByName }) => ({
      amountMinor,
      validFrom,
      validUntil,
      via,
      setByName,
    })),
  ).toEqual([
    { amountMinor: 180_000, validFrom: '2027-01-01', validUntil: null, via: 'hand', setByName: 'Petra Novotná' },
    {
      amountMinor: 175_000,
      validFrom: '2026-12-01',
      validUntil: '2026-12-31',
      via: 'hand',
      setByName: 'Petra Novotná',
    },
    { amountMinor: 171_000, validFrom: '2012-11-20', validUntil: '2026-11-30', via: 'file', setByName: null },
  ])
  expect(
    await world.rows(`select data ->> 'before' as before from event where type = 'price.set' order by seq`),
  ).toEqual([{ before: '171000' }, { before: '171000' }])
})

test('PRICE_AMOUNT, PRICE_PAST, PRICE_OVERLAP: no half amount, no day that is over, no second price of a day, also in one moment', async ({
  world,
}) => {
  const petra = (await world.as('petra')).memberships.fees
  const codeOf = async (changes: object) =>
    (await refusalOf(petra.setPrice({ ...silver, validFrom: '2027-01-01', ...changes }))).code
  expect(await codeOf({ amount: '1800' })).toBe('PRICE_AMOUNT')
  expect(await codeOf({ validFrom: '2026-11-01' })).toBe('PRICE_PAST')
  expect(await codeOf({ currency: 'XYZ' })).toBe('INPUT_SHAPE')
  const twice = await codesOf([1, 2].map(() => petra.setPrice({ ...silver, validFrom: '2027-01-01' })))
  expect(twice.toSorted()).toEqual(['PRICE_OVERLAP', 'done'])
  const sam = (await world.as('sam')).memberships.fees
  expect((await refusalOf(sam.setPrice({ ...silver, validFrom: '2027-02-01' }))).code).toBe('FORBIDDEN')
})
