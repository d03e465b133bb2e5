import { happened } from '../kernel/happened.ts'
import { daysAfter } from '../kernel/time.ts'
import { cancelTimer, setTimer } from '../kernel/timer.entity.ts'
import type { Call } from '../kernel/transaction.ts'
import { Location } from '../organisations/location.entity.ts'
import type { LocationFields } from '../organisations/location.input.rules.ts'

/** Incentives of a location that has to be verified anew run on for as long (B.16.3). */
const incentiveDays = 30

/** Edits a location; where what was verified changes, its enrolment in incentives ends unless it is verified in time. */
export const editLocation = async (call: Call, location: Location, fields: LocationFields): Promise<void> => {
  const before = location.status
  location.edit(fields, call.now)
  if (before === 'verified' && location.status !== 'verified' && location.enrolled)
    await setTimer(call, location.id, 'location.incentives', daysAfter(call.now, incentiveDays))
}

/** The vendor found the legal entity: what ran on keeps running (HIE-R8). */
export const verifyLocation = async (call: Call, location: Location): Promise<void> => {
  location.verify(call.now)
  await cancelTimer(call, location.id, 'location.incentives')
}

/** The days are over, and the vendor has not found the new legal entity: its enrolment ends. */
export const endIncentives = async (call: Call, locationId: string): Promise<void> => {
  const location = await call.em.findOneOrFail(Location, { id: locationId })
  if (location.status === 'verified' || !location.enrolled) return
  location.enrolled = false
  happened(location, 'location.incentivesEnded')
}
