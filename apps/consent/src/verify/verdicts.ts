import type { CheckedLetter, ShownReceipt, VerifiedLetter, VerifiedReceipt } from '@ofrecord/core/consent/verifying'
import * as m from '@ofrecord/messages/customer/messages'
import type { Locale } from '@ofrecord/messages/customer/runtime'
import { html } from 'hono/html'
import { fill, formatTag, isolated, moment, type Html } from '../words.ts'

/** What a check came to: the heading, which says it, and what stands below. */
export interface Verdict {
  title: string
  body: Html
}

/** Where links of the answer lead: `?lang=…` where the reader chose a language. */
interface Say {
  locale: Locale
  language: string
}

export const receiptVerdict = (verified: VerifiedReceipt, { locale, language }: Say): Verdict => {
  const say = { locale }
  if (verified.verdict === 'not_genuine') return forged(verified, locale)
  const { receipt } = verified
  const later =
    verified.verdict === 'superseded' &&
    html`<p class="n">${fill((slots) => m.receipts_superseded_text(slots, say), { code: receiptLink(verified.by, language) })}</p>
`
  const body = html`${later}<p>${fill((slots) => m.receipts_genuine_text(slots, say), { vendor: isolated(receipt.vendorName) })} ${
    receipt.erased && m.receipts_erased({}, say)
  }</p>
<p>${m.receipts_compare({}, say)}</p>
${facts(receipt, { locale, language })}`
  return { title: later ? m.receipts_superseded_title({}, say) : m.receipts_genuine_title({}, say), body }
}

const receiptLink = (code: string, language: string): Html =>
  html`<a href="/r/${encodeURIComponent(code)}${language}">${code}</a>`

const facts = (receipt: ShownReceipt, { locale, language }: Say): Html => {
  const say = { locale }
  const rows = [
    [m.receipts_fact_code({}, say), receiptLink(receipt.code, language)],
    [m.consent_receipt_decision({}, say), decisionWords(receipt.decision, say)],
    [m.receipts_fact_customer({}, say), isolated(receipt.customerName)],
    [m.consent_receipt_partner({}, say), isolated(receipt.partnerName)],
    [
      m.consent_about_services({}, say),
      html`<ul>${receipt.items.map((name) => html`<li>${isolated(name)}</li>`)}</ul>`,
    ],
    [m.consent_receipt_when({}, say), moment(receipt.decidedAt, { locale, timeZone: receipt.timeZone })],
  ]
  return html`<dl>
${rows.map(
  ([term, detail]) => html`<div><dt>${term}</dt><dd>${detail}</dd></div>
`,
)}</dl>
`
}

const decisionWords = (decision: ShownReceipt['decision'], say: { locale: Locale }): string => {
  switch (decision) {
    case 'deny':
      return m.receipts_decision_no({}, say)
    case 'revoke':
      return m.consent_decision_revoked({}, say)
    case 'confirm':
      return m.consent_decision_yes({}, say)
    case 'undo_deny':
      return m.consent_decision_undone({}, say)
    case 'silence':
      return m.receipts_decision_silence({}, say)
  }
}

const forged = ({ reason }: Extract<VerifiedReceipt, { verdict: 'not_genuine' }>, locale: Locale): Verdict => {
  const say = { locale }
  return {
    title: m.receipts_forged_title({}, say),
    body: html`<p>${whyForged(reason, say)} ${m.receipts_forged_then({}, say)}</p>
`,
  }
}

type Reason = Extract<VerifiedReceipt, { verdict: 'not_genuine' }>['reason']

const whyForged = (reason: Reason, say: { locale: Locale }): string => {
  switch (reason) {
    case 'not_text':
    case 'not_json':
    case 'not_a_receipt':
    case 'not_a_checkpoint':
      return m.receipts_forged_form({}, say)
    case 'not_canonical':
      return m.receipts_forged_bytes({}, say)
    case 'key_unknown':
      return m.receipts_forged_key({}, say)
    case 'signature_wrong':
    case 'disclosed_wrong':
    case 'checkpoint_wrong':
      return m.receipts_forged_changed({}, say)
  }
}

/** A printed code that no receipt has. */
export const absentVerdict = (code: string, locale: Locale): Verdict => ({
  title: m.receipts_absent_title({}, { locale }),
  body: html`<p>${fill((slots) => m.receipts_absent_text(slots, { locale }), { code: html`<b>${isolated(code)}</b>` })}</p>
`,
})

export const letterVerdict = (
  number: string,
  { letters, phrase }: VerifiedLetter,
  host: string,
  locale: Locale,
): Verdict => {
  const say = { locale }
  const known = letters.length > 0
  const shown = html`<b>${isolated(number)}</b>`
  const body = html`${
    known
      ? letters.map((letter) => letterFacts(letter, shown, locale))
      : html`<p>${fill((slots) => m.receipts_unknown_text(slots, say), { number: shown })}</p>
`
  }${phraseWords(phrase, say)}${
    known &&
    html`<p>${fill((slots) => m.receipts_letter_host(slots, say), { host: html`<b>${isolated(host)}</b>` })}</p>
`
  }`
  if (!known) return { title: m.receipts_unknown_title({}, say), body }
  // A forger may know a number: the phrase is what counts.
  return { title: phrase === 'wrong' ? m.receipts_phrase_title({}, say) : m.receipts_letter_title({}, say), body }
}

const letterFacts = (letter: CheckedLetter, number: Html, locale: Locale): Html => {
  const say = { locale }
  const vendor = isolated(letter.vendorName)
  const day = html`<b>${dayOf(letter, locale)}</b>`
  return html`<p>${fill((slots) => m.receipts_letter_text(slots, say), { vendor, number, day })} ${letter.mailboxes.map(
    ({ domain, count }) =>
      html`${fill((slots) => m.receipts_letter_mailboxes({ ...slots, count }, say), { domain: isolated(domain) })} `,
  )}</p>
`
}

const dayOf = ({ writtenAt, timeZone }: CheckedLetter, locale: Locale): string =>
  new Intl.DateTimeFormat(formatTag(locale), { dateStyle: 'long', timeZone }).format(new Date(writtenAt))

const phraseWords = (phrase: VerifiedLetter['phrase'], say: { locale: Locale }): Html | false =>
  phrase !== null &&
  html`<p class="n">${phrase === 'right' ? m.receipts_phrase_right({}, say) : m.receipts_phrase_wrong({}, say)}</p>
`
