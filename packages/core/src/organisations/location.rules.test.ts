import { expect, test } from 'vitest'
import { isActiveLocation, locationStatuses } from './location.rules.ts'

test('CLM-R4: of the five states of a location only a verified one may claim', () => {
  expect(locationStatuses.filter(isActiveLocation)).toEqual(['verified'])
})
