import type { CredentialState, UnlinkReason } from '@ofrecord/core/people/credential.rules'
import { commonCertifications } from './certifications.ts'
import type { CertificationPlan } from './certifications.ts'
import { colleagues } from './colleagues.ts'
import { ascii } from './names.ts'
import { people } from './people.ts'
import type { Person } from './people.ts'
import { isOpen, qualifyingSkills } from './qualifying.ts'
import { deck, random } from './random.ts'

/** One stay of a credential in an organisation; days from T0. */
export interface LinkPlan {
  organisation: string
  linkedDays: number
  unlinkedDays?: number
  reason?: UnlinkReason
}

/** A certification profile, whose it is and where it counted. */
export interface CredentialPlan {
  credentialId: string
  name: string
  person: string | null
  state: CredentialState
  /** Where it counts, or where a link waits for the check of the name. */
  organisation: string | null
  stateDays: number
  links: readonly LinkPlan[]
}

/**
 * F.9, before the stories: one is unlinked in `fx.merge.stale`, so that 260 are left and four are known. Who moved, who is at
 * the limit and who is cooling down are among the linked ones.
 */
export const credentialCounts = { linked: 261, moved: 6, atLimit: 3, cooling: 5, unlinked: 3, pending: 1 } as const

const numbered = (index: number): string => `HC-${310_000 + 37 * index}`

/** The story `fx.cred.cooldown`: linked 29 days ago, so that a link elsewhere is refused until tomorrow (CP-R3). */
export const coolingPerson = 'dual'

const draws = random('credentials')
const first = ['dual', 'mina', 'luca', 'ines', 'priya', 'zsofia', 'yael', 'tanaka']
const everybody: readonly Person[] = [...people, ...colleagues]
const chosen: readonly Person[] = [
  ...first.map((key) => people.find((person) => person.key === key)!),
  ...draws.shuffle(everybody.filter(({ key, affiliations }) => !first.includes(key) && affiliations.length === 1)),
]

/** As some providers write names: in capitals or without accents. The same name all the same (CP-R4). */
const asWritten = (name: string, index: number): string =>
  index % 23 === 7 ? name.toUpperCase() : index % 23 === 11 ? folded(name) : name
const folded = (name: string): string => name.normalize('NFD').replaceAll(/\p{M}/gu, '')

const otherOrganisation = (home: string): string =>
  draws.pick(everybody.flatMap(({ affiliations }) => affiliations[0]!.organisation).filter((key) => key !== home))

const linksOf = (index: number, home: string): LinkPlan[] => {
  const { moved, atLimit, cooling } = credentialCounts
  if (index < cooling) return [{ organisation: home, linkedDays: index === 0 ? -29 : -draws.int(2, 27) }]
  if (index < cooling + moved)
    return [
      { organisation: otherOrganisation(home), linkedDays: -draws.int(500, 900), unlinkedDays: -100, reason: 'moved' },
      { organisation: home, linkedDays: -100 },
    ]
  if (index < cooling + moved + atLimit)
    return [relinked(home, -300, -210), relinked(home, -200, -110), { organisation: home, linkedDays: -70 }]
  return [{ organisation: home, linkedDays: -draws.int(40, 1_400) }]
}

const relinked = (organisation: string, linkedDays: number, unlinkedDays: number): LinkPlan => ({
  organisation,
  linkedDays,
  unlinkedDays,
  reason: 'unlinked',
})

const linked: readonly CredentialPlan[] = chosen
  .slice(0, credentialCounts.linked)
  .map(({ key, name, affiliations }, index) => {
    const organisation = affiliations[0]!.organisation
    const links = linksOf(index, organisation)
    return {
      credentialId: numbered(index),
      name: asWritten(name, index),
      person: key,
      state: 'linked',
      organisation,
      stateDays: links.at(-1)!.linkedDays,
      links,
    }
  })

const [pendingOwner, refusedOwner, ...known] = chosen.slice(credentialCounts.linked)

/** Known from the provider: two were linked once and are their owner's, two wait for somebody to claim them. */
const unlinked: readonly CredentialPlan[] = known
  .slice(0, credentialCounts.unlinked)
  .map(({ key, name, affiliations }, index) => ({
    credentialId: numbered(credentialCounts.linked + index),
    name,
    person: index < 2 ? key : null,
    state: 'unlinked',
    organisation: null,
    stateDays: -60,
    links: index < 2 ? [relinked(affiliations[0]!.organisation, -420, -60)] : [],
  }))

/** Its number is that of one whose name is written otherwise: the vendor looks at the two names (CP-R4). */
export const nameChecks = {
  pending: { person: pendingOwner!.key, credentialId: 'HC-309001' },
  refused: { person: refusedOwner!.key, credentialId: 'HC-309002' },
} as const

const unclaimed = (credentialId: string, name: string): CredentialPlan => ({
  credentialId,
  name,
  person: null,
  state: 'unlinked',
  organisation: null,
  stateDays: -90,
  links: [],
})

export const credentials: readonly CredentialPlan[] = [
  ...linked,
  ...unlinked,
  unclaimed(
    nameChecks.pending.credentialId,
    `${pendingOwner!.name.split(' ').at(-1)} ${ascii(pendingOwner!.name).charAt(0).toUpperCase()}.`,
  ),
  unclaimed(nameChecks.refused.credentialId, 'Nomen Nescio'),
]

/** One result of a credential's owner; days from T0. */
export interface SkillPlan {
  credentialId: string
  name: string
  code: string
  passedDays: number
  expiresDays: number | null
}

/** F.9: 70, 15, 5 and 10 of a hundred. */
export const skillCounts = { later: 1_050, within180: 225, within30: 75, over: 150 } as const

const YEARS = 365

const datesOf = (
  kind: keyof typeof skillCounts,
  { retiredDays }: CertificationPlan,
): Pick<SkillPlan, 'passedDays' | 'expiresDays'> => {
  if (retiredDays !== undefined) return { passedDays: retiredDays - draws.int(30, 400), expiresDays: null }
  switch (kind) {
    case 'later':
      return { passedDays: -draws.int(3, 500), expiresDays: draws.chance(0.2) ? null : draws.int(190, 900) }
    case 'within180':
      return { passedDays: -draws.int(200, 2 * YEARS), expiresDays: draws.int(32, 178) }
    case 'within30':
      return { passedDays: -draws.int(340, 2 * YEARS), expiresDays: draws.int(1, 28) }
    case 'over':
      return { passedDays: -draws.int(2 * YEARS, 3 * YEARS), expiresDays: -draws.int(2, 300) }
  }
}

const results = (): SkillPlan[] => {
  const given = commonCertifications.filter(({ retiredDays }) => retiredDays === undefined)
  const gone = commonCertifications.filter(({ retiredDays }) => retiredDays !== undefined)
  const told = qualifyingSkills(linked)
  const taken = new Set(told.map(({ credentialId, code }) => `${credentialId} ${code}`))
  const leaving = told.filter(({ expiresDays }) => expiresDays !== null && expiresDays <= 180).length
  const { later, within180 } = skillCounts
  const left = { ...skillCounts, later: later - (told.length - leaving), within180: within180 - leaving }
  const dealt = draws.shuffle(deck(left)).map((kind, index) => {
    const { credentialId, name, organisation } = credentials[index % credentials.length]!
    const round = Math.floor(index / credentials.length)
    const isFree = ({ code }: CertificationPlan): boolean =>
      !taken.has(`${credentialId} ${code}`) && isOpen(organisation, code)
    const old = kind === 'over' && index % 3 === 0 ? gone[round] : undefined
    // Another certification in each round, and the next one where somebody has it already.
    const from = (index % credentials.length) + 5 * round
    const certification =
      old && isFree(old) ? old : given.map((_each, at) => given[(from + at) % given.length]!).find(isFree)!
    taken.add(`${credentialId} ${certification.code}`)
    return { credentialId, name, code: certification.code, ...datesOf(kind, certification) }
  })
  return [...told, ...dealt]
}

export const skills: readonly SkillPlan[] = results()
