import * as m from '@ofrecord/messages/messages'
import Pdf from 'pdfkit'
import type { ClaimActivity } from '../catalogue/catalogue.rules.ts'
import type { Locale } from '../kernel/words.ts'
import type { FormFacts } from './form.queries.ts'
import { isPrintable, printable } from './form.rules.ts'

type Page = PDFKit.PDFDocument

const left = 64
const wide = 595 - 2 * left
/** Where a name is left to be written by hand. */
const termWidth = 150

/**
 * The vendor's form as a PDF, filled in from the claim: parties, tenant, items, activity, and lines for both signatures
 * (B.1.8). What the fonts of every reader cannot print stays a line, to be written by hand.
 */
export const drawForm = (facts: FormFacts, locale: Locale): Buffer => {
  const title = m.evidence_form_title({ number: facts.number }, { locale })
  const page = new Pdf({
    size: 'A4',
    margins: { top: 56, bottom: 56, left, right: left },
    lang: locale,
    tagged: true,
    displayTitle: true,
    info: { Title: printable(title), Author: printable(facts.vendorName), CreationDate: facts.filledAt },
  })
  text(page, title, 17)
  text(page, m.evidence_form_lead({ vendor: facts.vendorName }, { locale }), 9.5, '#52606d')
  drawParties(page, facts, locale)
  drawWork(page, facts, locale)
  drawDates(page, locale)
  drawAcknowledgement(page, facts, locale)
  page.end()
  return page.read() as Buffer
}

const drawParties = (page: Page, facts: FormFacts, locale: Locale): void => {
  const at = { locale }
  const contact = facts.contacts.find(({ kind }) => kind === 'customer')
  section(page, m.evidence_form_parties({}, at))
  row(page, m.evidence_form_partner({}, at), `${facts.organizationName} (${facts.organizationNumber})`)
  row(page, m.evidence_form_location({}, at), `${facts.locationName}, ${facts.locationCity} (${facts.locationNumber})`)
  row(page, m.evidence_form_customer({}, at), facts.customerName)
  row(page, m.evidence_form_tenant({}, at), facts.tenantId)
  row(page, m.evidence_form_domain({}, at), facts.domain)
  row(
    page,
    m.evidence_form_contact({}, at),
    contact ? [contact.name, contact.title, contact.email].filter((part) => part !== '').join(', ') : '',
  )
}

const activityWords: Readonly<Record<ClaimActivity, (inputs: object, options: { locale: Locale }) => string>> = {
  presales: m.evidence_form_does_presales,
  usage: m.evidence_form_does_usage,
  usage_recognition: m.evidence_form_does_usage_recognition,
  revenue: m.evidence_form_does_revenue,
}

const drawWork = (page: Page, { items, activity, areaName }: FormFacts, locale: Locale): void => {
  const at = { locale }
  section(page, m.evidence_form_items({ area: areaName }, at))
  for (const { code, name, subscriptionId } of items)
    row(page, code, subscriptionId ? `${name}, ${m.evidence_form_subscription({ id: subscriptionId }, at)}` : name)
  section(page, m.evidence_form_work({}, at))
  text(page, activityWords[activity]({}, at), 10)
  text(page, m.evidence_form_describe({}, at), 9, '#52606d')
  for (let line = 0; line < 4; line++) rule(page, 22)
  page.moveDown(0.5)
}

const drawDates = (page: Page, locale: Locale): void => {
  const at = { locale }
  section(page, m.evidence_form_dates({}, at))
  row(page, m.evidence_form_start({}, at), '')
  row(page, m.evidence_form_milestones({}, at), '')
  row(page, m.evidence_form_end({}, at), '')
}

const drawAcknowledgement = (page: Page, facts: FormFacts, locale: Locale): void => {
  const at = { locale }
  // Sentence and signatures stay on one page: a signature on a page of its own signs nothing.
  if (page.y > page.page.height - (facts.publicSector ? 340 : 312)) page.addPage()
  section(page, m.evidence_form_signatures({}, at))
  const names = {
    partner: named(facts.organizationName, locale),
    customer: named(facts.customerName, locale),
    vendor: facts.vendorName,
  }
  text(page, m.evidence_form_acknowledge(names, at), 10)
  if (facts.publicSector) text(page, m.evidence_form_disclosure(names, at), 10)
  const top = page.y + 8
  signature(page, left, top, m.evidence_form_for_customer({}, at), facts.customerName, locale)
  signature(page, left + wide / 2 + 12, top, m.evidence_form_for_partner({}, at), facts.organizationName, locale)
}

/** In a sentence a name that cannot be printed is meant by what it is: the line above takes it. */
const named = (name: string, locale: Locale): string =>
  isPrintable(name) ? name : m.evidence_form_as_above({}, { locale })

const signature = (page: Page, x: number, top: number, side: string, party: string, locale: Locale): void => {
  const width = wide / 2 - 12
  const at = { locale }
  page.font('Helvetica-Bold').fontSize(10).fillColor('#1f2933').text(printable(side), x, top, { width })
  page
    .font('Helvetica')
    .fontSize(9)
    .text(isPrintable(party) ? printable(party) : ' ', x, page.y + 2, { width, height: 24, ellipsis: true })
  let y = top + 34
  for (const label of [
    m.evidence_form_name({}, at),
    m.evidence_form_position({}, at),
    m.evidence_form_place_and_date({}, at),
    m.evidence_form_signature({}, at),
  ]) {
    page
      .moveTo(x, y + 18)
      .lineTo(x + width, y + 18)
      .lineWidth(0.6)
      .strokeColor('#7b8794')
      .stroke()
    page
      .fontSize(8)
      .fillColor('#52606d')
      .text(printable(label), x, y + 21, { width, lineBreak: false })
    y += 36
  }
  page.x = left
}

const text = (page: Page, words: string, size: number, colour = '#1f2933'): void => {
  page.font('Helvetica').fontSize(size).fillColor(colour)
  page.text(printable(words), left, page.y, { width: wide, lineGap: 2 }).moveDown(0.4)
}

const section = (page: Page, words: string): void => {
  if (page.y > page.page.height - 120) page.addPage()
  page.moveDown(0.5).font('Helvetica-Bold').fontSize(11).fillColor('#1f2933')
  page.text(printable(words), left, page.y, { width: wide }).moveDown(0.3)
}

/** A term and what the claim says; where that cannot be printed, or there is nothing yet, a line to write on. */
const row = (page: Page, term: string, value: string): void => {
  if (page.y > page.page.height - 84) page.addPage()
  const top = page.y
  page.font('Helvetica').fontSize(9.5).fillColor('#52606d')
  page.text(printable(term), left, top, { width: termWidth - 12 })
  const below = page.y
  if (value !== '' && isPrintable(value)) {
    page.fillColor('#1f2933').text(printable(value), left + termWidth, top, { width: wide - termWidth })
    page.y = Math.max(page.y, below)
  } else {
    const line = top + 16
    page
      .moveTo(left + termWidth, line)
      .lineTo(left + wide, line)
      .lineWidth(0.6)
      .strokeColor('#7b8794')
      .stroke()
    page.y = Math.max(line + 2, below)
  }
  page.x = left
  page.moveDown(0.35)
}

const rule = (page: Page, height: number): void => {
  if (page.y > page.page.height - 84) page.addPage()
  const y = page.y + height
  page
    .moveTo(left, y)
    .lineTo(left + wide, y)
    .lineWidth(0.6)
    .strokeColor('#7b8794')
    .stroke()
  page.y = y
}
