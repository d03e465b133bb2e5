import fc from 'fast-check'
import { expect, test } from 'vitest'
import { movesFrom, next } from '../kernel/moves.ts'
import { daysAfter } from '../kernel/time.ts'
import type { ContactState, ContactVerb } from './contact.rules.ts'
import { contactMoves, contactRoles, contactStates, contactVerbs, decideContact, impliedRole } from './contact.rules.ts'
import type { CredentialState, CredentialVerb } from './credential.rules.ts'
import {
  credentialMoves,
  credentialStates,
  credentialVerbs,
  decideLink,
  isSameName,
  linksLeft,
  nextLinkAt,
} from './credential.rules.ts'
import { affiliationStates } from './affiliation.rules.ts'
import type { PrivilegeState, PrivilegeVerb } from './privilege.rules.ts'
import { freeSlot, privilegeMoves, privilegeStates } from './privilege.rules.ts'
import { countsThrough, skillCounts, skillStatus } from './skill.rules.ts'

const limits = { linksPerYear: 3, cooldownDays: 30 }
const T0 = new Date('2026-11-02T09:00:00Z')
const second = 1000

const refusalAt = (linkedAt: readonly Date[], now: Date): string => {
  try {
    decideLink(linkedAt, now, limits)
    return 'allowed'
  } catch (error) {
    const { code, detail } = error as { code: string; detail: { params: { nextPossibleAt: string } } }
    return `${code} ${detail.params.nextPossibleAt}`
  }
}

test('B.16.2: each state of a credential has these verbs and no others', () => {
  const table = Object.fromEntries(
    credentialStates.map((state) => [
      state,
      movesFrom<CredentialState, CredentialVerb>(credentialMoves, state).map(
        (verb) => `${verb} → ${next<CredentialState, CredentialVerb>(credentialMoves, state, verb)}`,
      ),
    ]),
  )
  expect(table).toEqual({
    unlinked: ['link → linked', 'askCheck → pending_name_check'],
    pending_name_check: ['accept → linked', 'refuse → refused', 'unlink → unlinked'],
    linked: ['link → linked', 'unlink → unlinked'],
    refused: ['link → linked'],
  })
})

test('B.16.7: contacts and privileges move as the table says', () => {
  const contacts = contactStates.map((state) => [
    state,
    ...movesFrom<ContactState, ContactVerb>(contactMoves, state).map((verb) => contactMoves[state][verb as never]),
  ])
  expect(contacts).toEqual([
    ['inherited', 'confirmed', 'replaced', 'replaced'],
    ['confirmed', 'replaced', 'replaced'],
    ['held', 'replaced', 'replaced'],
    ['replaced'],
  ])
  expect(privilegeStates.map((state) => movesFrom<PrivilegeState, PrivilegeVerb>(privilegeMoves, state))).toEqual([
    ['remove'],
    [],
  ])
})

test('STM-R1: whatever verbs come in whatever order, a machine is in a state of its table or has refused', () => {
  const walk = <State extends string, Verb extends string>(
    table: Parameters<typeof next<State, Verb>>[0],
    first: State,
    states: readonly State[],
    verbs: readonly Verb[],
  ): void =>
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...verbs), { maxLength: 12 }), (said) => {
        let state = first
        for (const verb of said) {
          const allowed = movesFrom<State, Verb>(table, state).includes(verb)
          if (allowed) state = next<State, Verb>(table, state, verb)
          else expect(() => next<State, Verb>(table, state, verb)).toThrow('ILLEGAL_TRANSITION')
          expect(states).toContain(state)
        }
      }),
    )
  walk<CredentialState, CredentialVerb>(credentialMoves, 'unlinked', credentialStates, credentialVerbs)
  walk<ContactState, ContactVerb>(contactMoves, 'inherited', contactStates, contactVerbs)
  walk<PrivilegeState, PrivilegeVerb>(privilegeMoves, 'granted', privilegeStates, ['remove'])
})

test('CP-R3: thirty days lie between two links, to the second: CREDENTIAL_COOLDOWN', () => {
  const due = daysAfter(T0, 30)
  expect(refusalAt([T0], new Date(due.getTime() - second))).toBe(`CREDENTIAL_COOLDOWN ${due.toISOString()}`)
  expect(refusalAt([T0], due)).toBe('allowed')
  expect(refusalAt([], T0)).toBe('allowed')
})

test('C90, CP-R3: the fourth link within a rolling year is refused with the next possible instant: CREDENTIAL_LINK_LIMIT', () => {
  const links = [T0, daysAfter(T0, 40), daysAfter(T0, 80)]
  const free = new Date('2027-11-02T09:00:00Z')
  expect(refusalAt(links, daysAfter(T0, 200))).toBe(`CREDENTIAL_LINK_LIMIT ${free.toISOString()}`)
  expect(refusalAt(links, new Date(free.getTime() - second))).toBe(`CREDENTIAL_LINK_LIMIT ${free.toISOString()}`)
  expect(refusalAt(links, free)).toBe('allowed')
  expect([linksLeft(links, daysAfter(T0, 200), limits), linksLeft(links, free, limits)]).toEqual([0, 1])
  // The oldest link is a year old before the last one is thirty days old: the later of the two counts.
  const late = [T0, daysAfter(T0, 40), daysAfter(T0, 360)]
  expect(refusalAt(late, daysAfter(T0, 361))).toBe(`CREDENTIAL_LINK_LIMIT ${daysAfter(T0, 390).toISOString()}`)
})

test('CP-R3: a year after a 29 February is the 28th', () => {
  const leap = new Date('2028-02-29T12:00:00Z')
  const links = [leap, daysAfter(leap, 40), daysAfter(leap, 80)]
  expect(nextLinkAt(links, daysAfter(leap, 120), limits)).toEqual(new Date('2029-02-28T12:00:00Z'))
})

test('CP-R3: who links whenever it is allowed is never refused, and never links more than thrice in a year', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 60 * 86_400 }), { minLength: 1, maxLength: 15 }), (waits) => {
      const links: Date[] = []
      let now = T0
      for (const wait of waits) {
        now = new Date(now.getTime() + wait * second)
        const at = nextLinkAt(links, now, limits)
        expect(refusalAt(links, now) === 'allowed').toBe(at === null)
        if (at) now = at
        decideLink(links, now, limits)
        links.push(now)
        expect(links.filter((link) => daysAfter(link, 365) > now).length).toBeLessThanOrEqual(3)
      }
    }),
  )
})

test('CP-R4: names are alike whatever their case, accents and spaces', () => {
  for (const [a, b] of [
    ['INES MARCHETTI', 'Ines Marchetti'],
    ['Zsofia Koves', 'Zsófia Köves'],
    ['Se\u0301an  O\u0301 Ruairc', 'Séan Ó Ruairc '],
    ['Jörg Groß', 'JORG GROSS'],
    ['علي حسن', 'علي حسن'],
  ])
    expect([a, isSameName(a!, b!)]).toEqual([a, true])
  expect(isSameName('Ugo Benedetti', 'Ugo Brandt')).toBe(false)
  expect(isSameName('Ana Maria', 'Anamaria')).toBe(false)
})

test('CP-R6: a result counts through its last day, a retired one through the end of its grace', () => {
  const facts = { expiresOn: '2027-03-01', retiredOn: null, countsUntil: null }
  expect(['2027-03-01', '2027-03-02'].map((day) => skillStatus(facts, day))).toEqual(['valid', 'expired'])
  const retired = { expiresOn: null, retiredOn: '2026-06-30', countsUntil: '2027-06-30' }
  expect(['2026-06-29', '2026-06-30', '2027-06-30', '2027-07-01'].map((day) => skillStatus(retired, day))).toEqual([
    'valid',
    'retired',
    'retired',
    'over',
  ])
  expect(skillCounts(retired, '2027-06-30')).toBe(true)
  expect(countsThrough({ ...retired, expiresOn: '2026-12-01' })).toBe('2026-12-01')
  expect(countsThrough({ expiresOn: null, retiredOn: null, countsUntil: null })).toBeNull()
})

test('PRV-R1: the free slot is the lowest nobody stands in, while there are fewer holders than slots', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 }), fc.uniqueArray(fc.integer({ min: 1, max: 12 })), (limit, taken) => {
      const slot = freeSlot(limit, taken)
      expect(slot === undefined).toBe(taken.length >= limit)
      if (slot === undefined) return
      expect(taken).not.toContain(slot)
      expect(slot).toBeLessThanOrEqual(limit)
    }),
  )
})

test('CNT-R2: of all who may be known only an active person with a complete profile holds a role', () => {
  const outcome = (status: (typeof affiliationStates)[number], isProfileComplete: boolean): string => {
    try {
      decideContact({ status, isProfileComplete })
      return 'allowed'
    } catch (error) {
      return (error as { code: string }).code
    }
  }
  expect(Object.fromEntries(affiliationStates.map((status) => [status, outcome(status, true)]))).toEqual({
    invited_single: 'CONTACT_PROFILE_INCOMPLETE',
    profile_done_pending_approval: 'CONTACT_PROFILE_INCOMPLETE',
    awaiting_profile: 'CONTACT_PROFILE_INCOMPLETE',
    requested: 'CONTACT_NOT_AFFILIATED',
    active: 'allowed',
    denied: 'CONTACT_NOT_AFFILIATED',
    deleted: 'CONTACT_NOT_AFFILIATED',
    expired: 'CONTACT_NOT_AFFILIATED',
    ended: 'CONTACT_NOT_AFFILIATED',
  })
  expect(outcome('active', false)).toBe('CONTACT_PROFILE_INCOMPLETE')
  expect(contactRoles).toHaveLength(6)
  expect(impliedRole({ id: 'a', isHeadquarters: true })).toEqual({ role: 'global_admin', locationId: null })
})

test('CP-R4: marks that make another letter of it are no accents: names in kana and Devanagari stay different', () => {
  expect(isSameName('すすき', 'すずき')).toBe(false)
  expect(isSameName('राम', 'रम')).toBe(false)
  expect(isSameName('ガリ', 'カリ')).toBe(false)
  expect(isSameName('か\u3099く', 'がく')).toBe(true)
  expect(isSameName('José Ñandú', 'jose nandu')).toBe(true)
  expect(isSameName('Ἀθηνᾶ', 'Αθηνα')).toBe(true)
  expect(isSameName('مُحَمَّد', 'محمد')).toBe(true)
})
