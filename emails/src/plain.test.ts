import { describe, expect, test } from 'vitest'
import { exact, link, mailto, name, paragraphs, place, sentence } from './plain.ts'

describe('a name somebody typed', () => {
  test.each([
    ['Kestrel Consulting Group', 'Kestrel Consulting Group'],
    ['Lanterna Digitale S.p.A.', 'Lanterna Digitale S.p.A.'],
    ['Rossi & Figli S.r.l.', 'Rossi & Figli S.r.l.'],
    ['Suite 3.50, U.S.', 'Suite 3.50, U.S.'],
    ['株式会社サクラ', '株式会社サクラ'],
    ['مؤسسة الأفق', 'مؤسسة الأفق'],
  ])('stays as it is when nothing in it can be pressed: %s', (typed, printed) => {
    expect(name(typed)).toBe(printed)
  })

  test.each([
    ['example.com', 'example·com'],
    ['Booking.com Partners', 'Booking·com Partners'],
    ['www.evil.example', 'www·evil·example'],
    ['https://evil.example/login', 'evil·example/login'],
    ['HTTPS://EVIL.EXAMPLE', 'EVIL·EXAMPLE'],
    ['javascript:alert(1)', 'alert(1)'],
    ['mailto:a@evil.example', 'a@evil·example'],
    ['ev\u200bil\u200b.\u200bexample', 'evil·example'],
    ['evil.\u200dexample', 'evil·example'],
    ['mіcrosoft.com', 'mіcrosoft·com'],
    ['evil.рф', 'evil·рф'],
    ['evil.xn--p1ai', 'evil·xn--p1ai'],
    ['evil．com', 'evil·com'],
    ['evil。com', 'evil·com'],
    ['evil｡com', 'evil·com'],
    ['evil.pdf.com', 'evil·pdf·com'],
    ['192.0.2.1', '192·0·2·1'],
    ['a.co', 'a·co'],
  ])('loses what a mail client would turn into a link: %s', (typed, printed) => {
    expect(name(typed)).toBe(printed)
  })

  test.each([
    ['Kestrel\r\nBcc: everybody@evil.example', 'Kestrel Bcc: everybody@evil·example'],
    ['invoice\u202efdp.exe', 'invoicefdp·exe'],
    ['a\u2066b\u2069c\u061cd\u200ee', 'abcde'],
    ['tab\there\u0000\u001b[31m\u0085\u2028end', 'tab here [31m end'],
    ['pay\u00adpal\ufeff', 'paypal'],
    ['\ud800lone', 'lone'],
    ['  spaces   inside ', 'spaces inside'],
    ['e\u0301te\u0301', 'été'],
  ])('is one visible line without direction overrides: %j', (typed, printed) => {
    expect(name(typed)).toBe(printed)
  })

  test('does not climb over the lines around it', () => {
    expect(name(`z${'\u0335'.repeat(1000)}`)).toBe(`z${'\u0335'.repeat(4)}`)
  })

  test('keeps the joiners of pictures', () => {
    expect(name('👩‍🔧 Werkstatt')).toBe('👩‍🔧 Werkstatt')
  })

  test('ends after 120 characters', () => {
    expect(name('a'.repeat(120))).toHaveLength(120)
    expect(name('a'.repeat(10_240))).toBe(`${'a'.repeat(119)}…`)
    expect(Array.from(name('👩'.repeat(500)))).toHaveLength(120)
  })

  test('becomes a dash when nothing is left', () => {
    expect(name('\u202e\u200b ')).toBe('–')
  })
})

describe('a comment somebody typed', () => {
  test('keeps its lines, one entry each, and defuses each', () => {
    expect(paragraphs('One\r\n\r\nSee https://evil.example\rThree\u2028Four')).toEqual([
      'One',
      'See evil·example',
      'Three',
      'Four',
    ])
  })

  test('may name the kinds of file that evidence has', () => {
    expect(paragraphs('See amendment.pdf and plan.xlsx.')).toEqual(['See amendment.pdf and plan.xlsx.'])
  })

  test('ends after 2,000 characters', () => {
    expect(paragraphs('b'.repeat(10_240)).join('')).toHaveLength(2000)
  })

  test('cannot make a letter endless with a column of letters', () => {
    expect(paragraphs('c\n'.repeat(1000))).toHaveLength(60)
  })
})

test('a sentence of the caller may be longer than a name', () => {
  expect(sentence('d'.repeat(300))).toHaveLength(300)
  expect(sentence('d'.repeat(500))).toHaveLength(400)
})

test('an exact value keeps its dots and loses only what cannot be seen', () => {
  expect(exact('orchardfoods.example')).toBe('orchardfoods.example')
  expect(exact('orchard\u200bfoods.example\r\nX: y')).toBe('orchardfoods.example X: y')
})

describe('a link of the caller', () => {
  test.each([
    'https://records.halcyon.example/n/__link__0190c0de-7a11-7c3e-8d52-0f6b1f6f3a10__',
    'http://127.0.0.1:4001/n/__link__0190c0de__/deny?x=1&y=2#z',
  ])('comes out byte for byte: %s', (url) => {
    expect(link(url)).toBe(url)
  })

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    '//evil.example',
    'https://',
    'https://user@evil.example/',
    'https://evil.example/"onclick="x',
    "https://evil.example/'",
    'https://evil.example/<svg>',
    'https://evil.example/ b',
    'https://evil.example/\nBcc:',
    'https://evil.example\\@good.example/',
  ])('is refused when it is anything but a plain http(s) URL: %j', (url) => {
    expect(() => link(url)).toThrow(TypeError)
  })

  test('can be read out to be typed', () => {
    expect(place('https://records.halcyon.example/verify')).toBe('records.halcyon.example/verify')
  })
})

test('a mailbox becomes a link only when it is one plain address', () => {
  expect(mailto('ines.incentive@kestrel.example')).toBe('mailto:ines.incentive@kestrel.example')
  expect(mailto('a?bcc=b@kestrel.example')).toBe('mailto:a%3Fbcc%3Db@kestrel.example')
  expect(mailto('a@b.example,c@d.example')).toBeUndefined()
  expect(mailto('a@b.example?cc=c@d.example')).toBeUndefined()
  expect(mailto('"a b"@c.example')).toBeUndefined()
})
