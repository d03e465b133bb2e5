import { addressOf, personName } from './names.ts'
import { locations, organisationOf } from './organisations.ts'
import type { Location } from './organisations.ts'
import { languageOf, people } from './people.ts'
import type { Person } from './people.ts'
import { random } from './random.ts'
import type { Random } from './random.ts'

/** How many people F.9 has in each state; the active ones include everybody of the stories. */
export const peopleByState = {
  active: 604,
  awaiting_multi: 22,
  awaiting_request: 12,
  requested: 22,
  invited_single: 10,
  profile_done_pending_approval: 10,
  ended: 20,
} as const

/** People who work for a second organisation as well (PPL-R5); the sign-in page has one of them. */
const CONTRACTORS = 12

// So many people a location gets for each that a smaller one has: at least ten work at the headquarters of the golden.
const weights = {
  gold: { head: 10, other: 3 },
  silver: { head: 5, other: 2 },
  starter: { head: 3, other: 1 },
  network: { head: 2, other: 1 },
} as const

const weightOf = ({ organisation, level }: Location): number =>
  weights[organisationOf(organisation).tier][level === 1 ? 'head' : 'other']

const taken = new Set(people.map(({ email }) => email))

/** Two people may share a name, an address belongs to one: names are drawn until the address is free. */
export const drawPerson = (
  draws: Random,
  key: string,
  location: Location,
  name?: string,
  domain = organisationOf(location.organisation).domains[0]!,
): Omit<Person, 'affiliations'> => {
  for (;;) {
    const drawn = name ?? personName(draws, location.country)
    const plain = addressOf(drawn, domain)
    const email = name === undefined ? plain : `${key.replaceAll('.', '-')}@${plain.split('@')[1]}`
    if (taken.has(email)) continue
    taken.add(email)
    return { key, name: drawn, email, language: languageOf(location.country), jobRole: draws.pick(jobRoles) }
  }
}

const jobRoles = ['Engineer', 'Consultant', 'Project manager', 'Support engineer', 'Architect', 'Trainer', 'Sales']

/** Names that break careless screens (F.9). */
const unusual = [
  'Sukarno',
  'نور الهدى عبد الرحمن',
  'Þórhildur Ægisdóttir',
  'Đặng Thị Ngọc Ẩn',
  'רות בן־ארי',
  '小林 さくら',
  'Ng',
  "Siobhán N'Diaye-O’Connor",
]

const asMember = ({ organisation, key }: Pick<Location, 'organisation' | 'key'>): Person['affiliations'][number] => ({
  organisation,
  location: key,
  roles: [],
})

/** Members without a role beyond that, dealt to locations by their weight. */
const hire = (): Person[] => {
  const draws = random('colleagues')
  const seats = draws.shuffle(
    locations.flatMap((location) => Array.from({ length: weightOf(location) }, () => location)),
  )
  const active = people.filter(({ affiliations }) => affiliations.length > 0).length
  return Array.from({ length: peopleByState.active - active }, (_, index) => {
    const location = seats[index % seats.length]!
    const person = drawPerson(draws, `colleague.${index + 1}`, location, unusual[index])
    return { ...person, affiliations: [asMember(location)] }
  })
}

const contractors = (hired: readonly Person[]): Person[] => {
  const draws = random('contractors')
  const already = people.filter(({ affiliations }) => affiliations.length > 1).length
  const chosen = new Set(draws.shuffle(hired).slice(0, CONTRACTORS - already))
  return hired.map((person) => {
    if (!chosen.has(person)) return person
    const [home] = person.affiliations
    const others = locations.filter(({ organisation, level }) => level === 1 && organisation !== home!.organisation)
    return { ...person, affiliations: [home!, asMember(draws.pick(others))] }
  })
}

/** The rest of the 604 people who work for partners. */
export const colleagues: readonly Person[] = contractors(hire())
