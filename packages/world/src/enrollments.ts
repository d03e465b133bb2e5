import type { CompetencyLevel, EnrollmentState } from '@ofrecord/core/competencies/enrollment.rules'

/** One competency at one location. Days are counted from T0. */
export interface EnrollmentPlan {
  location: string
  competency: string
  level: CompetencyLevel
  /** The option by which it is met, or nearly. */
  option: string
  state: EnrollmentState
  /** The next anniversary; null where no fee was paid yet. */
  renewsDays: number | null
  /** The last day of what was granted ahead. */
  aheadDays: number | null
  /** When the location began to work for it. */
  sinceDays: number
  /** What will not be there any more on the anniversary. */
  risk: 'person' | 'reference' | null
}

type Extra = Partial<Pick<EnrollmentPlan, 'option' | 'risk'>>

const plan = (
  state: EnrollmentState,
  place: string,
  level: CompetencyLevel,
  renewsDays: number | null,
  { option = 'standard', risk = null }: Extra = {},
): EnrollmentPlan => {
  const [location = '', competency = ''] = place.split(' ')
  const sinceDays = renewsDays === null ? -(30 + ((place.length * 37) % 200)) : renewsDays - 365 - 120
  return { location, competency, level, option, state, renewsDays, aheadDays: null, sinceDays, risk }
}

const gold = (place: string, renewsDays: number, extra?: Extra): EnrollmentPlan =>
  plan('active_earned', place, 'gold', renewsDays, extra)
const silver = (place: string, renewsDays: number, extra?: Extra): EnrollmentPlan =>
  plan('active_earned', place, 'silver', renewsDays, extra)
const renewing = (place: string, level: CompetencyLevel, renewsDays: number, extra?: Extra): EnrollmentPlan =>
  plan('in_renewal', place, level, renewsDays, extra)
const ahead = (place: string, aheadDays: number, extra?: Extra): EnrollmentPlan => ({
  ...plan('active_preapproved', place, 'silver', null, extra),
  aheadDays,
})
const qualified = (place: string, extra?: Extra): EnrollmentPlan => plan('qualified', place, 'silver', null, extra)
const working = (place: string, level: CompetencyLevel = 'silver', extra?: Extra): EnrollmentPlan =>
  plan('in_progress', place, level, null, extra)

/** F.5.3: 92, with 33 silver and 17 gold among the active ones; nine are at risk. */
export const enrollments: readonly EnrollmentPlan[] = [
  renewing('kestrel.leeds messaging', 'gold', 30, { risk: 'reference' }),
  renewing('kestrel.bristol cloud_productivity', 'gold', 30),
  renewing('kestrel.milan security', 'silver', 30),
  renewing('kestrel.leeds cloud_bizapps', 'silver', 30),
  renewing('kestrel.cologne mobility', 'silver', 30, { option: 'enterprise' }),
  renewing('brackwater.groningen data_platform', 'silver', 62),

  gold('fjordline.gothenburg cloud_productivity', 226),
  gold('fjordline.umea security', 226),
  gold('fjordline.vasteras data_analytics', 226, { option: 'starter' }),
  gold('redgate.adelaide erp', 140),
  gold('hexlow.york devices', 120),
  gold('tidewater.boston cloud_productivity', 200),
  gold('tidewater.boston app_dev', 310, { risk: 'person' }),
  gold('sakura.sendai collab', 290),
  gold('sakura.kanazawa devices', 290),
  gold('ganges.pune cloud_platform', 300),
  gold('ganges.kochi app_dev', 300),
  gold('ganges.chennai smb_cloud', 270),
  gold('ledgerline.curitiba erp', 294),
  gold('ledgerline.recife cloud_crm', 294, { risk: 'person' }),
  gold('marlstone.columbus cloud_bizapps', 200),
  gold('marlstone.omaha messaging', 260),
  gold('marlstone.toledo cloud_productivity', 200),

  silver('fjordline.gothenburg data_platform', 226),
  silver('fjordline.orebro mobility', 226, { option: 'enterprise' }),
  silver('brackwater.zwolle cloud_productivity', 348, { option: 'certified' }),
  silver('brackwater.breda security', 348),
  silver('solano.zaragoza smb_cloud', 200),
  silver('hexlow.swansea collab', 120),
  silver('hexlow.derby cloud_bizapps', 234),
  silver('hexlow.dundee messaging', 234, { risk: 'reference' }),
  silver('tidewater.london security', 250),
  silver('tidewater.raleigh data_platform', 150),
  silver('tidewater.portland cloud_platform', 180),
  silver('sakura.fukuoka data_platform', 210),
  silver('mesa.puebla cloud_productivity', 160, { option: 'certified' }),
  silver('mesa.merida cloud_platform', 220),
  silver('mesa.queretaro smb_cloud', 120),
  silver('ganges.jaipur data_analytics', 230, { option: 'starter' }),
  silver('ganges.mysuru cloud_crm', 140),
  silver('redgate.hobart cloud_platform', 305, { risk: 'person' }),
  silver('ledgerline.campinas cloud_platform', 180),
  silver('marlstone.calgary security', 240),
  silver('marlstone.akron data_platform', 330, { risk: 'person' }),
  silver('marlstone.dayton smb_cloud', 150),
  silver('lanterna.verona cloud_productivity', 336, { option: 'exams' }),
  silver('lanterna.parma app_dev', 336, { risk: 'reference' }),
  silver('hollowoak.graz data_platform', 150),
  // Its window opens tomorrow.
  silver('stoneweir.bern communications', 91, { risk: 'person' }),
  silver('larkspur.utrecht security', 102),
  silver('countinghouse.norwich data_analytics', 327, { option: 'starter' }),
  silver('auberline.nantes smb_cloud', 250),
  silver('auberline.lyon data_platform', 250, { risk: 'person' }),

  ahead('bluebell.denver cloud_platform', 20),
  ahead('bluebell.boise data_analytics', 45, { option: 'starter' }),
  ahead('bluebell.tucson app_dev', 80),

  qualified('rheinfels.leipzig cloud_bizapps'),
  qualified('vistula.lodz data_platform'),
  qualified('kiku.nagoya data_platform'),
  qualified('pinecone.kassel data_analytics', { option: 'starter' }),
  qualified('alder.cork smb_cloud'),

  plan('grace', 'ferrywell.rennes smb_cloud', 'silver', -23),
  plan('grace', 'alpenrose.stgallen data_platform', 'silver', -12),

  plan('lapsed', 'quarrybay.cardiff messaging', 'silver', -31),
  plan('lapsed', 'oldbridge.gdansk data_platform', 'silver', -430),
  plan('lapsed', 'redgate.newcastle messaging', 'silver', -95),
  plan('lapsed', 'kestrel.edinburgh collab', 'silver', -335),

  plan('withdrawn', 'countinghouse.exeter cloud_crm', 'silver', 200),

  working('kestrel.milan cloud_crm'),
  working('kestrel.cologne devices'),
  working('ganges.indore alm'),
  working('brackwater.emmen app_int'),
  working('redgate.geelong devices'),
  working('solano.bilbao collab'),
  working('hexlow.lincoln portfolio'),
  working('marlstone.duluth devices'),
  working('marlstone.wichita alm'),
  working('vistula.poznan cloud_bizapps'),
  working('auberline.lille cloud_bizapps'),
  working('tidewater.savannah messaging'),
  working('tidewater.hamburg cloud_crm'),
  working('lanterna.cagliari security'),
  working('sakura.fukuoka communications'),
  working('mesa.puebla collab'),
  working('fjordline.gavle messaging'),
  working('ledgerline.campinas app_dev'),
  working('hollowoak.linz cloud_platform'),
  working('larkspur.haarlem cloud_productivity', 'silver', { option: 'certified' }),
  working('stoneweir.lausanne portfolio'),
  working('rheinfels.ulm messaging'),
  working('tamarind.nagpur cloud_platform'),
  working('kiku.nagoya collab'),
]

export const organisationOfPlace = (location: string): string => location.split('.')[0]!
