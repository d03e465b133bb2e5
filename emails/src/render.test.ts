// @vitest-environment jsdom
import { getTextDirection, locales } from '@ofrecord/messages/customer/runtime'
import type { Locale } from '@ofrecord/messages/customer/runtime'
import { describe, expect, test } from 'vitest'
import type { LetterParams, LetterTemplate } from './letters.ts'
import { renderLetter } from './render.ts'
import type { RenderedLetter } from './render.ts'
import { samples } from './samples.ts'
import { letterTemplates, localesOf } from './templates.ts'

interface Case {
  template: LetterTemplate
  variant: string
  locale: Locale
  params: LetterParams[LetterTemplate]
}

// Each variant in two languages and in one that runs to the left; the usual letter in every language.
const cases = letterTemplates.flatMap((template) =>
  Object.entries<LetterParams[LetterTemplate]>(samples[template]).flatMap(([variant, params]) =>
    localesOf(template)
      .filter((locale) => variant === 'usual' || ['en', 'it', 'ar'].includes(locale))
      .map((locale): Case => ({ template, variant, locale, params })),
  ),
)
const toCustomers = cases.filter((one) => localesOf(one.template) === locales)
// A colleague's reminder is about several claims: each line of its list says whom one waits for, and until when.
const toPartners = cases.filter(({ template }) => template.startsWith('claim-') && template !== 'claim-nudge')

// Reading the HTML takes longer than all the rest, so each letter is read once.
const pages = new Map<string, Document>()

function page({ html }: RenderedLetter): Document {
  const read = pages.get(html) ?? new DOMParser().parseFromString(html, 'text/html')
  pages.set(html, read)
  return read
}

/** One test for all of them: to begin and report one for each costs more than what it looks at. */
const testEach = (some: readonly Case[], sentence: string, look: (one: Case) => Promise<void>): void =>
  test(sentence, async () => {
    expect(some).not.toEqual([])
    for (const one of some)
      await look(one).catch((fault: unknown) => {
        throw new Error(`${one.template} (${one.variant}, ${one.locale}): ${String(fault)}`, { cause: fault })
      })
  })

const draw = (one: Case) => renderLetter(one.template, one.locale, one.params)

describe('each letter', () => {
  testEach(cases, 'has a subject of one line that begins with the number of its record (EML-R1)', async (one) => {
    const { subject } = await draw(one)
    const number =
      'letterNumber' in one.params
        ? one.params.letterNumber
        : 'claimNumber' in one.params
          ? one.params.claimNumber
          : null
    // A place in an organisation and a way to sign in have no number: the subject names whose they are.
    if (number !== null) {
      expect(withoutIsolates(subject)).toMatch(new RegExp(`^${number}\\s?: `))
    }
    expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u)
  })

  testEach(cases, 'says the same words in the same order in both parts (EML-R1)', async (one) => {
    const letter = await draw(one)
    const script = letter.text.replaceAll(/https?:\/\/\S+/g, '')
    // Japanese has no spaces, so a part in bold would count as a word of its own.
    const read = one.locale === 'ja' ? lettersOf : wordsOf
    expect(read(script)).toEqual(read(readAloud(letter)))
  })

  testEach(cases, 'has no empty double line, no marker and no missing value in its text part', async (one) => {
    const { text, html } = await draw(one)
    expect(text).not.toMatch(/\n\n\n|^\n|\n\n$/)
    expect(text + html).not.toMatch(/\[\[|\]\]|undefined|\bnull\b|letters_/)
  })

  testEach(cases, 'leads to one host and to nothing but that host (B.2.6)', async (one) => {
    const letter = await draw(one)
    const hosts = new Set([...linksOf(letter), ...urlsOf(letter.text)].map((url) => new URL(url).host))
    expect([...hosts]).toHaveLength(1)
  })

  testEach(cases, 'gives the same links in both parts', async (one) => {
    const letter = await draw(one)
    expect(urlsOf(letter.text)).toEqual(linksOf(letter))
  })

  testEach(cases, 'asks for one action (EML-R1); a code is typed where it was asked for', async (one) => {
    const actions = one.template === 'portal-code' ? 0 : 1
    expect(page(await draw(one)).querySelectorAll('.cta a')).toHaveLength(actions)
  })

  testEach(
    cases,
    'loads nothing and counts nothing: no image, script, font, form or tracking pixel (EML-R1)',
    async (one) => {
      const letter = await draw(one)
      expect(
        page(letter).querySelectorAll('img, script, link, form, iframe, object, base, [src], [background]'),
      ).toHaveLength(0)
      expect(letter.html).not.toMatch(/@import|url\(|@font-face|http-equiv="refresh"/i)
    },
  )

  testEach(cases, 'knows its language, its direction and the dark (EML-R1)', async (one) => {
    const letter = await draw(one)
    const root = page(letter).documentElement
    expect([root.lang, root.dir]).toEqual([one.locale, getTextDirection(one.locale)])
    expect(root.querySelectorAll('meta[name="color-scheme"], meta[name="supported-color-schemes"]')).toHaveLength(2)
    expect(letter.html).toContain('@media (prefers-color-scheme: dark)')
    expect(letter.html).toContain('[data-ogsc]')
  })

  testEach(cases, 'weighs less than 60 kB', async (one) => {
    expect(Buffer.byteLength((await draw(one)).html)).toBeLessThan(60_000)
  })

  testEach(cases, 'carries its preheader first, hidden', async (one) => {
    const letter = await draw(one)
    expect(page(letter).body.firstElementChild?.textContent).toBe(letter.preheader)
  })
})

describe('a letter to a customer', () => {
  testEach(toCustomers, 'has no partner address in its subject or preheader', async (one) => {
    const { subject, preheader } = await draw(one)
    expect(subject + preheader).not.toContain('@')
  })

  testEach(toCustomers, 'offers no unsubscribing: that must not become a no (MIC-R2)', async (one) => {
    expect(JSON.stringify(await draw(one))).not.toMatch(
      /unsubscribe|disiscri|abbestell|désabonn|désinscri|darse de baja|配信停止|إلغاء الاشتراك/i,
    )
  })

  testEach(
    toCustomers.filter(({ params }) => 'letterNumber' in params && 'privacyUrl' in params),
    'can be checked by its number, typed, not pressed (B.2.6)',
    async (one) => {
      const letter = await draw(one)
      const number = 'letterNumber' in one.params ? one.params.letterNumber : ''
      expect(letter.text).toContain('records.halcyon.example/verify')
      expect(letter.text).toContain(number)
      expect(linksOf(letter).some((url) => url.includes('/verify'))).toBe(false)
    },
  )

  test('shows the code phrase of the tenant, where there is one (B.2.6)', async () => {
    expect((await renderLetter('association-notice', 'en', samples['association-notice'].usual)).text).toContain(
      'blue heron 47',
    )
  })
})

describe('the association notice', () => {
  const notice = (locale: Locale, variant = 'usual') => {
    const variants: Readonly<Record<string, LetterParams['association-notice']>> = samples['association-notice']
    return renderLetter('association-notice', locale, variants[variant] ?? samples['association-notice'].usual)
  }

  test('names the two figures and says that there is nothing else', async () => {
    const { text } = await notice('en')
    expect(text).toContain('1. How many people use it.\n  2. How many seats you bought.\nNothing else:')
  })

  test('says from when silence is a yes, and that a no is possible at any later time', async () => {
    const { text } = await notice('en')
    expect(text).toContain('within 7 days of this letter, before Monday, 9 November 2026 at 09:14')
    expect(text).toContain('From then on we take silence as a yes. You can still say no at any time later.')
  })

  test('names every item of the claim in one letter (NOT-R3)', async () => {
    const { text } = await notice('en')
    for (const item of samples['association-notice'].usual.items) expect(text).toContain(`${item.name} (${item.code})`)
  })

  test('names subscriptions with their id and country', async () => {
    expect((await notice('it', 'subscriptions')).text).toContain(
      'Sales Hub (SALE), abbonamento 8c1e0b54-6f0f-4a8e-9a55-0d4c6d3b7e21, Italia',
    )
  })

  test('says so when no administrator is on file to get a copy (NOT-R4)', async () => {
    expect((await notice('en', 'no administrator on file')).text).toContain('Nobody else got this letter.')
  })

  test('tells an administrator another reason for getting it than the contact', async () => {
    expect((await notice('en')).text).toContain('named you as the person who can speak for Orchard Foods')
    expect((await notice('en', 'administrator')).text).toContain(
      'You are an administrator of the tenant of Orchard Foods',
    )
  })

  test('names the partner’s contact in the body', async () => {
    expect(linksOf(await notice('en'), 'mailto:')).toEqual(['mailto:ines.incentive@kestrel.example'])
  })
})

describe('a letter that runs to the left', () => {
  const inArabic = (variant: keyof (typeof samples)['association-notice']) =>
    renderLetter('association-notice', 'ar', samples['association-notice'][variant]!)

  test('keeps each name and number apart, so that 1000388-1 does not read 1-1000388', async () => {
    const { subject, text } = await inArabic('usual')
    expect(subject).toMatch(
      /^\u20681000388-1\u2069: .*\u2068Kestrel Consulting Group\u2069.*\u2068Orchard Foods\u2069$/,
    )
    expect(text).toContain('\u200f\u2068Orchard Foods\u2069، \u2068orchardfoods.example\u2069')
    expect((await inArabic('subscriptions')).text).toContain('\u20688c1e0b54-6f0f-4a8e-9a55-0d4c6d3b7e21\u2069')
  })

  test('puts nothing around what is copied from it, and nothing on the left', async () => {
    const { html, text } = await inArabic('usual')
    expect(text).toContain('\n  3f6a1c88-09be-4d27-a5f1-6c20e4b97d13\n')
    expect(text).toContain('\n  ines.incentive@kestrel.example\n')
    expect(html).not.toMatch(/align="left"|border-left|padding-right:16px;/)
  })
})

describe('the question who does the work (CNF-R4)', () => {
  const ask = (locale: Locale, variant: keyof (typeof samples)['clarify-customer']) =>
    renderLetter('clarify-customer', locale, samples['clarify-customer'][variant]!)

  test('names both partners and the item, until when, and that a person decides and silence changes nothing', async () => {
    const { text, subject } = await ask('en', 'usual')
    expect(subject).toBe(
      '7KD4-2QMX: Who does the work for Mail and Calendar, Kestrel Consulting Group or Tidewater Cloud?',
    )
    expect(text).toContain('Answer by Monday, 16 November 2026 at 09:14')
    expect(text).toContain('A person at Halcyon Software reads it')
    expect(text).toContain('If you do not answer, nothing changes')
  })

  test('holds no address of anybody: a partner is a name (CNF-R6)', async () => {
    for (const variant of Object.keys(samples['clarify-customer']))
      expect(JSON.stringify(await ask('it', variant)).replaceAll(/@(?:media|import)/g, '')).not.toContain('@')
  })

  test('says in a reminder, and only there, when it was asked first', async () => {
    const asked = 'We asked you on Monday, 2 November 2026 and have no answer yet.'
    expect((await ask('en', 'reminder')).text).toContain(asked)
    expect((await ask('en', 'usual')).text).not.toContain('have no answer yet')
  })
})

describe('a letter to a partner', () => {
  testEach(toPartners, 'begins with who acts, until when, and what else happens', async (one) => {
    const letter = page(await draw(one))
    const first = letter.querySelector('h1')?.closest('tr')?.nextElementSibling
    expect(first?.querySelectorAll('th')).toHaveLength(3)
  })

  test('repeats the customer’s comment only when it was shared', async () => {
    const { usual } = samples['claim-denied-partner']
    const silent = await renderLetter('claim-denied-partner', 'en', usual)
    const shared = await renderLetter('claim-denied-partner', 'en', { ...usual, comment: 'Our contract ended.' })
    expect(silent.text).not.toContain('The customer wrote')
    expect(shared.text).toContain('The customer wrote\n> Our contract ended.')
  })
})

test('a placeholder inside a link survives byte for byte in both parts', async () => {
  const placeholder = 'https://records.halcyon.example/n/__link__0190c0de-7a11-7c3e-8d52-0f6b1f6f3a10__'
  const { html, text } = await renderLetter('association-notice', 'it', samples['association-notice'].usual)
  expect(html).toContain(`href="${placeholder}"`)
  expect(text).toContain(`\n${placeholder}\n`)
})

test('the same parameters give the same bytes', async () => {
  const params = samples['association-notice'].usual
  expect(await renderLetter('association-notice', 'en', params)).toEqual(
    await renderLetter('association-notice', 'en', structuredClone(params)),
  )
})

test('a link that is no plain http(s) URL is refused before anything is sent', async () => {
  const params = { ...samples['association-notice'].usual, noticeUrl: 'javascript:alert(1)' }
  await expect(renderLetter('association-notice', 'en', params)).rejects.toThrow(TypeError)
})

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? []
}

function lettersOf(text: string): string {
  return wordsOf(text).join('')
}

function withoutIsolates(text: string): string {
  return text.replaceAll(/[\u2068\u2069]/g, '')
}

// What is visible, in reading order; the preheader is not.
function readAloud(letter: RenderedLetter): string {
  const { body } = page(letter)
  const preheader = body.firstElementChild
  const walker = document.createTreeWalker(body, NodeFilter.SHOW_TEXT)
  const heard: string[] = []
  while (walker.nextNode()) {
    if (!preheader?.contains(walker.currentNode)) heard.push(walker.currentNode.textContent ?? '')
  }
  return heard.join(' ')
}

function linksOf(letter: RenderedLetter, scheme = 'http'): string[] {
  const links = [...page(letter).querySelectorAll('[href]')].map((element) => element.getAttribute('href') ?? '')
  return links.filter((url) => url.startsWith(scheme))
}

function urlsOf(text: string): string[] {
  return text.match(/https?:\/\/\S+/g) ?? []
}
