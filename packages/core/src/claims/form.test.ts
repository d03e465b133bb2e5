import { getDocumentProxy } from 'unpdf'
import { describe, expect, test } from 'vitest'
import { drawForm } from './form.ts'
import type { FormFacts } from './form.queries.ts'
import { isPrintable, printable } from './form.rules.ts'

const item = (code: string, name: string, subscriptionId: string | null = null): FormFacts['items'][number] => ({
  id: code,
  kind: subscriptionId ? 'subscription' : 'workload',
  code,
  name,
  subscriptionId,
  country: null,
  decision: 'pending',
  decisionReason: null,
  association: null,
  endReason: null,
})
const facts: FormFacts = {
  number: 1000004,
  organizationName: 'Kestrel Consulting Group',
  organizationNumber: 5000001,
  locationName: 'Kestrel Leeds',
  locationNumber: 6000002,
  locationCity: 'Leeds',
  customerName: 'Orchard Foods',
  tenantId: '7f0c2f5e-9a41-4f51-8f3e-2f6a7c3b1d10',
  domain: 'orchardfoods.example',
  publicSector: false,
  areaName: 'Workplace & Security',
  activity: 'usage',
  items: [item('MAIL', 'Mail and Calendar'), item('MEET', 'Meetings and Chat')],
  contacts: [
    {
      kind: 'customer',
      name: 'Nora Castellane',
      title: 'Head of IT',
      email: 'nora@orchardfoods.example',
      language: 'en',
      phone: '',
    },
  ],
  vendorName: 'Halcyon Software',
  filledAt: new Date('2026-11-02T09:00:00Z'),
}

const pagesOf = async (form: Buffer): Promise<string[]> => {
  const pdf = await getDocumentProxy(new Uint8Array(form), { verbosity: 0 })
  const pages: string[] = []
  for (let at = 1; at <= pdf.numPages; at++) {
    const { items } = await (await pdf.getPage(at)).getTextContent()
    pages.push(items.map((each) => ('str' in each ? `${each.str}${each.hasEOL ? ' ' : ''}` : '')).join(''))
  }
  return pages
}
const textOf = async (changes: Partial<FormFacts> = {}, locale: 'en' | 'it' = 'en'): Promise<string> =>
  (await pagesOf(drawForm({ ...facts, ...changes }, locale))).join(' ').replaceAll(/\s+/g, ' ')

describe('the vendor’s form', () => {
  test('is filled in from the claim: parties, tenant, items, activity, and lines for both signatures (E1–E6)', async () => {
    const text = await textOf()
    for (const expected of [
      'claim 1000004',
      'Kestrel Consulting Group (5000001)',
      'Kestrel Leeds, Leeds (6000002)',
      'Orchard Foods',
      facts.tenantId,
      'orchardfoods.example',
      'Nora Castellane, Head of IT, nora@orchardfoods.example',
      'Mail and Calendar',
      'Meetings and Chat',
      'deployment, migration',
      'Orchard Foods acknowledges that Kestrel Consulting Group does the work',
      'Milestones',
    ])
      expect(text).toContain(expected)
    expect(text.match(/Place and date/g)).toHaveLength(2)
    expect(text.match(/Signature/g)).toHaveLength(2)
  })

  test('speaks the person’s language', async () => {
    expect(await textOf({}, 'it')).toContain('Orchard Foods riconosce che Kestrel Consulting Group svolge il lavoro')
  })

  test('E7: for a public body it holds the disclosure', async () => {
    expect(await textOf({ publicSector: true })).toContain('may receive a payment from Halcyon Software')
    expect(await textOf()).not.toContain('receive a payment')
  })

  test('a subscription stands beside its product', async () => {
    const items = [item('SALE', 'Sales', '0b0f6f1e-1111-4111-8111-111111111111')]
    expect(await textOf({ items })).toContain('Sales, subscription 0b0f6f1e-1111-4111-8111-111111111111')
  })

  test('a name in letters that the fonts lack is left to be written by hand, never printed wrong', async () => {
    const text = await textOf({ customerName: 'Αθηναϊκή Ζυθοποιία', organizationName: '東京工業' })
    expect(text).toContain('the party named above acknowledges that the party named above does the work')
    expect(text).not.toContain('?')
  })

  test('the longest names and two hundred items make more pages, and the signatures stay with their sentence', async () => {
    const long = 'Verkehrsbetriebe und Industrieanlagenbau '.repeat(3).slice(0, 120)
    const items = Array.from({ length: 200 }, (_, at) => item(`IT${at}`, long))
    const pages = await pagesOf(
      drawForm({ ...facts, items, customerName: long, organizationName: 'W'.repeat(120), locationName: long }, 'it'),
    )
    expect(pages.length).toBeLessThan(16)
    expect(pages.at(-1)).toContain('riconosce che')
    expect(pages.at(-1)!.match(/Luogo e data/g)).toHaveLength(2)
  })
})

test('letters lose their accents rather than turn into others; other alphabets cannot be printed', () => {
  expect(printable('Łódź, Kōgyō, Müller, œuvre')).toBe('Lódz, Kogyo, Müller, oeuvre')
  expect(['Łódź', 'Müller’s', 'Αθήνα', '東京', 'Москва'].map(isPrintable)).toEqual([true, true, false, false, false])
})
