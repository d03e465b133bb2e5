import { tiny } from '@ofrecord/world/tiny'
import { newId } from '../src/kernel/id.ts'
import { placeOf } from './people.ts'
import type { TestWorld } from './stage.ts'

type Place = keyof typeof tiny.locations
type Person = keyof typeof tiny.people

/** Somebody passes an exam that counts for these competencies; their credential is linked where they work. */
export const certify = async (
  world: TestWorld,
  person: Person,
  {
    code = 'HX-900',
    competencies = ['messaging'],
    expiresOn = null,
  }: { code?: string; competencies?: string[]; expiresOn?: string | null } = {},
): Promise<void> => {
  const { email } = tiny.people[person]
  const now = world.now()
  await world.rows(
    `insert into certification (id, vendor_id, code, name, kind, qualifies_for)
     select $1, id, $2, 'Exam ' || $2, 'exam', $3 from vendor on conflict (vendor_id, code) do update set qualifies_for = excluded.qualifies_for`,
    [newId(now), code, competencies],
  )
  await world.rows(
    `insert into credential_profile (id, vendor_id, credential_id, person_id, name, state, organization_id, state_at)
     select $1, a.vendor_id, 'C-' || p.id, p.id, p.name, 'linked', a.organization_id, $3
     from person p join affiliation a on a.person_id = p.id and a.status = 'active' where p.email = $2 on conflict do nothing`,
    [newId(now), email, now],
  )
  await world.rows(
    `insert into skill_record (id, vendor_id, organization_id, person_id, credential_profile_id, kind, code, passed_on, expires_on)
     select $1, c.vendor_id, c.organization_id, c.person_id, c.id, 'exam', $3, '2026-06-01', $4
     from credential_profile c join person p on p.id = c.person_id where p.email = $2`,
    [newId(now), email, code, expiresOn],
  )
}

/** A customer confirmed a project of a location's; `assigned`: it counts there for the competency (REF-R5). */
export const refer = async (
  world: TestWorld,
  {
    at = 'leeds',
    competency = 'messaging',
    expiresAt = '2028-06-01T12:00:00Z',
    assigned = true,
  }: { at?: Place; competency?: string; expiresAt?: string; assigned?: boolean } = {},
): Promise<string> => {
  const id = newId(world.now())
  await world.rows(
    `insert into customer_reference (id, vendor_id, organization_id, location_id, created_by, created_at, state, state_at, company,
       contact_name, contact_title, contact_email, contact_language, project_title, description, products, competencies, outcome, signals,
       approved_at, expires_at)
     select $1::uuid, l.vendor_id, l.organization_id, l.id, l.id, $3, $4, $3, 'Orchard Foods', 'Nora', 'Head of IT', 'nora@orchardfoods.example', 'en',
       'Mail', 'Mail for everybody', '{}', array[$5], '', '{}', $6::timestamptz - interval '24 months', $6
     from location l where l.id = $2`,
    [id, await placeOf(world, at), world.now(), assigned ? 'assigned' : 'approved', competency, expiresAt],
  )
  if (assigned) await assign(world, id, { at, competency })
  return id
}

const assign = async (world: TestWorld, id: string, { at, competency }: { at: Place; competency: string }) => {
  await world.rows(
    `insert into reference_assignment (id, vendor_id, organization_id, reference_id, location_id, competency, assigned_at)
     select $1, r.vendor_id, r.organization_id, r.id, $3, $4, $5 from customer_reference r where r.id = $2`,
    [newId(world.now()), id, await placeOf(world, at), competency, world.now()],
  )
}

/** Two people and three references: everything that silver of Messaging asks for, at Leeds. */
export const meetSilver = async (world: TestWorld, expiresAt?: string): Promise<string[]> => {
  await certify(world, 'ines')
  await certify(world, 'mina')
  const references: string[] = []
  for (let made = 0; made < 3; made++) references.push(await refer(world, expiresAt === undefined ? {} : { expiresAt }))
  return references
}
