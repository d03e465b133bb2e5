import type { PrintedReceipt } from '@ofrecord/core/consent/receipt.pdf'
import { canonicalJson, type Json } from '@ofrecord/core/kernel/canonical'
import * as m from '@ofrecord/messages/customer/messages'
import type { Locale } from '@ofrecord/messages/customer/runtime'
import type { Context, Handler } from 'hono'
import { reasonWords } from '../claims/deny.page.ts'
import type { ReceiptView } from '../door.ts'
import type { Site } from '../site.ts'
import { letterLocale, moment, type Html } from '../words.ts'
import { decisionWords, receiptTitle } from './receipt.words.ts'

/** The canonical document as a file, byte for byte as it was issued. */
export const downloadReceipt =
  (site: Site): Handler =>
  async (c) => {
    const { code, json } = await receiptOf(site, c)
    return c.body(json, 200, asFile('application/json; charset=utf-8', `${code}.json`))
  }

/** That the receipt stands in the record, for the program that checks without us. Absent until a checkpoint covers it. */
export const downloadProof =
  (site: Site): Handler =>
  async (c) => {
    const proof = await site.consent.inclusion({
      receipt: (c.req.param('receipt') ?? '').replace(/\.proof\.json$/, ''),
    })
    const name = `${proof.receipt}.proof.json`
    return c.body(canonicalJson(proof as unknown as Json), 200, asFile('application/json; charset=utf-8', name))
  }

/** The receipt on paper. Languages that the fonts of a reader cannot write get it in English; their page offers to print. */
export const printReceipt =
  (site: Site): Handler =>
  async (c) => {
    const receipt = await receiptOf(site, c)
    const locale = letterLocale(c, receipt.locale)
    // The drawing library is large, and most visits never need it.
    const { drawReceipt } = await import('@ofrecord/core/consent/receipt.pdf')
    const paper = drawReceipt(printed(receipt, isPrintedIn(locale) ? locale : 'en', checkAddress(site, receipt.code)))
    return c.body(new Uint8Array(paper), 200, asFile('application/pdf', `${receipt.code}.pdf`))
  }

/** Whether the receipt can be had as a PDF in this language. */
export const isPrintedIn = (locale: Locale): boolean => locale !== 'ja' && locale !== 'ar'

/** Where whoever holds the paper checks it. */
const checkAddress = ({ settings }: Site, code: string): string =>
  new URL(`/verify?receipt=${encodeURIComponent(code)}`, settings.publicUrl).href

const receiptOf = (site: Site, c: Context): Promise<ReceiptView> =>
  site.consent.receipt({ receipt: (c.req.param('receipt') ?? '').replace(/\.(?:json|pdf)$/, '') })

const asFile = (type: string, name: string): Record<string, string> => ({
  'Content-Type': type,
  'Content-Disposition': `attachment; filename="receipt-${name.replaceAll(/[^\w.-]/g, '')}"`,
})

const printed = (receipt: ReceiptView, locale: Locale, checkUrl: string): PrintedReceipt => {
  const say = { locale }
  return {
    locale,
    checkUrl,
    title: m.receipts_pdf_title({ code: receipt.code }, say),
    owner: receipt.vendorName,
    decidedAt: receipt.at,
    lead: receiptTitle(receipt, { partner: receipt.partnerName }, say),
    facts: printedFacts(receipt, locale),
    checkWords: m.receipts_pdf_check({}, say),
    copyWords: m.receipts_pdf_copy({}, say),
    spellingWords: m.receipts_pdf_spelling({}, say),
  }
}

/** What the signed file says too. A comment is not signed, so it is not on the paper. */
const printedFacts = (receipt: ReceiptView, locale: Locale): PrintedReceipt['facts'] => {
  const say = { locale }
  const { timeZone, reasons, decidedBy } = receipt
  const customer = customerOf(receipt)
  return [
    { term: m.consent_receipt_decision({}, say), details: [decisionWords(receipt, say)] },
    { term: m.receipts_fact_customer({}, say), details: customer ? [`${customer.name}, ${customer.domain}`] : [] },
    { term: m.consent_receipt_partner({}, say), details: [receipt.partnerName] },
    {
      term: m.consent_about_services({}, say),
      details: receipt.items.map(({ name, code }) => (code ? `${name} (${code})` : name)),
    },
    { term: m.consent_receipt_when({}, say), details: [plain(moment(receipt.at, { locale, timeZone }))] },
    { term: m.consent_receipt_reason({}, say), details: reasons.map((reason) => reasonWords(reason, say)) },
    { term: m.consent_receipt_by({}, say), details: decidedBy ? [decider(decidedBy, say)] : [] },
  ].filter(({ details }) => details.length > 0)
}

const customerOf = ({ json }: ReceiptView) =>
  (JSON.parse(json) as { customer?: { name: string; domain: string } }).customer

const decider = ({ address, kind }: NonNullable<ReceiptView['decidedBy']>, say: { locale: Locale }): string => {
  if (address === null) return m.consent_receipt_erased({}, say)
  return (kind === 'customer' ? m.consent_receipt_by_contact : m.consent_receipt_by_administrator)({ address }, say)
}

/** A piece of a page as text. */
const plain = (piece: Html): string =>
  String(piece)
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
