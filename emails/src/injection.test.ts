import { parse } from 'parse5'
import type { DefaultTreeAdapterTypes } from 'parse5'
import { describe, expect, test } from 'vitest'
import type { LetterParams, LetterTemplate } from './letters.ts'
import { renderLetter } from './render.ts'
import type { RenderedLetter } from './render.ts'
import { samples } from './samples.ts'
import { letterTemplates } from './templates.ts'

const payloads = [
  '<svg/onload=alert(1)>',
  '<img src=https://evil.example/p.gif>',
  '"><script>alert(1)</script>',
  "' onmouseover='alert(1)",
  '</td></tr></table></body></html>',
  '<!--[if mso]><a href="https://evil.example">x</a><![endif]-->',
  '<style>*{display:none}</style>',
  '--><a href=https://evil.example>x',
  '&lt;b&gt;&#x3c;',
  '{{7*7}}${7*7}<%= 7*7 %>',
  '[[noticeUrl]][[#if partner]][[letters_why]][[/if]]',
  '*bold* {partner}',
  'Kestrel\r\nBcc: everybody@evil.example\r\n\r\nbody',
  '%0d%0aBcc:everybody@evil.example',
  '\u202egnp.exe\u2066 \u2067x\u2069',
  'a\u0000b\u001b[31m\u0085c\u2028d',
  'pay\u200bpal.com evil\u3002example www.evil.example',
  'https://evil.example/login?x=1 HTTP://EVIL.EXAMPLE mailto:x@evil.example',
  '\ud800 lone',
  'x'.repeat(10_240),
  '<'.repeat(10_240),
]

// Shown character by character, so they keep their dots: checked where they enter the system.
const exactValues = new Set([
  'credentialId',
  'code',
  'network',
  'accountAddress',
  'recipientAddress',
  'personAddress',
  'domain',
  'tenantId',
  'deniedBy',
  'confirmedBy',
  'codePhrase',
  'receiptCode',
  'partnerContactEmail',
  'replyTo',
  'reference',
])
const notText =
  /Url$|At$|Until$|From$|^timeZone$|^recipientKind$|^basis$|^reason$|^outcome$|^phase$|^letterNumber$|^claimNumber$|^change$|^kind$|^role$|^privilege$|^administers$|^offer$|^tier$|^level$|^currency$|On$|^lastDay$|^why$/

describe.each(letterTemplates)('%s', (template) => {
  test('keeps its shape and its links, whatever is in a text that somebody typed', async () => {
    const usual = await renderLetter(template, 'en', poisoned(template, 'plain words'))
    const shape = shapeOf(usual)
    for (const payload of payloads) {
      const letter = await renderLetter(template, 'en', poisoned(template, payload))
      expect(shapeOf(letter), payload).toEqual(shape)
      expect(letter.text.match(/^https?:.*$/gm), payload).toEqual(usual.text.match(/^https?:.*$/gm))
      expect(letter.html.length).toBeLessThan(60_000)
    }
  })

  test('has a subject of one line and no hidden character, whatever somebody typed', async () => {
    for (const payload of payloads) expectVisible(await renderLetter(template, 'en', poisoned(template, payload)))
  })

  test('shows no host a mail client could turn into a link, in a name or a comment', async () => {
    const payload = 'Kestrel.com evil.example https://evil.example/login'
    const letter = await renderLetter(template, 'en', poisoned(template, payload, exactValues))
    for (const part of [letter.subject, letter.preheader, letter.text, letter.html]) {
      expect(part).not.toMatch(/evil\.example|kestrel\.com/i)
    }
  })
})

const HIDDEN = /[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\u2028\u2029]/u

function expectVisible(letter: RenderedLetter): void {
  expect(letter.subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u)
  expect(Array.from(letter.subject).length).toBeLessThanOrEqual(150)
  for (const part of [letter.preheader, letter.text, letter.html]) expect(part.replaceAll('\n', '')).not.toMatch(HIDDEN)
}

/** The usual sample with `payload` in each free text; numbers, links, moments and kinds stay. */
function poisoned(template: LetterTemplate, payload: string, spared = new Set<string>()): LetterParams[LetterTemplate] {
  const whole = { ...samples[template].usual, ...extras(template) }
  return poison(whole, payload, spared) as LetterParams[LetterTemplate]
}

// Texts that the usual sample leaves out.
function extras(template: LetterTemplate): object {
  return template === 'claim-denied-partner' ? { comment: 'a comment' } : {}
}

function poison(value: unknown, payload: string, spared: ReadonlySet<string>): unknown {
  if (typeof value === 'string') return payload
  if (Array.isArray(value)) return value.map((entry) => poison(entry, payload, spared))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => {
      return [key, notText.test(key) || spared.has(key) ? entry : poison(entry, payload, spared)]
    }),
  )
}

// Elements and the names of their attributes, in order, and where links lead. Line breaks are left out: a comment may
// bring its own.
function shapeOf({ html }: RenderedLetter): string[] {
  return elementsIn(parse(html)).map(({ parent, tagName, attrs }) =>
    [parent, tagName, ...attrs.map(({ name, value }) => (name === 'href' ? `href ${value}` : name))].join(' '),
  )
}

type Element = DefaultTreeAdapterTypes.Element

function elementsIn(
  node: DefaultTreeAdapterTypes.ParentNode,
  parent = '',
): (Pick<Element, 'tagName' | 'attrs'> & { parent: string })[] {
  return node.childNodes.flatMap((child) =>
    'tagName' in child && child.tagName !== 'br' ? [{ ...child, parent }, ...elementsIn(child, child.tagName)] : [],
  )
}
