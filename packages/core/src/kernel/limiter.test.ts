import { expect, test } from 'vitest'
import { Limiter, rateClasses } from './limiter.ts'

const stopwatch = () => {
  const watch = { now: 0 }
  return { watch, limiter: new Limiter(() => watch.now) }
}

const takeAll = (limiter: Limiter, key: string, calls: number): number =>
  Array.from({ length: calls }, () => limiter.take(key, 'signIn')).filter(Boolean).length

test('a burst goes through, the next call does not', () => {
  const { limiter } = stopwatch()
  expect(takeAll(limiter, 'ines', 100)).toBe(rateClasses.signIn.burst)
})

test('after a minute the pace of a minute has come back, and no more than the burst', () => {
  const { limiter, watch } = stopwatch()
  takeAll(limiter, 'ines', 100)
  watch.now += 60_000
  expect(takeAll(limiter, 'ines', 100)).toBe(rateClasses.signIn.perMinute)
  watch.now += 3_600_000
  expect(takeAll(limiter, 'ines', 100)).toBe(rateClasses.signIn.burst)
})

test('knocking on while refused does not push the next chance away', () => {
  const { limiter, watch } = stopwatch()
  takeAll(limiter, 'ines', 20)
  for (let tenth = 0; tenth < 30; tenth++) {
    watch.now += 100
    limiter.take('ines', 'signIn')
  }
  expect(limiter.take('ines', 'signIn')).toBe(false)
  watch.now += 3000
  expect(limiter.take('ines', 'signIn')).toBe(true)
})

test('what is given back can be taken again, and never makes more than the burst', () => {
  const { limiter } = stopwatch()
  takeAll(limiter, 'ines', 19)
  for (let again = 0; again < 30; again++) limiter.giveBack('ines', 'signIn')
  expect(takeAll(limiter, 'ines', 100)).toBe(rateClasses.signIn.burst)
})

test('one caller uses up nobody else’s calls, and no other kind of calls', () => {
  const { limiter } = stopwatch()
  takeAll(limiter, 'ines', 100)
  expect(limiter.take('hal', 'signIn')).toBe(true)
  expect(limiter.take('ines', 'read')).toBe(true)
})
