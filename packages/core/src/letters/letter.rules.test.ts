import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Outcome } from './letter.rules.ts'
import { decideNext, goesAgain, letterMoves, letterStates } from './letter.rules.ts'

const legal = 'association-notice'
const other = 'claim-approved'
const accepted: Outcome = { kind: 'accepted', response: '250 queued' }
const refused = (code: number): Outcome => ({ kind: 'refused', code, response: `${code} no` })
const unreached: Outcome = { kind: 'unreached', response: 'connection refused' }
const silent: Outcome = { kind: 'silent', response: 'connection closed' }

describe('what follows an attempt', () => {
  test.each([
    ['accepted', accepted, legal, false, { verb: 'accept' }],
    ['421 at the first attempt', refused(421), legal, false, { verb: 'defer', afterSeconds: 60 }],
    ['451 at the first attempt', refused(451), other, false, { verb: 'defer', afterSeconds: 60 }],
    ['a relay nobody reaches', unreached, other, false, { verb: 'defer', afterSeconds: 60 }],
    ['550', refused(550), legal, false, { verb: 'fail' }],
    ['552', refused(552), other, false, { verb: 'fail' }],
    ['silence after a legal notice', silent, legal, false, { verb: 'lose', afterSeconds: 900 }],
    ['silence after a legal notice that was unknown before', silent, legal, true, { verb: 'lose', afterSeconds: null }],
    ['silence after any other letter', silent, other, false, { verb: 'lose', afterSeconds: null }],
  ] as const)('%s', (_what, outcome, template, unknownBefore, expected) => {
    expect(decideNext(template, 1, unknownBefore, outcome, 0.5)).toEqual(expected)
  })
})

test.each(['association-notice', 'association-denied', 'association-confirmed', 'association-ended'])(
  '%s goes out once more after an unknown outcome, and only once',
  (template) => {
    expect([goesAgain(template, false), goesAgain(template, true)]).toEqual([true, false])
  },
)

const attempts = fc.integer({ min: 1, max: 100 })
const chance = fc.double({ min: 0, max: 1, noNaN: true })
const temporary = fc.oneof(fc.integer({ min: 400, max: 499 }).map(refused), fc.constant(unreached))

test('a pause is a minute, doubled each time, four hours at most, give or take a fifth', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 35 }), chance, temporary, (attempt, luck, outcome) => {
      const step = decideNext(legal, attempt, false, outcome, luck)
      const whole = Math.min(60 * 2 ** (attempt - 1), 14_400)
      const pause = 'afterSeconds' in step ? (step.afterSeconds ?? Number.NaN) : Number.NaN
      return pause >= whole * 0.8 - 1 && pause <= whole * 1.2 + 1
    }),
  )
})

test('RFC 5321, 4.5.4.1: a relay that is down is tried for at least four days before a letter is given up', () => {
  let seconds = 0
  let attempt = 1
  for (; ; attempt++) {
    const step = decideNext(legal, attempt, false, unreached, 0.5)
    if (step.verb === 'fail') break
    seconds += 'afterSeconds' in step ? step.afterSeconds! : 0
  }
  expect(seconds / 86_400).toBeGreaterThan(4)
  expect(seconds / 86_400).toBeLessThan(6)
})

test('whatever the relay says, a letter is never given up and tried again at once, and never forgotten', () => {
  const outcome = fc.oneof(
    fc.constant(accepted),
    fc.constant(silent),
    temporary,
    fc.integer({ min: 500, max: 599 }).map(refused),
  )
  fc.assert(
    fc.property(
      outcome,
      attempts,
      fc.boolean(),
      fc.constantFrom(legal, other),
      chance,
      (said, attempt, was, template, luck) => {
        const step = decideNext(template, attempt, was, said, luck)
        if (!('afterSeconds' in step)) return (step.verb === 'accept') === (said.kind === 'accepted')
        return step.afterSeconds === null ? step.verb === 'lose' : step.afterSeconds >= 48
      },
    ),
  )
})

test('a legal notice is lost to silence twice at most, over any course of events', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(temporary, fc.constant(silent)), { maxLength: 60 }), (course) => {
      let unknown = false
      let silences = 0
      for (const [at, said] of course.entries()) {
        const step = decideNext(legal, at + 1, unknown, said, 0.5)
        if (step.verb === 'lose') silences++
        if (step.verb === 'fail' || (step.verb === 'lose' && step.afterSeconds === null)) break
        unknown ||= step.verb === 'lose'
      }
      return silences <= 2
    }),
  )
})

test('what is accepted, failed or bounced is never sent again', () => {
  for (const state of letterStates)
    if (['accepted', 'failed', 'bounced'].includes(state)) expect(letterMoves[state]).not.toHaveProperty('send')
})
