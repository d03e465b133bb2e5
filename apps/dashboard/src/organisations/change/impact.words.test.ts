import { expect, test } from 'vitest'
import type { ImpactPart } from './impact.words.ts'
import { exampleText } from './impact.words.ts'

test('a membership that ends is named by its tier in the language of the reader', () => {
  const part: ImpactPart = { key: 'membership_ended', weight: 'warning', count: 1, examples: [] }
  const example = { name: 'Tidewater Cloud', place: null, from: 'starter', to: null, until: null }
  expect(exampleText(part, example)).toBe('Tidewater Cloud · Starter')
})
