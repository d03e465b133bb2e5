import { Requirement } from '../src/catalogue/requirement.rules.ts'
import type { CompetencyLevel } from '../src/competencies/enrollment.rules.ts'
import type {
  AssociationFact,
  EnrolledFact,
  Facts,
  PersonFact,
  Programme,
  ReferenceFact,
} from '../src/competencies/facts.rules.ts'
import type { Skill } from '../src/people/skill.rules.ts'

/** An organisation of two locations with nothing in it: Leeds in a developed market, Lagos in a developing one. */
export const nothing: Facts = {
  organizationId: 'kestrel',
  locations: [
    { id: 'leeds', name: 'Leeds', market: 'developed' },
    { id: 'lagos', name: 'Lagos', market: 'developing' },
  ],
  people: [],
  references: [],
  associations: [],
  amounts: [],
  figures: [],
  documents: [],
  pins: [],
  enrollments: [],
}

/** A result that counts for good, of an exam that names no competency. */
export const passed = (code: string, rest: Partial<Skill> = {}): Skill => ({
  id: code,
  kind: 'exam',
  code,
  name: code,
  passedOn: '2026-01-01',
  qualifiesFor: [],
  expiresOn: null,
  retiredOn: null,
  countsUntil: null,
  ...rest,
})

/** Somebody at Leeds with these exams. */
export const person = (id: string, exams: readonly (string | Skill)[], rest: Partial<PersonFact> = {}): PersonFact => ({
  id,
  name: id,
  locationId: 'leeds',
  skills: exams.map((exam) => (typeof exam === 'string' ? passed(exam) : exam)),
  ...rest,
})

/** Colleagues without results, so that the firm is no small one. */
export const colleagues: readonly PersonFact[] = Array.from({ length: 6 }, (_each, at) => person(`z${at}`, []))

export const reference = (id: string, rest: Partial<ReferenceFact> = {}): ReferenceFact => ({
  id,
  company: id,
  title: `Work for ${id}`,
  locationId: 'leeds',
  competencies: ['messaging'],
  assigned: { locationId: 'leeds', competency: 'messaging' },
  expiresAt: '2028-01-01T00:00:00.000Z',
  ...rest,
})

export const association = (id: string, rest: Partial<AssociationFact> = {}): AssociationFact => ({
  id,
  tenantId: id,
  tenantName: id,
  locationId: 'leeds',
  method: 'claim',
  product: 'MAIL',
  since: '2026-06-01',
  until: null,
  seats: 10,
  active: 10,
  ...rest,
})

export const enrolled = (competency: string, rest: Partial<EnrolledFact> = {}): EnrolledFact => ({
  locationId: 'leeds',
  competency,
  level: 'gold',
  state: 'active_earned',
  renewsOn: '2027-01-31',
  ...rest,
})

/** Requirements as they are written, with what they leave out filled in. */
type Written = { kind: Requirement['kind']; code: string } & Record<string, unknown>

export const certified = (count: number, exams: readonly string[], rest: Record<string, unknown> = {}): Written => ({
  kind: 'people_certified',
  code: 'people',
  count,
  skills: { match: 'any', codes: [...exams] },
  ...rest,
})

/** Competencies, each with the options of its levels: `{ messaging: { gold: [...], 'silver:starter': [...] } }`. */
export const programme = (written: { [competency: string]: { [option: string]: readonly Written[] } }): Programme => ({
  competencies: Object.entries(written).map(([code, options]) => ({
    code,
    name: code,
    options: Object.entries(options).map(([key, requirements]) => {
      const [level, option = 'standard'] = key.split(':')
      return {
        level: level as CompetencyLevel,
        option,
        name: '',
        requirements: requirements.map((each) => Requirement.parse({ name: each.code, ...each })),
      }
    }),
  })),
  certifications: [],
})
