import { newId } from '@ofrecord/core/kernel/id'
import type { Call } from '@ofrecord/core/kernel/transaction'
import type { Floor } from './ground.members.ts'
import { insertRows } from './rows.ts'

/** Certification profiles and where they counted, before their results come in: those carry whose they are. */
export const layCredentials = async (call: Call, { laid, members, at }: Floor): Promise<void> => {
  const organization = (key: string | null): string | null => (key === null ? null : laid.organisations.get(key)!)
  const person = (key: string | null): string | null => (key === null ? null : laid.people.get(key)!)
  const rows = members.credentials.map((plan) => ({
    plan,
    row: {
      id: newId(call.now) as string,
      vendor_id: laid.vendorId,
      credential_id: plan.credentialId,
      person_id: person(plan.person),
      name: plan.name,
      state: plan.state,
      organization_id: organization(plan.organisation),
      state_at: at(plan.stateDays),
      version: 1,
    },
  }))
  await insertRows(
    call,
    'credential_profile',
    rows.map(({ row }) => row),
  )
  await insertRows(
    call,
    'credential_link',
    rows.flatMap(({ plan, row }) =>
      plan.links.map(({ organisation, linkedDays, unlinkedDays, reason }) => ({
        id: newId(call.now) as string,
        vendor_id: laid.vendorId,
        organization_id: organization(organisation),
        credential_profile_id: row.id,
        person_id: row.person_id,
        linked_at: at(linkedDays),
        unlinked_at: unlinkedDays === undefined ? null : at(unlinkedDays),
        unlink_reason: reason ?? null,
      })),
    ),
  )
}
