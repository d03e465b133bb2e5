import { readFileSync, readdirSync } from 'node:fs'
import { baseLocale, locales } from '@ofrecord/messages/runtime'
import { describe, expect, test } from 'vitest'
import { compileLetter } from './compile.ts'
import { prepareLetters } from './render.ts'
import { letterTemplates } from './templates.ts'

const root = new URL('../', import.meta.url)
const catalogue = (locale: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`../packages/messages/catalogue/${locale}/letters.json`, root), 'utf8'))

const base = catalogue(baseLocale)
const folders = ['claims', 'consent', 'partials', 'src']
const files = folders.flatMap((folder) => readdirSync(new URL(`${folder}/`, root)).map((file) => `${folder}/${file}`))
const sources = files
  .filter((file) => !file.endsWith('.test.ts'))
  .map((file) => readFileSync(new URL(file, root), 'utf8'))

test('every letter compiles in every language', async () => {
  await expect(prepareLetters()).resolves.toBeUndefined()
})

test('a letter has its own text part and its own HTML part (EML-R1)', () => {
  for (const template of letterTemplates) {
    for (const kind of ['mjml', 'txt']) expect(files.some((file) => file.endsWith(`/${template}.${kind}`))).toBe(true)
  }
})

test('no template reaches for a file by mjml’s own include, which is off (CVE-2025-67898)', () => {
  for (const source of sources) expect(source).not.toMatch(/<mj-include/)
})

test('a letter in a language that is not there is a fault, not another language', async () => {
  const unknown = 'tlh' as (typeof locales)[number]
  await expect(compileLetter('association-notice', unknown)).rejects.toThrow('tlh')
})

describe.each(locales.filter((locale) => locale !== baseLocale))('the texts in %s', (locale) => {
  const texts = catalogue(locale)

  test('are the same ones as in English', () => {
    expect(Object.keys(texts)).toEqual(Object.keys(base))
  })

  test('name the same values as in English', () => {
    for (const key of Object.keys(base))
      expect([key, ...placeholders(texts[key])]).toEqual([key, ...placeholders(base[key])])
  })

  test('emphasise where English does', () => {
    for (const key of Object.keys(base)) expect([key, stars(texts[key])]).toEqual([key, stars(base[key])])
  })
})

test('a text that counts is never put into a template, where its number is not known yet', () => {
  const counting = Object.keys(base).filter((key) => typeof base[key] !== 'string')
  for (const key of counting) expect(sources.some((source) => source.includes(`[[${key}]]`))).toBe(false)
})

test('no text lies unused', () => {
  const written = sources.join('\n')
  const stems = letterTemplates.map((template) => `letters_${template.replaceAll('-', '_')}_`)
  const arguments_ = [...written.matchAll(/\[\[> ([a-z-]+) ([a-z_]+)\]\]/g)].flatMap(([, , argument]) => [
    `letters_${argument}`,
    `letters_comment_${argument}`,
    ...['who', 'until', 'else'].map((part) => `letters_${argument}_${part}`),
  ])
  const ours = ['subject', 'preheader', 'title'].flatMap((part) => stems.map((stem) => stem + part))
  const used = new Set([...arguments_, ...ours])
  expect(Object.keys(base).filter((key) => !used.has(key) && !new RegExp(`\\b${key}\\b`).test(written))).toEqual([])
})

function placeholders(text: unknown): string[] {
  return [...new Set(JSON.stringify(text).match(/\{\w+\}/g) ?? [])].toSorted()
}

function stars(text: unknown): number {
  return JSON.stringify(text).replaceAll('=*', '').split('*').length
}
