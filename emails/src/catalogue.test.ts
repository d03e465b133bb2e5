import { readFileSync, readdirSync } from 'node:fs'
import { locales as accountLocales } from '@ofrecord/messages/runtime'
import { baseLocale, locales } from '@ofrecord/messages/customer/runtime'
import { describe, expect, test } from 'vitest'
import { compileLetter } from './compile.ts'
import { textFiles } from './letter.ts'
import type { LetterTemplate } from './letters.ts'
import { prepareLetters, renderLetter } from './render.ts'
import { samples } from './samples.ts'
import { letters, letterTemplates, localesOf } from './templates.ts'

const root = new URL('../', import.meta.url)
const textFileNames = [...new Set(letterTemplates.map((template) => textFiles[letters[template].room]))]

/** The texts of all files, each under the name by which templates call it: `letters_…`. */
const catalogue = (locale: string): Record<string, unknown> =>
  Object.fromEntries(
    textFileNames.flatMap((file) => {
      const texts = readFileSync(new URL(`../packages/messages/catalogue/${locale}/${file}.json`, root), 'utf8')
      return Object.entries(JSON.parse(texts) as Record<string, unknown>).map(([key, text]) => [
        key.replace(`${file}_`, 'letters_'),
        text,
      ])
    }),
  )

const base = catalogue(baseLocale)
const folders = [...new Set(letterTemplates.map((template) => letters[template].room)), 'partials', 'src']
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
  await expect(compileLetter('claim-submitted', 'ja')).rejects.toThrow('claim-submitted (ja)')
})

test('a partner’s letter asked for in a customer’s language is written in English, and a customer’s is not', async () => {
  const submitted = samples['claim-submitted'].usual
  const notice = samples['association-notice'].usual
  const inEnglish = await renderLetter('claim-submitted', 'en', submitted)
  expect(await renderLetter('claim-submitted', 'ja', submitted)).toEqual(inEnglish)
  expect((await renderLetter('association-notice', 'ja', notice)).html).toContain('lang="ja"')
  expect((await renderLetter('association-notice', 'tlh', notice)).html).toContain('lang="en"')
})

// What a customer's letter may say: the words of its own files, of the partials they use, and of what fills them in.
const customerTexts = new Set(
  letterTemplates
    .filter((template) => localesOf(template) === locales)
    .flatMap((template) => textsOf(template))
    .concat(
      ...['competencies', 'customer', 'digest', 'facts', 'memberships', 'references', 'support'].map((file) =>
        keysIn(readFileSync(new URL(`src/${file}.ts`, root), 'utf8')),
      ),
    ),
)

describe.each(locales.filter((locale) => locale !== baseLocale))('the texts in %s', (locale) => {
  const texts = catalogue(locale)
  const wanted = Object.keys(base).filter((key) => isSpoken(locale) || customerTexts.has(key))

  test('are all there, and no others: the catalogue would fall back to English in silence', () => {
    expect(Object.keys(texts).toSorted()).toEqual(wanted.toSorted())
  })

  test('name the same values as in English', () => {
    for (const key of Object.keys(texts))
      expect([key, ...placeholders(texts[key])]).toEqual([key, ...placeholders(base[key])])
  })

  test('emphasise where English does', () => {
    for (const key of Object.keys(texts)) expect([key, stars(texts[key])]).toEqual([key, stars(base[key])])
  })
})

test('a text that counts is never put into a template, where its number is not known yet', () => {
  const counting = Object.keys(base).filter((key) => typeof base[key] !== 'string')
  for (const key of counting) expect(sources.some((source) => source.includes(`[[${key}]]`))).toBe(false)
})

test('no text lies unused', () => {
  const written = sources
    .join('\n')
    .replaceAll(/\b(?:account|access|competency|digest|fee|people|reference|support|tree)letters_/g, 'letters_')
  const stems = letterTemplates.map((template) => `letters_${template.replaceAll('-', '_')}_`)
  const arguments_ = [...written.matchAll(/\[\[> ([a-z-]+) ([a-z_]+)\]\]/g)].flatMap(([, , argument]) => [
    `letters_${argument}`,
    `letters_comment_${argument}`,
    ...['who', 'until', 'else', 'footer'].map((part) => `letters_${argument}_${part}`),
  ])
  const ours = ['subject', 'preheader', 'title'].flatMap((part) => stems.map((stem) => stem + part))
  const used = new Set([...arguments_, ...ours])
  const editions = letterTemplates.flatMap((template) => letters[template].editions ?? [])
  const isUsed = (key: string) => used.has(key) || new RegExp(`\\b${key}\\b`).test(written)
  const usual = (key: string) => key.replace(new RegExp(`_(?:${editions.join('|')})$`), '')
  expect(Object.keys(base).filter((key) => !isUsed(key) && !isUsed(usual(key)))).toEqual([])
})

function isSpoken(locale: string): boolean {
  return accountLocales.some((one) => one === locale)
}

function textsOf(template: LetterTemplate): string[] {
  const stem = `${letters[template].room}/${template}`
  const own = ['mjml', 'txt', 'ts'].map((kind) =>
    withPartials(readFileSync(new URL(`${stem}.${kind}`, root), 'utf8'), kind),
  )
  const heads = ['subject', 'preheader', 'title'].map((part) => `letters_${template.replaceAll('-', '_')}_${part}`)
  const said = [...own.flatMap(keysIn), ...heads]
  return [...said, ...(letters[template].editions ?? []).flatMap((edition) => said.map((key) => `${key}_${edition}`))]
}

function withPartials(source: string, kind: string): string {
  return source.replaceAll(/\[\[> ([a-z-]+)(?: ([a-z_]+))?\]\]/g, (_, partial: string, argument = '') =>
    withPartials(readFileSync(new URL(`partials/${partial}.${kind}`, root), 'utf8').replaceAll('$', argument), kind),
  )
}

function keysIn(source: string): string[] {
  return (source.match(/\b\w*letters_\w+/g) ?? []).map((key) => key.replace(/^\w*?letters_/, 'letters_'))
}

function placeholders(text: unknown): string[] {
  return [...new Set(JSON.stringify(text).match(/\{\w+\}/g) ?? [])].toSorted()
}

function stars(text: unknown): number {
  return JSON.stringify(text).replaceAll('=*', '').split('*').length
}
