import { body, heading, paper, points, printable, section } from './paper.ts'
import type { Paper } from './paper.ts'
import { days } from './time.ts'

/** What a document can lack of the points that a reviewer checks (B.1.8). Outdated ones are merely signed long ago. */
export type Lack = 'signature' | 'item' | 'activity' | 'party' | 'dates' | 'disclosure'

export interface Party {
  name: string
  city: string
  signatory: string
}

export interface WorkDocument {
  kind: 'statement_of_work' | 'purchase_order' | 'master_agreement'
  number: string
  partner: Party
  customer: Party
  /** Names of the workloads or products, as the claim names them. */
  items: readonly string[]
  /** What the partner's people do, in whole sentences. */
  activities: readonly string[]
  /** Both parties signed on this day. */
  signedAt: Date
  /** The paragraph that public customers in some countries need (E7). */
  disclosure?: boolean
  /** Fees and names of persons are covered, as under a non-disclosure agreement; all six points stay readable. */
  redacted?: boolean
  lack?: Lack
}

const titles: Readonly<Record<WorkDocument['kind'], string>> = {
  statement_of_work: 'Statement of Work',
  purchase_order: 'Purchase Order',
  master_agreement: 'Master Services Agreement, Annex',
}

/** The party that a document names when it belongs to somebody else's work. */
const someoneElse: Party = { name: 'Marrowbank Holdings', city: 'Wexcombe', signatory: 'E. Garrow' }

/**
 * A statement of work, purchase order or agreement as PDF: one to three pages whose text names parties, products,
 * activities, milestones and signatures with their dates, except for the one point it lacks.
 * The bytes depend on the arguments only: no clock, no random file id.
 */
export const statementOfWork = (work: WorkDocument): Buffer => {
  const shown = withLack(work)
  return paper(`${titles[work.kind]} ${work.number}`, shown.partner.name, work.signedAt, (page) => {
    letterhead(page, shown)
    parties(page, shown)
    scope(page, shown)
    milestones(page, shown)
    terms(page, shown)
    if (shown.disclosure && work.lack !== 'disclosure') disclosure(page, shown)
    signatures(page, shown)
  })
}

/** Minutes that have nothing to do with any claim (E1). */
export const unrelatedMinutes = (writer: Party, at: Date): Buffer =>
  paper('Minutes', writer.name, at, (page) => {
    heading(page, 'Minutes of the kitchen committee')
    body(page, `${writer.name}, ${writer.city}, ${dateOf(at)}`)
    section(
      page,
      '1. Coffee machine',
      'The second machine on the third floor stays. Its descaling is done on the first Monday of each month.',
    )
    section(
      page,
      '2. Canteen',
      'The vegetarian dish is moved to Tuesday. Nobody objected. A trial of shared fridges begins after the holidays.',
    )
    section(page, '3. Any other business', 'The umbrella left in the lobby has not been claimed.')
  })

const withLack = (work: WorkDocument): WorkDocument => {
  if (work.lack === 'party') return { ...work, customer: someoneElse }
  if (work.lack === 'item')
    return { ...work, items: work.items.length > 1 ? work.items.slice(0, -1) : ['General support'] }
  if (work.lack === 'activity') return { ...work, activities: ['Advice and support on request.'] }
  return work
}

const longDate = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
const dateOf = (at: Date): string => longDate.format(at)

const letterhead = (page: Paper, { partner, kind, number }: WorkDocument): void => {
  page
    .font('Helvetica')
    .fontSize(9)
    .fillColor('#5a6b6d')
    .text(printable(`${partner.name}  |  ${partner.city}`), { align: 'right' })
  page
    .moveTo(68, page.y + 4)
    .lineTo(page.page.width - 68, page.y + 4)
    .lineWidth(0.7)
    .strokeColor('#9fb0b2')
    .stroke()
    .moveDown(2)
  heading(page, titles[kind])
  page
    .font('Helvetica')
    .fontSize(10)
    .fillColor('#5a6b6d')
    .text(printable(`No. ${number}`))
    .moveDown(1)
}

const parties = (page: Paper, { partner, customer }: WorkDocument): void => {
  body(
    page,
    `between ${customer.name}, ${customer.city} (the "Customer"), and ${partner.name}, ${partner.city} (the "Contractor").`,
  )
  section(
    page,
    '1. Purpose',
    'This document sets out the work that the Contractor does for the Customer, by when, and how both sides see that it is done.',
  )
}

const scope = (page: Paper, { items, activities, customer }: WorkDocument): void => {
  section(page, '2. Products', `The work concerns the following products on the tenant of ${customer.name}:`)
  points(page, items)
  section(page, '3. Activities', 'For each product named above the Contractor:')
  points(page, activities)
}

const milestones = (page: Paper, { signedAt, lack }: WorkDocument): void => {
  const due = (after: number): string =>
    lack === 'dates' ? 'to be agreed' : dateOf(new Date(signedAt.getTime() + after * days))
  section(page, '4. Milestones', 'Both sides meet at each milestone and write down what was reached.')
  points(page, [
    `Plan agreed: ${due(14)}`,
    `Pilot group at work: ${due(60)}`,
    `Everybody at work, hand-over of operation: ${due(150)}`,
  ])
}

const terms = (page: Paper, { redacted }: WorkDocument): void => {
  section(page, '5. Fee', 'The Contractor is paid by the day, monthly in arrears, at the rate of')
  if (redacted) covered(page)
  else body(page, '820 per day, travel included, for not more than 64 days.')
  section(
    page,
    '6. People',
    'The Customer names one person who decides and two key users in each department. The Contractor names a lead and a deputy.',
  )
  section(
    page,
    '7. Confidentiality',
    'Each side keeps what it learns about the other to itself, for three years beyond the end of the work.',
  )
  section(
    page,
    '8. Changes',
    'Changes need the written agreement of both sides. All other terms of the agreement between the parties remain in force.',
  )
}

const covered = (page: Paper): void => {
  page.rect(68, page.y, 210, 13).fill('#000000').fillColor('#111111')
  page.y += 20
}

const disclosure = (page: Paper, { customer }: WorkDocument): void => {
  section(
    page,
    '9. Disclosure for public customers',
    `${customer.name} is a public body. The Contractor discloses that it may receive a payment from the vendor of the products in connection with this work.`,
  )
}

const signatures = (page: Paper, work: WorkDocument): void => {
  if (page.y > page.page.height - 220) page.addPage()
  section(page, 'Signatures', 'Agreed by both sides.')
  const top = page.y + 30
  signature(page, 68, top, 'Customer', work.customer, work)
  signature(page, 330, top, 'Contractor', work.partner, work)
}

const signature = (
  page: Paper,
  left: number,
  top: number,
  side: string,
  { signatory, city }: Party,
  { lack, signedAt, redacted }: WorkDocument,
): void => {
  const signed = lack !== 'signature' || side === 'Contractor'
  if (signed)
    page
      .font('Times-Italic')
      .fontSize(18)
      .fillColor('#1d2f6f')
      .text(printable(redacted ? initials(signatory) : signatory), left + 6, top, { lineBreak: false })
  page
    .moveTo(left, top + 26)
    .lineTo(left + 190, top + 26)
    .lineWidth(0.6)
    .strokeColor('#333333')
    .stroke()
  page.font('Helvetica').fontSize(9).fillColor('#333333')
  page.text(
    printable(signed ? `${side}: signed by ${redacted ? initials(signatory) : signatory}` : `${side}: name, signature`),
    left,
    top + 31,
    { lineBreak: false },
  )
  page.text(printable(signed && lack !== 'dates' ? `${city}, ${dateOf(signedAt)}` : 'Place, date'), left, top + 44, {
    lineBreak: false,
  })
}

const initials = (name: string): string =>
  name
    .split(' ')
    .map((word) => `${word.slice(0, 1)}.`)
    .join(' ')

/**
 * The industry's harmless test string that every virus scanner reports. It is put together at run time, so that no
 * scanner reports the repository.
 */
export const antivirusTest = (): Buffer => {
  const halves = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR', '-STANDARD-ANTIVIRUS-TEST-', 'FILE!$H+H*']
  return Buffer.from(halves.join(''), 'latin1')
}
