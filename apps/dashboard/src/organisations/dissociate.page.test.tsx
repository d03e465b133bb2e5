import { screen } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { openPage } from '../../test/open.tsx'
import { createServer } from '../../test/server.ts'

const server = createServer()

test('a location closes after its preview, a reason and its number typed (DIS-R4)', async () => {
  const [cologne] = await server.world.rows<{ id: string; number: number }>(
    `select id, number from location where name = 'Cologne'`,
  )
  openPage(server, `/organisation/locations/${cologne!.id}/dissociate`, 'gwen')
  await screen.findByRole('table', { name: 'What this changes' })
  await userEvent.type(screen.getByRole('textbox', { name: 'Reason' }), 'The lease ends')
  const number = screen.getByRole('textbox', { name: /^Type the number/ })
  await userEvent.type(number, '1')
  await userEvent.click(screen.getByRole('button', { name: 'Dissociate 1 location' }))
  expect(screen.getByText(/Type the location’s number as it stands/)).toBeVisible()
  await userEvent.clear(number)
  await userEvent.type(number, String(cologne!.number))
  await userEvent.click(screen.getByRole('button', { name: 'Dissociate 1 location' }))
  expect(await screen.findByText('Cologne was dissociated.')).toBeVisible()
})

test('a location administrator keeps the closing as a rehearsal, for a global one to carry out (DIS-R3)', async () => {
  const [milan] = await server.world.rows<{ id: string }>(`select id from location where name = 'Milan'`)
  openPage(server, `/organisation/locations/${milan!.id}/dissociate`, 'luca')
  await userEvent.click(await screen.findByRole('button', { name: 'Keep this rehearsal' }))
  expect(await screen.findByText('Send them the address of this page.', { exact: false })).toBeVisible()
})

test('DIS-R5: the desk restores a location, and reads what did not come back and why', async () => {
  const [cologne] = await server.world.rows<{ id: string; number: number }>(
    `select id, number from location where name = 'Cologne'`,
  )
  const gwen = await server.world.as('gwen')
  const change = { kind: 'dissociated', locationId: cologne!.id, withChildren: false } as const
  const { id: rehearsalId } = await gwen.hierarchy.rehearse({ change, reason: 'The lease ends.' })
  await gwen.hierarchy.execute({ rehearsalId, reason: 'x', confirmation: String(cologne!.number) })
  const [ugo] = await server.world.rows<{ id: string }>(
    `select a.id from affiliation a join person p on p.id = a.person_id where p.name = 'Ugo Brandt' and a.status = 'active'`,
  )
  await gwen.people.end({ affiliationId: ugo!.id })
  openPage(server, `/desk/locations/${cologne!.id}`, 'sam')
  await userEvent.type((await screen.findAllByRole('textbox', { name: 'Reason' }))[0]!, 'The wrong one')
  await userEvent.click(screen.getByRole('button', { name: 'Restore the location' }))
  expect(await screen.findByRole('heading', { name: 'What did not come back' })).toBeVisible()
  expect(screen.getByText('Ugo Brandt: has left the organisation since')).toBeVisible()
})
