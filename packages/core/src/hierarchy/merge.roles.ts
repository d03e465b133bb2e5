import { sql } from 'kysely'
import type { PersonActor } from '../kernel/actor.ts'
import { refuseAbsent } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import type { Call } from '../kernel/transaction.ts'
import { Organization } from '../organisations/organization.entity.ts'
import { RoleAssignment } from '../people/person.entity.ts'

/** A role in the whole organisation that came with a merge and opens no door until somebody says yes to it (MRG-R2). */
export interface HeldBackRole {
  roleId: string
  personId: string
  name: string
  role: string
}

export const listHeldBackRoles = async (call: Call): Promise<HeldBackRole[]> => {
  const { organizationId } = call.actor as PersonActor
  const { rows } = await sql<HeldBackRole>`
    select r.id as "roleId", r.person_id as "personId", p.name, r.role
    from role_assignment r join person p on p.id = r.person_id
    where r.organization_id = ${organizationId} and r.held_back order by p.name, r.role, r.id
  `.execute(call.em.getKysely())
  return rows
}

/** A global administrator's yes: from now on the role holds in the whole organisation. */
export const confirmRole = async (call: Call, roleId: string): Promise<void> => {
  const role = await findHeldBack(call, roleId)
  role.heldBack = false
  await tell(call, 'organization.roleConfirmed', role)
}

/** A global administrator's no: the role is gone; the person stays, with what they have at their locations. */
export const refuseRole = async (call: Call, roleId: string): Promise<void> => {
  const role = await findHeldBack(call, roleId)
  call.em.remove(role)
  await tell(call, 'organization.roleRefused', role)
}

const findHeldBack = async (call: Call, id: string): Promise<RoleAssignment> => {
  const { organizationId } = call.actor as PersonActor
  return (
    (await call.em.findOne(RoleAssignment, { id, organizationId: organizationId!, heldBack: true })) ?? refuseAbsent()
  )
}

const tell = async (call: Call, type: string, { personId, role, organizationId }: RoleAssignment): Promise<void> => {
  const organization = await call.em.findOneOrFail(Organization, { id: organizationId! })
  happened(organization, type, { personId, role })
}
