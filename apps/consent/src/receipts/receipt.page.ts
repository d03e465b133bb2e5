import * as m from '@ofrecord/messages/customer/messages'
import type { Locale } from '@ofrecord/messages/customer/runtime'
import type { Context, Handler } from 'hono'
import { html } from 'hono/html'
import { languageQuery } from '../claims/visit.ts'
import { reasonWords } from '../claims/deny.page.ts'
import type { ReceiptView } from '../door.ts'
import { page } from '../layout.ts'
import type { Site } from '../site.ts'
import { offlineWords } from '../verify/verify.page.ts'
import { fill, isolated, letterLocale, moment, type Html } from '../words.ts'
import { isPrintedIn } from './receipt.files.ts'
import { decisionWords, receiptTitle } from './receipt.words.ts'

export const showReceipt =
  (site: Site): Handler =>
  async (c) => {
    const receipt = await site.consent.receipt({ receipt: c.req.param('receipt') ?? '' })
    const locale = letterLocale(c, receipt.locale)
    return c.html(receiptPage(receipt, locale, { undo: undoAddress(c), language: languageQuery(c), host: site.host }))
  }

/**
 * A receipt is shown to whoever holds its code, so it cannot carry the link. Straight after an answer the browser says
 * which form of ours it came from, and only then the undo is one press away; later the letter leads to it.
 */
const undoAddress = (c: Context): string | undefined => {
  const from = URL.parse(c.req.header('referer') ?? '')
  if (!from || from.host !== new URL(c.req.url).host) return undefined
  const link = /^\/n\/([\w-]{1,100})\/deny$/.exec(from.pathname)?.[1]
  return link && `/n/${link}/undo${languageQuery(c)}`
}

interface Ways {
  undo: string | undefined
  language: string
  host: string
}

const receiptPage = (receipt: ReceiptView, locale: Locale, ways: Ways): Html => {
  const title = (slots: { partner: string }) => receiptTitle(receipt, slots, { locale })
  const body = html`<h1>${fill(title, { partner: isolated(receipt.partnerName) })}</h1>
${replaced(receipt, locale, ways)}${codeBox(receipt, locale, ways)}${facts(receipt, locale)}${consequences(receipt, locale)}${mistake(receipt, locale, ways)}${check(receipt, locale, ways)}`
  return page({ title: title({ partner: receipt.partnerName }), owner: receipt.vendorName, locale, body })
}

const replaced = ({ replacedBy }: ReceiptView, locale: Locale, { language }: Ways): Html | false =>
  replacedBy !== null &&
  html`<p class="n">${m.consent_receipt_replaced({}, { locale })} <a href="/r/${encodeURIComponent(replacedBy)}${language}">${m.consent_decided_receipt({ code: replacedBy }, { locale })}</a></p>
`

const codeBox = ({ code, decidedBy, administratorsTold }: ReceiptView, locale: Locale, { language }: Ways): Html => {
  const say = { locale }
  const copy = administratorsTold ? m.consent_receipt_copy_both : m.consent_receipt_copy
  const file = `/r/${encodeURIComponent(code)}`
  return html`<div class="k"><p>${m.consent_receipt_code({}, say)}</p><b>${code}</b></div>
${decidedBy?.address && html`<p>${fill((slots) => copy(slots, say), { address: isolated(decidedBy.address) })}</p>`}
<div class="a">${isPrintedIn(locale) && html`<a class="b" href="${file}.pdf${language}">${m.receipts_download_pdf({}, say)}</a>`}<a class="b" href="${file}.json">${m.receipts_download_json({}, say)}</a></div>
<p class="m">${m.consent_receipt_download_hint({}, say)} ${!isPrintedIn(locale) && m.receipts_print_instead({}, say)}</p>
`
}

const facts = (receipt: ReceiptView, locale: Locale): Html => {
  const say = { locale }
  const denied = receipt.kind === 'deny' || receipt.kind === 'revoke'
  return html`<h2>${m.consent_receipt_facts({}, say)}</h2>
<dl>
${fact(m.consent_receipt_decision({}, say), decisionWords(receipt, say))}
${fact(m.consent_receipt_partner({}, say), isolated(receipt.partnerName))}
${fact(m.consent_about_services({}, say), html`<ul>${receipt.items.map(({ name, code }) => html`<li>${isolated(name)}${code && ` (${code})`}</li>`)}</ul>`)}
${fact(m.consent_receipt_when({}, say), moment(receipt.at, { locale, timeZone: receipt.timeZone }))}
${denied && receipt.reasons.length > 0 && fact(m.consent_receipt_reason({}, say), html`<ul>${receipt.reasons.map((reason) => html`<li>${reasonWords(reason, say)}</li>`)}</ul>`)}
${receipt.kind === 'deny' && fact(m.consent_receipt_comment({}, say), comment(receipt, locale))}
${receipt.decidedBy && fact(m.consent_receipt_by({}, say), decider(receipt.decidedBy, say))}
</dl>
`
}

const fact = (name: string, value: Html | string): Html => html`<div><dt>${name}</dt><dd>${value}</dd></div>`

const comment = ({ comment, commentShared, partnerName }: ReceiptView, locale: Locale): Html | string => {
  const say = { locale }
  if (!comment) return m.consent_receipt_no_comment({}, say)
  const reader = commentShared ? m.consent_receipt_comment_shared : m.consent_receipt_comment_kept
  return html`<span class="t" dir="auto">${comment}</span><p class="m">${fill((slots) => reader(slots, say), { partner: isolated(partnerName) })}</p>`
}

const decider = ({ address, kind }: NonNullable<ReceiptView['decidedBy']>, say: { locale: Locale }): Html | string => {
  if (address === null) return m.consent_receipt_erased({}, say)
  const capacity = kind === 'customer' ? m.consent_receipt_by_contact : m.consent_receipt_by_administrator
  return fill((slots) => capacity(slots, say), { address: isolated(address) })
}

const consequences = (receipt: ReceiptView, locale: Locale): Html => {
  const say = { locale }
  const partner = { partner: isolated(receipt.partnerName) }
  const lines: (Html | string)[] = []
  if (receipt.kind === 'deny') lines.push(fill((slots) => m.consent_then_told_no(slots, say), partner))
  if (receipt.kind === 'revoke') lines.push(m.portal_review_told({}, say))
  if (receipt.kind === 'deny' && receipt.reasons.includes('unknown'))
    lines.push(fill((slots) => m.consent_then_checked(slots, say), { vendor: isolated(receipt.vendorName) }))
  if (receipt.kind === 'confirm') lines.push(fill((slots) => m.consent_then_told_yes(slots, say), partner))
  if (receipt.kind === 'undo_deny') lines.push(m.consent_then_as_before({}, say))
  if (receipt.kind !== 'deny' && receipt.kind !== 'revoke') lines.push(m.consent_then_always({}, say))
  lines.push(m.consent_then_services({}, say))
  return html`<h2>${m.consent_then_title({}, say)}</h2>
<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>
`
}

const mistake = ({ undoUntil, timeZone }: ReceiptView, locale: Locale, { undo }: Ways): Html | false => {
  const say = { locale }
  return (
    undoUntil !== null &&
    html`<h2>${m.consent_mistake_title({}, say)}</h2>
<p>${fill((slots) => m.consent_undo_until(slots, say), { when: html`<b>${moment(undoUntil, { locale, timeZone })}</b>` })} ${m.consent_then_as_before({}, say)}</p>
${
  undo
    ? html`<div class="a"><a class="b q" href="${undo}">${m.consent_undo_button({}, say)}</a></div>`
    : html`<p>${m.consent_mistake_letter({}, say)}</p>`
}`
  )
}

/** That it is signed, and how anybody checks it: here, or without us (REC-R2). */
const check = (receipt: ReceiptView, locale: Locale, { language, host }: Ways): Html => {
  const say = { locale }
  const address = html`<a href="/verify${language}">${isolated(`${host}/verify`)}</a>`
  return html`<h2>${m.receipts_check_title({}, say)}</h2>
<p>${fill((slots) => m.receipts_check_text(slots, say), { address })} ${offlineWords(locale)}</p>
<p>${proofWords(receipt, say)}</p>
`
}

/** Its place in the record: a checkpoint covers it within minutes, so right after an answer there is no proof yet. */
const proofWords = ({ code, inRecord }: ReceiptView, say: { locale: Locale }): Html | string =>
  inRecord
    ? fill((slots) => m.receipts_proof_text(slots, say), {
        proof: html`<a href="/r/${encodeURIComponent(code)}.proof.json">${m.receipts_proof({}, say)}</a>`,
      })
    : m.receipts_proof_soon({}, say)
