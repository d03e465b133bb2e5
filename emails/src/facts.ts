import type { Locale } from '@ofrecord/messages/customer/runtime'
import * as m from '@ofrecord/messages/customer/messages'
import { inLine, isolated, isRightToLeft } from './direction.ts'
import { country } from './moments.ts'
import { exact, mailto, name, said } from './plain.ts'
import type { Plain } from './plain.ts'
import type { Values } from './template.ts'

/** One workload or one subscription the association is about (NOT-R3: all items of a claim are in one letter). */
export interface LetterItem {
  /** Name of the workload or product. */
  name: string
  /** Short code of the workload, `MAIL`. */
  code?: string | undefined
  /** GUID of the subscription, where the area works by subscription. */
  subscriptionId?: string | undefined
  /** ISO 3166 code of the subscription's country, `IE`. */
  country?: string | undefined
}

/**
 * One row of the table of facts: a label, then lines, then a code in fixed width, then a mailbox. The same rows feed
 * the HTML table and the text part, so that both say the same in the same order (EML-R1).
 */
export const factShape = {
  label: 'line',
  lines: 'lines',
  code: 'code?',
  address: 'code?',
  mailto: 'link?',
} as const

export type Fact = Values<typeof factShape>

/** A row of plain lines. */
export function fact(label: string, ...lines: readonly Plain[]): Fact {
  return { label: said(label), lines, code: undefined, address: undefined, mailto: undefined }
}

/** A row whose value is compared character by character: GUID, receipt code. */
export function codeFact(label: string, code: string): Fact {
  return { ...fact(label), code: exact(code) }
}

/** A row with a person and their mailbox, which is a link only if it is one plain address. */
export function personFact(label: string, person: string, address: string): Fact {
  return { ...fact(label, name(person)), address: exact(address), mailto: mailto(address) }
}

/** The row of workloads and subscriptions. */
export function itemsFact(items: readonly LetterItem[], locale: Locale): Fact {
  return fact(m.letters_fact_services({}, { locale }), ...items.map((item) => itemLine(item, locale)))
}

function itemLine(item: LetterItem, locale: Locale): Plain {
  const title = item.code === undefined ? name(item.name) : said(`${name(item.name)} (${name(item.code)})`)
  const details = [title]
  if (item.subscriptionId !== undefined) {
    const id = name(item.subscriptionId)
    const subscription = isRightToLeft(locale) ? isolated(id) : id
    details.push(said(m.letters_subscription({ subscription }, { locale })))
  }
  if (item.country !== undefined) details.push(name(country(item.country, locale)))
  return inLine(locale, ...details)
}
