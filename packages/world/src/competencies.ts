import type { Requirement } from '@ofrecord/core/catalogue/requirement.rules'
import type { CompetencyLevel } from '@ofrecord/core/competencies/enrollment.rules'
import {
  customersBy,
  entitlements,
  money,
  people,
  points,
  references,
  usersOf,
  workSuite,
} from './competencies.wishes.ts'
import type { Wish } from './competencies.wishes.ts'

/** One way to a level. */
interface OptionPlan {
  level: CompetencyLevel
  option: string
  name: string
  requirements: readonly Requirement[]
}

export interface CompetencyPlan {
  code: string
  name: string
  group: keyof typeof competencyGroups
  options: readonly OptionPlan[]
}

/** The six groups that lists stand in (F.5). */
export const competencyGroups = {
  applications: 'Applications',
  infrastructure: 'Cloud and infrastructure',
  data: 'Data',
  business: 'Business applications',
  mobility: 'Mobility',
  productivity: 'Productivity',
} as const

const option = (level: CompetencyLevel, requirements: readonly Wish[], code = 'standard', name = ''): OptionPlan => ({
  level,
  option: code,
  name,
  requirements: requirements.map((wish): Requirement => wish),
})

const competency = (
  code: string,
  name: string,
  group: CompetencyPlan['group'],
  options: readonly OptionPlan[],
): CompetencyPlan => ({ code, name, group, options })

/**
 * Rows that F.5 calls classic: two people for silver; for gold four, counted for this competency alone; and customer
 * references, three or five. Where five people work or fewer, one is enough for silver and two for gold.
 */
const classic = (
  code: string,
  name: string,
  group: CompetencyPlan['group'],
  more: { silver?: readonly Wish[]; gold?: readonly Wish[] } = {},
): CompetencyPlan =>
  competency(code, name, group, [
    option('silver', [people(2, { smallCount: 1 }), ...(more.silver ?? []), references(3)]),
    option('gold', [people(4, { smallCount: 2, exclusive: true }), ...(more.gold ?? []), references(5)]),
  ])

const more = (count: number, name: string, codes: readonly string[], code = 'extra') =>
  people(count, { code, name, codes, samePeopleAs: 'people' })
const assessed = (count: number, name: string, codes: readonly string[]) =>
  people(count, { kind: 'people_assessed', code: 'assessed', name, codes, samePeopleAs: 'people' })

/** Nineteen competencies of six groups with what each level asks for; thresholds are those of F.5. */
export const competencies: readonly CompetencyPlan[] = [
  classic('app_dev', 'Application Development', 'applications'),
  classic('app_int', 'Application Integration', 'applications', {
    silver: [assessed(2, 'Of whom assessed', ['HA-14'])],
  }),
  classic('alm', 'Application Lifecycle', 'applications', {
    silver: [more(1, 'Of whom with a second exam', ['HX-231', 'HX-232'])],
    gold: [more(2, 'Of whom with a second exam', ['HX-231', 'HX-232'])],
  }),
  competency('cloud_platform', 'Cloud Platform', 'infrastructure', [
    option('silver', [
      money('consumption', ['CMPT'], { developed: 15_000, developing: 10_000 }),
      people(1, { codes: ['HX-101', 'HX-120', 'HA-10'] }),
    ]),
    option('gold', [
      money('consumption', ['CMPT'], { developed: 100_000, developing: 100_000 }),
      people(2, { codes: ['HX-101', 'HX-120'] }),
    ]),
  ]),
  classic('datacentre', 'Datacentre', 'infrastructure'),
  competency('security', 'Security', 'infrastructure', [
    option('silver', [people(2), entitlements(usersOf.security, 1_000)]),
    option('gold', [people(4), entitlements(usersOf.security, 4_000)]),
  ]),
  competency('data_analytics', 'Data Analytics', 'data', [
    option('silver', [focus(1), assessed(1, 'Of whom assessed', ['HA-20'])], 'specialist', 'Specialist'),
    option('silver', [assessments(2)], 'starter', 'Starter'),
    option('silver', [people(1), insightSeats(250)], 'insight', 'Insight'),
    option('gold', [focus(2), assessed(2, 'Of whom assessed', ['HA-20'])], 'specialist', 'Specialist'),
    option('gold', [assessments(4)], 'starter', 'Starter'),
    option('gold', [people(2), insightSeats(1_000)], 'insight', 'Insight'),
  ]),
  competency('data_platform', 'Data Platform', 'data', [
    option('silver', [people(2)]),
    option('silver', [people(1, { codes: ['HX-405', 'HX-420'], match: 'all' })], 'specialist', 'Specialist'),
    option('gold', [people(4)]),
    option('gold', [people(2, { codes: ['HX-405', 'HX-420'], match: 'all' })], 'specialist', 'Specialist'),
  ]),
  competency('cloud_crm', 'Cloud Customer Relationship', 'business', [
    option('silver', [money('revenue', usersOf.engagement, { developed: 100_000, developing: 50_000 }), people(2)]),
    option('gold', [
      money('revenue', usersOf.engagement, { developed: 300_000, developing: 150_000 }),
      people(4),
      more(2, 'Of whom with the sales exam', ['HX-510'], 'sales'),
      more(2, 'Of whom with the delivery exam', ['HX-515'], 'delivery'),
    ]),
  ]),
  competency('erp', 'Enterprise Resource Planning', 'business', [
    option('gold', [money('revenue', usersOf.operations, { developed: 175_000, developing: 75_000 })]),
  ]),
  competency('cloud_bizapps', 'Cloud Business Applications', 'business', [
    option('silver', [points(600)]),
    option('silver', [points(600, 'small')], 'small', 'Small business'),
    option('gold', [points(800)]),
    option('gold', [points(800, 'small')], 'small', 'Small business'),
  ]),
  competency('mobility', 'Mobility Management', 'mobility', [
    option('silver', [customersBy(3), entitlements(usersOf.mobility, 500), people(2)], 'enterprise', 'Enterprise'),
    option('silver', [customersBy(20), entitlements(usersOf.mobility, 125)], 'small', 'Small customers'),
    option('gold', [customersBy(5), entitlements(usersOf.mobility, 4_000), people(4)], 'enterprise', 'Enterprise'),
  ]),
  classic('devices', 'Desktop and Devices', 'mobility'),
  competency('cloud_productivity', 'Cloud Productivity', 'productivity', [
    option(
      'silver',
      [entitlements(workSuite, 2_000, 1_000), people(1, { codes: ['HX-110'] })],
      'certified',
      'One certification',
    ),
    option(
      'silver',
      [entitlements(workSuite, 2_000, 1_000), people(1, { codes: ['HX-101', 'HX-111'], match: 'all' })],
      'exams',
      'Two exams',
    ),
    option('gold', [entitlements(workSuite, 4_000), people(2)]),
  ]),
  competency('smb_cloud', 'Small and Midmarket Cloud', 'productivity', [
    option('silver', [customersBy(4)]),
    option('gold', [customersBy(25), people(2)]),
  ]),
  classic('collab', 'Collaboration and Content', 'productivity'),
  classic('communications', 'Communications', 'productivity', {
    silver: [assessed(1, 'Of whom assessed', ['HA-15'])],
    gold: [assessed(2, 'Of whom assessed', ['HA-15'])],
  }),
  classic('messaging', 'Messaging', 'productivity'),
  classic('portfolio', 'Project and Portfolio', 'productivity', {
    gold: [more(2, 'Of whom with a second exam', ['HX-611', 'HX-612'])],
  }),
]

/** People with every exam of one focus. */
function focus(count: number) {
  return people(count, { codes: ['HX-405', 'HX-410'], match: 'all' })
}

function assessments(count: number) {
  return people(count, {
    kind: 'people_assessed',
    code: 'assessed',
    name: 'Assessed people',
    codes: ['HA-20', 'HA-21'],
  })
}

/** Seats of the product that customers name a partner for themselves. */
function insightSeats(threshold: number) {
  return entitlements(['INSI'], threshold, threshold, ['designation'])
}
