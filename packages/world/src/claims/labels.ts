import type { ClaimActivity } from '@ofrecord/core/catalogue/catalogue.rules'
import { productOf } from '../products.ts'
import type { ProductCode, WorkloadCode } from '../products.ts'
import type { Random } from '../random.ts'

const workloadLabels: Readonly<Record<WorkloadCode, readonly string[]>> = {
  MAIL: ['Mail migration', 'Mailboxes for the field teams', 'Shared calendars'],
  MEET: ['Meetings roll-out', 'Chat in place of mail', 'Hybrid meeting rooms'],
  VOIC: ['Telephony for branches', 'Numbers moved to the cloud', 'Switchboard replacement'],
  SITE: ['Document sites by department', 'Policies in one place', 'Project rooms'],
  SYNC: ['File shares retired', 'Personal files for everyone', 'Files on the road'],
  DESK: ['Desktop renewal', 'Office applications for the shop floor', 'One set of applications'],
  COMM: ['Company news feed', 'Frontline community', 'Questions to the board'],
  DEVM: ['Device management', 'Tablets under management', 'Phones without a depot'],
  IDPR: ['Protected sign-in', 'Second factor for everyone', 'Identity clean-up'],
  INFO: ['Labels for documents', 'Information protection', 'Contracts labelled'],
  THML: ['Mail threat protection', 'Phishing drill and filter', 'Safe attachments'],
  THEP: ['Endpoint protection', 'Sensors on every laptop', 'Servers under watch'],
  THID: ['Identity threat watch', 'Administrator accounts under watch', 'Directory hardening'],
  CLAP: ['Cloud applications under control', 'Unknown applications found', 'Session rules'],
  COMP: ['Retention rules', 'Records kept seven years', 'Compliance baseline'],
}

const businessLabel: Readonly<Record<Exclude<ClaimActivity, 'usage'>, readonly string[]>> = {
  presales: ['% presales', '% advice and pilot', '% selection'],
  usage_recognition: ['% recognition', '% adoption', '% in daily use'],
  revenue: ['% revenue', '% sold with our extension', '% with industry add-on'],
}

/** The partner's own label of a claim, unique within its organisation (B.1.2). */
export const labelOf = (
  draws: Random,
  activity: ClaimActivity,
  item: WorkloadCode | ProductCode,
  customer: string,
  taken: Set<string>,
): string => {
  const choices =
    activity === 'usage'
      ? workloadLabels[item as WorkloadCode]
      : businessLabel[activity].map((pattern) => pattern.replace('%', productOf(item as ProductCode).name))
  const fresh = draws.shuffle(choices).find((label) => !taken.has(label.toLowerCase()))
  const label = fresh ?? unusedWith(`${choices[0]!}, ${customer}`, taken)
  taken.add(label.toLowerCase())
  return label
}

const unusedWith = (label: string, taken: ReadonlySet<string>): string => {
  for (let phase = 1; ; phase++) {
    const numbered = phase === 1 ? label : `${label}, phase ${phase}`
    if (!taken.has(numbered.toLowerCase())) return numbered
  }
}
