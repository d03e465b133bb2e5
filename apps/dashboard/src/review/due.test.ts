import { expect, test } from 'vitest'
import { dueOf } from './due.ts'

const london = 'Europe/London'
const monday = new Date('2026-11-02T09:00:00Z')

test('until when is counted in the vendor’s business days, weekends left out (GEN-R2)', () => {
  expect(dueOf({ status: 'submitted', slaDueAt: '2026-11-09T23:59:59.999Z' }, london, monday)).toEqual({
    text: 'Take by Mon\u00A09\u00A0Nov',
    left: '5 business days left',
    isOver: false,
  })
})

test('the last day says so', () =>
  expect(dueOf({ status: 'under_review', slaDueAt: '2026-11-02T23:59:59.999Z' }, london, monday)?.left).toBe(
    'today is the last day',
  ))

test('a due day is the vendor’s, wherever its end falls for the reader', () => {
  // The end of Friday in New York is Saturday in UTC.
  expect(
    dueOf({ status: 'under_review', slaDueAt: '2026-11-07T04:59:59.999Z' }, 'America/New_York', monday)?.text,
  ).toContain('Fri')
})

test('over time is said in words, with the business days since', () => {
  const due = dueOf({ status: 'submitted', slaDueAt: '2026-10-29T23:59:59.999Z' }, london, monday)
  expect(due).toMatchObject({ isOver: true, left: '2 business days late' })
  expect(due?.text).toContain('Over time since')
})

test('on the weekend after the due day nothing is counted yet', () =>
  expect(
    dueOf({ status: 'submitted', slaDueAt: '2026-10-30T23:59:59.999Z' }, london, new Date('2026-10-31T12:00:00Z'))
      ?.left,
  ).toBe(''))

test('what waits for nobody at the vendor has no due day', () =>
  expect(dueOf({ status: 'approved', slaDueAt: null }, london, monday)).toBeUndefined())
