import { letter } from '../src/letter.ts'
import { moment } from '../src/moments.ts'
import type { AdminRecoveryOwn } from '../src/people.ts'
import { recoveryShape, recoveryValues } from '../src/people.ts'
import { exact } from '../src/plain.ts'

export const adminRecoveryOwn = letter({
  room: 'people',
  shape: { ...recoveryShape, domain: 'line', dueAt: 'line' },
  fill: (params: AdminRecoveryOwn, locale) => ({
    ...recoveryValues(params, locale),
    domain: exact(params.domain),
    dueAt: moment(params.dueAt, params.timeZone, locale),
  }),
})
