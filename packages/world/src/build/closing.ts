import { addressAt } from '../addresses.ts'
import { locationOf } from '../organisations.ts'
import type { ClaimPlan } from '../claims/plan.ts'
import type { Stage } from './stage.ts'

/**
 * The claim's location closes. Where that is a headquarters, which cannot, the partner opens a branch beside it, has it
 * verified, gives it the claim and closes it: each step through its own door (DIS-R1, DIS-R6).
 */
export const closeLocationOf = async (stage: Stage, plan: ClaimPlan, claimId: string): Promise<void> => {
  const { hierarchy } = await stage.as(administratorOf(stage, plan), plan.organisation)
  const location = locationOf(plan.location)
  const from = stage.laid.locations.get(plan.location)!
  const { country, legalName } = location
  const name = `${location.name} Ost`
  const address = addressAt({ key: `${plan.location} branch`, country, name: location.name })
  const fields = { ...address, name, legalName, city: location.name, country, parentId: from }
  const { locationId, number } = await hierarchy.create({ ...fields, reason: 'A branch for the east of the town.' })
  const desk = (await stage.as('sam')).hierarchy
  const { version } = await desk.inspect({ locationId })
  await desk.verify({ locationId, version })
  await hierarchy.transferClaims({ from, to: locationId, claimIds: [claimId] })
  await hierarchy.dissociate({ locationId, confirmation: String(number), reason: 'The branch was given up.' })
}

const administratorOf = ({ world }: Stage, { organisation }: ClaimPlan): string => {
  const found = world.people.find(({ affiliations }) =>
    affiliations.some(
      (one) => one.organisation === organisation && one.roles.some(({ role }) => role === 'global_admin'),
    ),
  )
  if (!found) throw new Error(`Nobody administers ${organisation}`)
  return found.key
}
