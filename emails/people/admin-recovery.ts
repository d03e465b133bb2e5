import { letter } from '../src/letter.ts'
import { moment } from '../src/moments.ts'
import type { AdminRecovery } from '../src/people.ts'
import { recoveryShape, recoveryValues } from '../src/people.ts'
import { exact, name } from '../src/plain.ts'

export const adminRecovery = letter({
  room: 'people',
  shape: { ...recoveryShape, person: 'line', address: 'line', domain: 'line', dueAt: 'line' },
  fill: (params: AdminRecovery, locale) => ({
    ...recoveryValues(params, locale),
    person: name(params.personName),
    address: exact(params.personAddress),
    domain: exact(params.domain),
    dueAt: moment(params.dueAt, params.timeZone, locale),
  }),
})
