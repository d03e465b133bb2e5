import * as m from '@ofrecord/messages/messages'
import Pdf from 'pdfkit'
import type { Locale } from '../kernel/words.ts'
import { textOf } from '../kernel/words.ts'
import { printable } from './form.rules.ts'
import type { ClaimHistory, HistoryEntry } from './history.ts'
import { tellingOf } from './history.ts'
import { didOf, instantOf } from './history.words.ts'

type Page = PDFKit.PDFDocument

const left = 56
const wide = 595 - 2 * left
const ink = '#1f2933'
const faint = '#52606d'
/** Where number, time and hash of a line begin; what happened gets the rest. */
const columns = { seq: left, at: left + 24, what: left + 112, hash: left + wide - 92 }

/** A claim's history on paper: what it is about, one line an event, the hash of the last one, pages numbered. */
export const drawHistory = (history: ClaimHistory, locale: Locale): Buffer => {
  const at = { locale }
  const title = m.claims_history_title({ number: history.claim.number }, at)
  const page = new Pdf({
    size: 'A4',
    margins: { top: 56, bottom: 64, left, right: left },
    lang: locale,
    displayTitle: true,
    bufferPages: true,
    info: { Title: printable(title), Author: printable(history.vendor), CreationDate: new Date(history.writtenAt) },
  })
  page.font('Helvetica-Bold').fontSize(17).fillColor(ink).text(printable(title), { width: wide }).moveDown(0.3)
  drawFacts(page, history, locale)
  for (const entry of history.events) drawEntry(page, entry, history, locale)
  drawHead(page, history, locale)
  numberPages(page, title, locale)
  page.end()
  return page.read() as Buffer
}

const drawFacts = (page: Page, { claim, writtenAt, vendor }: ClaimHistory, locale: Locale): void => {
  const at = { locale }
  const facts = [
    [m.claims_history_claim({}, at), `${claim.name} (${claim.number})`],
    [m.claims_history_partner({}, at), `${claim.partner}, ${claim.location}`],
    [m.claims_history_customer({}, at), `${claim.customer}, ${claim.domain}`],
    [m.claims_history_work({}, at), `${claim.area}, ${textOf(`claims_activity_${claim.activity}`, locale)}`],
    [m.claims_history_status({}, at), textOf(`claims_history_status_${claim.status}`, locale)],
    [m.claims_history_written({}, at), `${instantOf(writtenAt)} UTC, ${vendor}`],
  ] as const
  for (const [term, detail] of facts) {
    const top = page.y
    page.font('Helvetica').fontSize(9.5).fillColor(faint).text(printable(term), left, top, { width: 100 })
    page.fillColor(ink).text(printable(detail), columns.what, top, { width: wide - 112 })
  }
  page
    .moveDown(0.8)
    .fontSize(9)
    .fillColor(faint)
    .text(printable(m.common_times_in({ zone: 'UTC' }, at)), left)
  page.moveDown(0.5)
}

const drawEntry = (page: Page, entry: HistoryEntry, history: ClaimHistory, locale: Locale): void => {
  const told = tellingOf(entry)
  const line = `${whoOf(entry, history, locale)} ${didOf(entry, locale)}`.trim()
  const width = columns.hash - columns.what - 8
  page.font('Helvetica').fontSize(9)
  const words = printable(line)
  if (page.y + page.heightOfString(words, { width }) > page.page.height - 72) page.addPage()
  const top = page.y
  page.fillColor(faint).text(String(entry.seq), columns.seq, top)
  page.text(instantOf(told?.at), columns.at, top)
  page.font('Courier').fontSize(8).text(entry.hash.slice(0, 16), columns.hash, top)
  page.font('Helvetica').fontSize(9).fillColor(ink).text(words, columns.what, top, { width })
  page.moveDown(0.35)
}

const whoOf = (entry: HistoryEntry, { claim, vendor }: ClaimHistory, locale: Locale): string => {
  if (entry.actorName) return entry.actorName
  const side = tellingOf(entry)?.actorSide
  if (side === undefined) return ''
  if (side === 'customer') return m.claims_page_by_customer({}, { locale })
  if (side === 'partner') return claim.partner
  return side === 'vendor' ? vendor : m.claims_page_by_system({}, { locale })
}

const drawHead = (page: Page, { head }: ClaimHistory, locale: Locale): void => {
  if (page.y > page.page.height - 120) page.addPage()
  page.moveDown(0.8).font('Helvetica').fontSize(9).fillColor(faint)
  page.text(printable(m.claims_history_head({ seq: head.seq }, { locale })), left, page.y, { width: wide })
  page
    .font('Courier')
    .fontSize(9)
    .fillColor(ink)
    .text(head.hash, left, page.y + 2, { width: wide })
}

/** The number of the last page is known only when all are drawn. */
const numberPages = (page: Page, title: string, locale: Locale): void => {
  const { count } = page.bufferedPageRange()
  for (let at = 0; at < count; at++) {
    page.switchToPage(at)
    // Below the margin nothing may be written without opening the next page.
    page.page.margins.bottom = 0
    const words = `${title}, ${m.claims_history_page({ page: at + 1, pages: count }, { locale })}`
    page.font('Helvetica').fontSize(8).fillColor(faint)
    page.text(printable(words), left, page.page.height - 40, { width: wide, align: 'center', lineBreak: false })
  }
}
