import { expect, test } from 'vitest'
import { exampleText } from './impact.words.ts'

test('a membership that ends is named by its tier in the language of the reader', () => {
  const part = { key: 'membership_ended', weight: 'warning', count: 1, examples: [] } as const
  const example = { name: 'Tidewater Cloud', place: null, from: 'starter', to: null, until: null }
  expect(exampleText(part, example)).toBe('Tidewater Cloud · Starter')
})
