import { describe, expect, test } from 'vitest'
import { said } from './plain.ts'
import { escapeHtml, join, parse } from './template.ts'
import type { Shape } from './template.ts'

const shape = {
  partner: 'line',
  phrase: 'line?',
  services: 'lines',
  noticeUrl: 'link',
  acted: 'flag',
  facts: { each: { label: 'line' } },
} as const satisfies Shape

const parsed = (source: string, medium: 'html' | 'text' = 'text') => parse(source, shape, medium, 'a letter')
const values = { partner: said('Kestrel & Co'), services: ['MAIL', 'MEET'], acted: false, facts: [{ label: 'Who' }] }

test('slots, parts that may be missing and lists are filled in', () => {
  const parts = parsed(
    '[[partner]]:[[#each services]] [[.]][[/each]][[#if phrase]] ([[phrase]])[[else]] none[[/if]][[#each facts]] [[label]][[/each]]',
  )
  expect(join(parts, values, escapeHtml)).toBe('Kestrel &amp; Co: MAIL MEET none Who')
  expect(join(parts, { ...values, phrase: 'heron' }, (text) => text)).toBe('Kestrel & Co: MAIL MEET (heron) Who')
})

test('a value that looks like a marker is only text', () => {
  expect(join(parsed('[[partner]]'), { partner: '[[phrase]] {{7*7}}' }, escapeHtml)).toBe('[[phrase]] {{7*7}}')
})

describe('a template does not compile', () => {
  test.each([
    ['with a slot nobody fills', '[[stranger]]', 'unknown slot stranger'],
    ['with a value that may be missing outside its #if', '[[phrase]]', 'phrase may be missing'],
    ['with that value in the else', '[[#if phrase]]a[[else]][[phrase]][[/if]]', 'phrase may be missing'],
    ['asking for a value that is always there', '[[#if partner]]a[[/if]]', 'partner is never missing'],
    ['with a list printed whole', '[[services]]', 'services cannot be printed'],
    ['with a flag printed', '[[acted]]', 'acted cannot be printed'],
    ['repeating what is no list', '[[#each partner]]a[[/each]]', 'partner is not a list'],
    ['with an outer name inside a list', '[[#each facts]][[partner]][[/each]]', 'unknown slot partner'],
    ['with an open #if', '[[#if phrase]]a', '#if phrase]] is not closed'],
    ['with an open #each', '[[#each facts]]a[[/if]]', '#each facts]] is not closed'],
    ['with a loose end', 'a[[/if]]b', '/if]] closes nothing'],
  ])('%s', (_, source, problem) => {
    expect(() => parsed(source)).toThrow(problem)
  })

  test.each([
    ['with a link as text', '<p>[[noticeUrl]]</p>'],
    ['with a name as a link', '<a href="[[partner]]">'],
    ['with a link in another attribute', '<img src="[[noticeUrl]]">'],
  ])('%s', (_, source) => {
    expect(() => parsed(source, 'html')).toThrow('links stand in href')
  })
})
