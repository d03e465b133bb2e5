import Pdf from 'pdfkit'

export type Paper = PDFKit.PDFDocument

/** Runs the writer over a fresh document and answers its bytes; pdfkit deflates synchronously, so nothing is awaited. */
export const paper = (title: string, author: string, at: Date, write: (page: Paper) => void): Buffer => {
  // pdfkit derives the file id from `info`, so a fixed creation date makes the whole file repeatable.
  const info = { Title: printable(title), Author: printable(author), CreationDate: at, ModDate: at }
  const page = new Pdf({ size: 'A4', margins: { top: 64, bottom: 64, left: 68, right: 68 }, info })
  write(page)
  page.end()
  return page.read() as Buffer
}

// Two fonts only: pdfkit parses the metrics of each font anew for every document, which is a third of its time.
export const heading = (page: Paper, text: string): void => {
  page.font('Helvetica').fontSize(18).fillColor('#1c2b2d').text(printable(text)).moveDown(0.6)
}

export const body = (page: Paper, text: string): void => {
  page.font('Helvetica').fontSize(10).fillColor('#111111').text(printable(text), { lineGap: 2.5 }).moveDown(0.5)
}

export const section = (page: Paper, title: string, text: string): void => {
  page.moveDown(0.5).font('Helvetica').fontSize(12).fillColor('#1d4f55').text(printable(title)).moveDown(0.2)
  body(page, text)
}

export const points = (page: Paper, texts: readonly string[]): void => {
  page
    .font('Helvetica')
    .fontSize(10)
    .fillColor('#111111')
    .list(texts.map(printable), { bulletRadius: 1.8, textIndent: 14, lineGap: 2.5 })
    .moveDown(0.5)
}

// pdf readers show these characters only if the font has them: the fourteen standard fonts know Windows Latin 1.
const windowsLatin = /[\u0020-\u007e\u00a0-\u00ff\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u20ac]/

/** Text as the standard fonts can show it: letters outside Western Europe lose their accents. */
export const printable = (text: string): string =>
  [...text].map((letter) => (windowsLatin.test(letter) ? letter : plain(letter))).join('')

const plain = (letter: string): string => {
  const base =
    ({ ł: 'l', Ł: 'L', đ: 'd', ı: 'i' } as Record<string, string>)[letter] ?? letter.normalize('NFD').slice(0, 1)
  return windowsLatin.test(base) ? base : '?'
}
