import { expect, test } from 'vitest'
import { mergeStates } from '@ofrecord/core/hierarchy/merge.rules'
import { policyDefaults } from '@ofrecord/core/catalogue/catalogue.rules'
import { problemsOf } from '@ofrecord/core/organisations/location.input.rules'
import { affiliationStates } from '@ofrecord/core/people/affiliation.rules'
import { contactStates } from '@ofrecord/core/people/contact.rules'
import { credentialStates } from '@ofrecord/core/people/credential.rules'
import { addressAt } from '../addresses.ts'
import { T0 } from '../time.ts'
import { world, counts } from './ground.ts'

test('anniversaries stand where the stories of F.8 need them', async () => {
  const days = await counts(`select o.name as of, m.anniversary_on - '${T0.toISOString().slice(0, 10)}'::date as n
    from membership m join organization o on o.id = m.organization_id where m.anniversary_on is not null`)
  expect(days).toMatchObject({ 'Hollow Oak': 90, 'Stone Weir': 91, Ferrywell: -23, 'Quarry Bay': -31, Oldbridge: -430 })
  expect(await counts('select status as of, count(*) as n from organization group by 1')).toEqual({
    active: 37,
    lapsed: 2,
    merged: 1,
  })
})

test('an address lacks nothing that its country asks for, and no tax id in it could be a real one (F.8)', () => {
  const wrong = world.locations.flatMap((location) => {
    const { name, legalName, country } = location
    const problems = problemsOf(
      { ...addressAt(location), name, legalName, country, city: name, currency: '' },
      policyDefaults,
    )
    return problems.map(({ code }) => `${location.key} ${code}`)
  })
  expect(wrong).toEqual([])
  const luhn = (digits: string): number =>
    [...digits]
      .toReversed()
      .reduce(
        (sum, digit, at) =>
          sum + [...String(Number(digit) * (at % 2 === 0 ? 1 : 2))].reduce((a, b) => a + Number(b), 0),
        0,
      ) % 10
  expect(luhn('79927398713')).toBe(0)
  const italian = world.locations
    .filter(({ country }) => country === 'IT')
    .map((location) => addressAt(location).taxId.slice(2))
  expect(italian.filter((digits) => luhn(digits) === 0)).toEqual([])
})

test.each([
  ['affiliation', 'status', affiliationStates],
  ['contact_assignment', 'state', contactStates],
  ['credential_profile', 'state', credentialStates],
  ['merge', 'state', mergeStates],
])('every state of %s is there (SED-R4, F.14.1)', async (table, column, states) => {
  const found = await counts(`select ${column} as of, count(*) as n from ${table} group by 1`)
  expect(Object.keys(found).toSorted()).toEqual([...states].toSorted())
})
