import Pdf from 'pdfkit'
import { encode } from 'uqr'
import { printable } from '../claims/form.rules.ts'

type Page = PDFKit.PDFDocument

const left = 56
const wide = 595 - 2 * left
const termWidth = 130
const ink = '#141c20'
const faint = '#586266'
/** 42 mm, in points: a telephone reads it from an arm's length. */
const codeWidth = 120

/** A receipt in words, in one language; the texts come from whoever knows the language. */
export interface PrintedReceipt {
  locale: string
  title: string
  owner: string
  decidedAt: string
  /** What was decided, as a sentence. */
  lead: string
  facts: readonly { term: string; details: readonly string[] }[]
  /** Said above the address at which the receipt is checked. */
  checkWords: string
  checkUrl: string
  /** That the paper is a copy, and what is signed. */
  copyWords: string
  /** Said where a sign could not be printed. */
  spellingWords: string
}

/**
 * A receipt on one A4 page, with the address where it is checked in print and as a QR code. The fonts of every reader
 * write Latin letters only: other names lose their accents, or signs, and the page says that the signed file has them.
 * The same receipt gives the same bytes.
 */
export const drawReceipt = (receipt: PrintedReceipt): Buffer => {
  const { title, owner, locale } = receipt
  const page = new Pdf({
    size: 'A4',
    margins: { top: 56, bottom: 56, left, right: left },
    lang: locale,
    tagged: true,
    displayTitle: true,
    info: { Title: printable(title), Author: printable(owner), CreationDate: new Date(receipt.decidedAt) },
  })
  write(page, owner, 11, faint)
  page.font('Helvetica-Bold')
  write(page, title, 18, ink)
  page.font('Helvetica')
  write(page, receipt.lead, 12, ink)
  page.moveDown(0.8)
  for (const fact of receipt.facts) drawFact(page, fact)
  drawCheck(page, receipt)
  page.end()
  return page.read() as Buffer
}

const write = (page: Page, words: string, size: number, colour: string): void => {
  page.fontSize(size).fillColor(colour).text(printable(words), left, page.y, { width: wide }).moveDown(0.4)
}

const drawFact = (page: Page, { term, details }: PrintedReceipt['facts'][number]): void => {
  const top = page.y
  const words = details.map(printable).join('\n')
  page
    .fontSize(10)
    .fillColor(faint)
    .text(printable(term), left, top, { width: termWidth - 12 })
  const below = page.y
  page.fillColor(ink).text(words, left + termWidth, top, { width: wide - termWidth })
  // Above where it began, it went on to the next page.
  if (page.y >= top) page.y = Math.max(below, page.y)
  page.moveDown(0.5)
}

const drawCheck = (page: Page, receipt: PrintedReceipt): void => {
  if (page.y > page.page.height - 56 - codeWidth - 40) page.addPage()
  const top = page.y + 16
  drawCode(page, receipt.checkUrl, left, top)
  const beside = { width: wide - codeWidth - 24 }
  page
    .fontSize(10)
    .fillColor(faint)
    .text(printable(receipt.checkWords), left + codeWidth + 24, top, beside)
  page
    .fillColor(ink)
    .text(receipt.checkUrl, { ...beside, link: receipt.checkUrl })
    .moveDown(0.6)
  page.fillColor(faint).text(printable(receipt.copyWords), beside)
  if (allOf(receipt) !== printable(allOf(receipt))) page.moveDown(0.6).text(printable(receipt.spellingWords), beside)
}

const allOf = ({ title, owner, lead, facts }: PrintedReceipt): string =>
  [title, owner, lead, ...facts.flatMap(({ term, details }) => [term, ...details])].join(' ')

/** The modules as squares of one path, with the four white ones around them that readers need. */
const drawCode = (page: Page, text: string, x: number, y: number): void => {
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  const side = codeWidth / size
  for (const [row, modules] of data.entries())
    for (const [column, dark] of modules.entries()) if (dark) page.rect(x + column * side, y + row * side, side, side)
  page.fill('#000000')
}
