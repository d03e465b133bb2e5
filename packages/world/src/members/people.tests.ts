import { expect, test } from 'vitest'
import type { Tier } from '@ofrecord/core/organisations/organization.rules'
import { requiredContactRoles } from '@ofrecord/core/people/contact.rules'
import { slotsOf } from '@ofrecord/core/people/privilege.rules'
import { T0 } from '../time.ts'
import { opened, counts, one, organisationId } from './ground.ts'

test('people stand in the states that F.9 counts, and twelve work for two organisations (PPL-R5)', async () => {
  expect(
    await counts(`select status || case when status = 'awaiting_profile' then ' ' || method else '' end as of, count(*) as n
      from affiliation where status not in ('active', 'denied', 'deleted', 'expired') group by 1`),
  ).toEqual({
    'awaiting_profile multi': 22,
    'awaiting_profile request': 12,
    requested: 22,
    invited_single: 10,
    profile_done_pending_approval: 10,
    ended: 20,
  })
  expect(
    await one(`select count(*)::int as people, sum(n)::int as stays, count(*) filter (where n > 1)::int as twice
      from (select person_id, count(*) as n from affiliation where status = 'active' group by 1) s`),
  ).toEqual({ people: 604, stays: 616, twice: 12 })
  expect(await one(`select count(distinct person_id)::int as people from affiliation`)).toEqual({ people: 700 })
})

test('260 certified professionals, and credentials that are known, moved, at their limit or cooling down (F.9, CP-R3)', async () => {
  expect(await counts('select state as of, count(*) as n from credential_profile group by 1')).toEqual({
    linked: 260,
    unlinked: 4,
    pending_name_check: 1,
    refused: 1,
  })
  expect(
    await one(`select count(*) filter (where moved)::int as moved, count(*) filter (where year >= 3)::int as "atLimit",
        count(*) filter (where last > '${T0.toISOString()}'::timestamptz - interval '30 days')::int as cooling
      from (select bool_or(unlink_reason = 'moved') as moved, max(linked_at) as last,
          count(*) filter (where linked_at > '${T0.toISOString()}'::timestamptz - interval '1 year') as year
        from credential_link k join credential_profile c on c.id = k.credential_profile_id and c.state = 'linked'
        group by k.credential_profile_id) s`),
  ).toEqual({ moved: 6, atLimit: 3, cooling: 5 })
})

test('of 1,500 results 70 in a hundred are good for long, 15 and 5 expire within 180 and 30 days, 10 are over (F.9)', async () => {
  expect(
    await counts(`select case when expires_on < d.today or t.retired_on < d.today then 'over' when expires_on <= d.today + 30 then 'within 30'
        when expires_on <= d.today + 180 then 'within 180' else 'later' end as of, count(*) as n
      from skill_record s join certification t using (vendor_id, code), (select '${T0.toISOString().slice(0, 10)}'::date as today) d group by 1`),
  ).toEqual({ later: 1_050, 'within 180': 225, 'within 30': 75, over: 150 })
  expect(
    await opened.rows(`select s.id from skill_record s join credential_profile c on c.id = s.credential_profile_id
      where c.state = 'linked' and (s.organization_id is distinct from c.organization_id or s.person_id is distinct from c.person_id)`),
  ).toEqual([])
})

test('every required role of every location has a holder who is affiliated, 31 are inherited, four bounce (CNT-R2, CNT-R3)', async () => {
  expect(
    await opened.rows(`select l.name, r.role from location l cross join unnest('{${requiredContactRoles.join(',')}}'::text[]) as r(role)
      where l.left_at is null and not exists (select from contact_assignment c join affiliation a on a.id = c.affiliation_id
        where c.location_id = l.id and c.role = r.role and c.ended_at is null and a.status = 'active'
          and a.organization_id = l.organization_id and a.person_id = c.person_id)`),
  ).toEqual([])
  expect(
    await one(`select count(*) filter (where c.state = 'inherited')::int as inherited, count(*) filter (where p.bounced_at is not null)::int as bouncing
      from contact_assignment c join person p on p.id = c.person_id where c.ended_at is null`),
  ).toEqual({ inherited: 31, bouncing: 4 })
})

test('who is the primary contact may administer there, and nobody else by that right (CNT-R5)', async () => {
  expect(
    await opened.rows(`select person_id, role, location_id from role_assignment where source = 'contact' and not held_back
      except select c.person_id, case when l.is_headquarters then 'global_admin' else 'location_admin' end, case when not l.is_headquarters then l.id end
        from contact_assignment c join location l on l.id = c.location_id where c.role = 'primary_program' and c.ended_at is null`),
  ).toEqual([])
})

test('Lone Pine has one administrator, whose mailbox gives letters back (F.8)', async () => {
  expect(
    await opened.rows(`select distinct p.bounced_at is not null as bounces from role_assignment r join person p on p.id = r.person_id
      where r.organization_id = '${organisationId('lonepine')}' and r.role = 'global_admin'`),
  ).toEqual([{ bounces: true }])
})

test('five locations have no slot left, and none has more holders than its tier (PRV-R1, PRV-R3, F.6.2)', async () => {
  const used = await opened.rows<{ name: string; tier: Tier; n: number }>(
    `select l.name, o.tier, count(*)::int as n from privilege_grant g join location l on l.id = g.location_id
      join organization o on o.id = g.organization_id where g.privilege = 'software_download' and g.ended_at is null group by l.id, o.tier`,
  )
  const limit = (tier: Tier): number => slotsOf.software_download![tier]
  expect(used.filter(({ tier, n }) => n > limit(tier))).toEqual([])
  expect(
    used
      .filter(({ tier, n }) => n === limit(tier))
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual(['Bristol', 'Denver', 'Graz', 'Kassel', 'Verona'])
})
