import * as m from '@ofrecord/messages/messages'
import Pdf from 'pdfkit'
import { isPrintable, printable } from '../claims/form.rules.ts'
import type { Locale } from '../kernel/words.ts'
import { addressLines } from '../organisations/address.format.rules.ts'
import type { InvoiceContent } from './invoice.rules.ts'
import type { OfferCode } from './order.rules.ts'
import { minorDigits } from './price.rules.ts'

type Page = PDFKit.PDFDocument

const left = 56
const wide = 595 - 2 * left
const termWidth = 130
const ink = '#141c20'
const faint = '#586266'

/** An issued invoice or credit note; amounts are in the minor unit of `currency`. */
export interface InvoicePaper {
  kind: 'invoice' | 'credit_note'
  number: string
  issuedAt: string
  currency: string
  netMinor: number
  taxMinor: number
  totalMinor: number
  content: InvoiceContent
}

/**
 * The paper of an invoice on one A4 page. The fonts of every reader write Latin letters only: other names lose their
 * accents, or signs, and the paper says so. The same invoice gives the same bytes, whenever it is drawn.
 */
export const drawInvoice = (paper: InvoicePaper, locale: Locale): Buffer => {
  const title = (paper.kind === 'invoice' ? m.invoices_title : m.invoices_title_credit)(
    { number: paper.number },
    { locale },
  )
  const { vendor } = paper.content
  const page = new Pdf({
    size: 'A4',
    margins: { top: 56, bottom: 56, left, right: left },
    lang: locale,
    tagged: true,
    displayTitle: true,
    info: { Title: printable(title), Author: printable(vendor), CreationDate: new Date(paper.issuedAt) },
  })
  page.fontSize(11).fillColor(faint).text(printable(vendor), left, page.y, { width: wide }).moveDown(0.4)
  page.font('Helvetica-Bold').fontSize(18).fillColor(ink).text(printable(title), { width: wide }).moveDown(0.8)
  page.font('Helvetica')
  const facts = factsOf(paper, locale)
  for (const { term, details } of facts) drawRow(page, term, details, 'left')
  page.moveDown(0.8)
  for (const { term, details } of amountsOf(paper, locale)) drawRow(page, term, details, 'right')
  page.moveDown(0.8)
  const notes = notesOf(paper, locale)
  if (facts.some(({ details }) => !details.every(isPrintable))) notes.push(m.invoices_spelling({}, { locale }))
  for (const note of notes)
    page.fontSize(10).fillColor(faint).text(printable(note), left, page.y, { width: wide }).moveDown(0.5)
  page.end()
  return page.read() as Buffer
}

interface Row {
  term: string
  details: readonly string[]
}

const drawRow = (page: Page, term: string, details: readonly string[], align: 'left' | 'right'): void => {
  const top = page.y
  page
    .fontSize(10)
    .fillColor(faint)
    .text(printable(term), left, top, { width: termWidth - 12 })
  const below = page.y
  page.fillColor(ink).text(details.map(printable).join('\n'), left + termWidth, top, { width: wide - termWidth, align })
  page.y = Math.max(below, page.y)
  page.moveDown(0.5)
}

const factsOf = (paper: InvoicePaper, locale: Locale): Row[] => {
  const { content } = paper
  const words = { locale }
  const { location } = content
  const row = (term: string, ...details: string[]): Row => ({ term, details: details.filter((each) => each !== '') })
  const day = (at: string | null): string => (at === null ? '' : dayText(at, locale))
  const paid = content.method === 'card' ? m.invoices_method_card : m.invoices_method_transfer
  return [
    row(m.invoices_issued({}, words), day(paper.issuedAt.slice(0, 10))),
    ...(content.credits === null ? [] : [row(m.invoices_credits({}, words), content.credits)]),
    row(m.invoices_order({}, words), content.orderNumber),
    row(m.invoices_seller({}, words), content.vendor),
    row(
      m.invoices_buyer({}, words),
      location.legalName || content.organisation,
      ...addressLines(location),
      new Intl.DisplayNames(locale, { type: 'region' }).of(location.country) ?? location.country,
      m.invoices_partner_number({ number: location.number }, words),
      location.taxId === '' ? '' : m.invoices_tax_id({ number: location.taxId }, words),
    ),
    row(m.invoices_item({}, words), itemText(content, locale)),
    row(m.invoices_covers({}, words), day(content.coversUntil)),
    ...(content.paidOn === null ? [] : [row(m.invoices_paid({}, words), paid({ day: day(content.paidOn) }, words))]),
  ]
}

const offers: Record<OfferCode, (inputs: Record<string, never>, options: { locale: Locale }) => string> = {
  starter: m.invoices_offer_starter,
  silver: m.invoices_offer_silver,
  gold: m.invoices_offer_gold,
  gold_upgrade: m.invoices_offer_gold_upgrade,
}

const itemText = ({ offer, competency }: InvoiceContent, locale: Locale): string => {
  const item = offers[offer as OfferCode]({}, { locale })
  return competency === null ? item : m.invoices_for({ offer: item, competency }, { locale })
}

const amountsOf = (
  { kind, currency, netMinor, taxMinor, totalMinor, content }: InvoicePaper,
  locale: Locale,
): Row[] => {
  const words = { locale }
  const money = (minor: number): string => moneyText(minor, currency, locale)
  const { discountMinor, discountPercent: percent, listMinor, taxName } = content
  const tax = taxName
    ? m.invoices_tax({ name: taxName, percent: content.taxBasisPoints / 100 }, words)
    : m.invoices_tax_none({}, words)
  const discounted = kind === 'invoice' && discountMinor > 0
  return [
    ...(discounted
      ? [
          { term: m.invoices_list_price({}, words), details: [money(listMinor)] },
          { term: m.invoices_discount({ percent }, words), details: [money(-discountMinor)] },
        ]
      : []),
    { term: m.invoices_net({}, words), details: [money(netMinor)] },
    { term: tax, details: [money(taxMinor)] },
    {
      term: (kind === 'invoice' ? m.invoices_total : m.invoices_total_credit)({}, words),
      details: [money(totalMinor)],
    },
  ]
}

const notesOf = ({ content }: InvoicePaper, locale: Locale): string[] => {
  const { reason, converted, exempt } = content
  const words = { locale }
  const reasons = {
    refund: m.invoices_reason_refund,
    tax_exempt: m.invoices_reason_tax_exempt,
    overpaid: m.invoices_reason_overpaid,
  }
  return [
    ...(reason === 'order' ? [] : [reasons[reason]({}, words)]),
    ...(converted
      ? [
          m.invoices_converted(
            {
              dollars: moneyText(converted.amountMinor, 'USD', locale),
              rate: converted.perDollar,
              day: dayText(converted.day, locale),
            },
            words,
          ),
        ]
      : []),
    ...(exempt ? [m.invoices_exempt({}, words)] : []),
  ]
}

const dayText = (day: string, locale: Locale): string =>
  new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T12:00:00Z`),
  )

const moneyText = (minor: number, currency: string, locale: Locale): string =>
  new Intl.NumberFormat(locale === 'en' ? 'en-GB' : locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'code',
  })
    .format(minor / 10 ** minorDigits(currency))
    .replaceAll(/[\u00a0\u202f]/g, ' ')
