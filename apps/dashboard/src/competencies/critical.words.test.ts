import { expect, test } from 'vitest'
import { startLocale } from '../lib/locale.ts'
import { criticalText } from './critical.words.ts'

const mina = { kind: 'person' as const, id: 'mina', name: 'Mina Okafor', locationId: null }

test('a loss is one sentence, whether all of it, some or nothing of it may be named', () => {
  expect(criticalText({ level: 'silver', size: 1, loss: [mina] })).toBe('Without Mina Okafor, Silver is lost.')
  expect(criticalText({ level: 'silver', size: 3, loss: [mina] })).toBe(
    'Without Mina Okafor and 2 that count from locations that you do not administer, Silver is lost.',
  )
  startLocale('it')
  expect(criticalText({ level: 'gold', size: 2, loss: [] })).toBe(
    'Senza 2 che contano da sedi che non amministri si perde Gold.',
  )
  startLocale('en')
})
