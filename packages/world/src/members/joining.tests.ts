import { expect, test } from 'vitest'
import { moveClock } from '@ofrecord/core/kernel/clock'
import { askedAgain } from '../arrivals.ts'
import { coolingPerson } from '../credentials.ts'
import { after, days, T0 } from '../time.ts'
import { opened, stage, world, counts, codeOf } from './ground.ts'

test('fx.people.awaiting: the row was deleted, and they ask again (PPL-R2)', async () => {
  const { people } = await stage.as('gwen', 'kestrel')
  const { email } = world.members.outsiders.find(({ key }) => key === askedAgain.person)!
  expect((await people.requests({ email })).rows).toHaveLength(1)
  expect(
    await opened.rows(
      `select a.status from affiliation a join person p on p.id = a.person_id where p.email = '${email}' order by a.created_at`,
    ),
  ).toEqual([{ status: 'deleted' }, { status: 'requested' }])
})

test('fx.cred.cooldown: linked 29 days ago, so that a link elsewhere is refused until tomorrow (CP-R3)', async () => {
  const { credentials } = await stage.as(coolingPerson, 'lanterna')
  const { credential } = await credentials.mine()
  expect(await codeOf(credentials.link({ credentialId: credential!.credentialId }))).toBe('CREDENTIAL_COOLDOWN')
  moveClock(after(T0, 1 * days))
  expect(await codeOf(credentials.link({ credentialId: credential!.credentialId }))).toBe('done')
  moveClock(T0)
})

test('who was invited in the last days has the letter with the link in the mailbox (AF1, AF5)', async () => {
  expect(
    await counts(`select m.template as of, count(*) as n from letter m join person p on lower(m.recipient) = p.email_normalised
      join affiliation a on a.person_id = p.id and a.status in ('awaiting_profile', 'invited_single') and a.sent_at > '${after(T0, -4 * days).toISOString()}'
      where m.accepted_at is not null group by 1`),
  ).toEqual({ 'invite-multi': 3, 'invite-single': 1 })
})
