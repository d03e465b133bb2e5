import { associationImpact, claimImpact, itemImpact } from './impact.claims.ts'
import { competencyImpact } from './impact.competencies.ts'
import type { ImpactList } from './impact.lists.ts'
import type { ImpactRoom } from './impact.room.ts'
import { contactImpact, homeImpact, organisationRoleImpact, privilegeImpact, rightImpact } from './impact.people.ts'
import { membershipImpact, referenceImpact } from './impact.programme.ts'
import { treeImpact } from './impact.tree.ts'

/** Every room's part of an impact report, in the order of the page. A new room adds its line here. */
export const impactRooms: readonly (ImpactRoom | ImpactList)[] = [
  treeImpact,
  rightImpact,
  organisationRoleImpact,
  homeImpact,
  contactImpact,
  privilegeImpact,
  claimImpact,
  itemImpact,
  associationImpact,
  competencyImpact,
  referenceImpact,
  membershipImpact,
]
