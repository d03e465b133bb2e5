import { completeProfiles, locationId, personId } from '@ofrecord/core/test/access'
import { acceptedMerge, executeMerge } from '@ofrecord/core/test/merging'
import { screen, waitFor, within } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { openPage } from '../../test/open.tsx'
import { createServer } from '../../test/server.ts'

const server = createServer()

const pick = async (dialog: HTMLElement, typed: string, name: string): Promise<void> => {
  await userEvent.type(within(dialog).getByRole('combobox', { name: 'Person' }), typed)
  await within(dialog).findByRole('option', { name: new RegExp(`^${name}`) })
  await userEvent.keyboard('{Enter}')
}

const mina = { name: 'Mina Okafor' }

test('CNT-R2: a contact role is given to somebody found by name, refused while the profile is not complete', async () => {
  openPage(server, '/people/contacts', 'gwen')
  const row = await screen.findByRole('row', { name: /^Leeds/ })
  await userEvent.click(within(row).getByRole('button', { name: /Third technical contact of Leeds/ }))
  const dialog = await screen.findByRole('dialog', { name: 'Third technical contact of Leeds: who?' })
  await userEvent.click(within(dialog).getByRole('button', { name: 'Give the role' }))
  expect(within(dialog).getByRole('combobox')).toHaveAccessibleDescription(/Choose somebody from the list/)
  await pick(dialog, 'mina', mina.name)
  await userEvent.click(within(dialog).getByRole('button', { name: 'Give the role' }))
  expect(await within(dialog).findByText(/profile is not complete yet/)).toBeVisible()
  await completeProfiles(server.world)
  await userEvent.click(within(dialog).getByRole('button', { name: 'Give the role' }))
  expect(await screen.findByText(`${mina.name} is the Third technical contact of Leeds now`)).toBeVisible()
  expect(await within(row).findByRole('button', { name: new RegExp(`^${mina.name}.*Third technical`) })).toBeVisible()
})

test('PRV-R1, PRV-R2: the page counts the slots of a location down and up again', async () => {
  await server.world.rows(`update organization set tier = 'gold'`)
  openPage(server, '/people/privileges', 'gwen')
  const row = await screen.findByRole('row', { name: /^Leeds/ })
  const left = () => Number.parseInt(within(row).getAllByText(/^\d+ of 10 left$/)[0]!.textContent, 10)
  const before = left()
  await userEvent.click(within(row).getByRole('button', { name: /Software download at Leeds/ }))
  const dialog = await screen.findByRole('dialog', { name: /Software download at Leeds/ })
  await pick(dialog, 'mina', mina.name)
  await userEvent.click(within(dialog).getByRole('button', { name: 'Grant it' }))
  const back = await within(row).findByRole('button', { name: new RegExp(`Take back from ${mina.name}: Software`) })
  expect(left()).toBe(before - 1)
  await userEvent.click(back)
  await waitFor(() => expect(left()).toBe(before))
  await userEvent.click(await screen.findByRole('button', { name: 'Undo' }))
  await waitFor(() => expect(left()).toBe(before - 1))
  expect(screen.getByText(`Given back to ${mina.name}: Software download at Leeds`)).toBeVisible()
})

test('PRV-R2: a slot that others took meanwhile is not given back, and that is said (NO_DOWNLOAD_SLOTS)', async () => {
  await server.world.rows(`update organization set tier = 'starter'`)
  const { privileges } = await server.world.as('gwen')
  const leeds = (await privileges.list({})).rows.find(({ locationName }) => locationName === 'Leeds')!
  const [first, ...others] = await server.world.rows<{ id: string }>(
    `select p.id from affiliation a join person p on p.id = a.person_id join organization o on o.id = a.organization_id
     where o.name like 'Kestrel%' and a.status = 'active' order by p.name <> $1, p.name limit 3`,
    [mina.name],
  )
  const give = ({ id: personId }: { id: string }) =>
    privileges.grant({ locationId: leeds.locationId, personId, privilege: 'software_download' })
  await give(first!)
  openPage(server, '/people/privileges', 'gwen')
  const take = { name: new RegExp(`${mina.name}: Software download at Leeds`) }
  await userEvent.click(await screen.findByRole('button', take))
  const undo = await screen.findByRole('button', { name: 'Undo' })
  for (const other of others) await give(other)
  await userEvent.click(undo)
  expect(await screen.findByText(/^All 2 slots of this location are taken/)).toBeVisible()
})

test('CNT-R1: the way back of a contact who was removed takes nobody’s place who was given it meanwhile', async () => {
  await completeProfiles(server.world)
  const { contacts, people } = await server.world.as('gwen')
  const leeds = (await contacts.list({})).rows.find(({ locationName }) => locationName === 'Leeds')!
  const [first, second] = (await people.list({})).rows
  const give = (personId: string) => contacts.assign({ locationId: leeds.locationId, role: 'technical_3', personId })
  await give(first!.personId)
  openPage(server, '/people/contacts', 'gwen')
  const row = await screen.findByRole('row', { name: /^Leeds/ })
  const remove = async () => {
    await userEvent.click(
      await within(row).findByRole('button', { name: new RegExp(`^${first!.name}.*Third technical`) }),
    )
    await userEvent.click(within(row).getByRole('menuitem', { name: 'Leave it empty', hidden: true }))
    return screen.findByRole('button', { name: 'Undo' })
  }
  const holder = async () =>
    (await contacts.list({})).rows
      .find(({ locationId }) => locationId === leeds.locationId)!
      .contacts.find(({ role }) => role === 'technical_3')?.personId ?? null
  await userEvent.click(await remove())
  await waitFor(async () => expect(await holder()).toBe(first!.personId))
  const undo = await remove()
  await give(second!.personId)
  await userEvent.click(undo)
  expect(await screen.findByText(/moved on|changed/)).toBeVisible()
  expect(await holder()).toBe(second!.personId)
})

test('B.0.1: a role is given at several locations in one go, with what became of each, and taken again', async () => {
  openPage(server, '/people/roles', 'gwen')
  await userEvent.click(await screen.findByRole('button', { name: 'Give a role' }))
  const dialog = await screen.findByRole('dialog', { name: 'Give a role' })
  const give = () => userEvent.click(within(dialog).getByRole('button', { name: 'Give the role' }))
  await pick(dialog, 'mina', mina.name)
  await userEvent.selectOptions(within(dialog).getByRole('combobox', { name: 'Role' }), 'Order user')
  await give()
  const where = within(dialog).getByRole('group', { name: 'Where' })
  expect(where).toHaveAccessibleDescription(/Choose a location at least/)
  await userEvent.click(await within(where).findByRole('checkbox', { name: /^Milan/ }))
  await userEvent.click(within(where).getByRole('checkbox', { name: /^Leeds/ }))
  expect(within(where).getByRole('status')).toHaveTextContent('2 locations chosen')
  await give()
  const report = await within(dialog).findByRole('list', { name: 'What became of each location' })
  expect(within(report).getAllByText('Has the role here now')).toHaveLength(2)
  expect(within(dialog).getByText(`${mina.name}: Order user at several locations`)).toHaveFocus()
  await userEvent.click(within(dialog).getAllByRole('button', { name: 'Close' }).at(-1)!)
  const row = await screen.findByRole('row', { name: new RegExp(`^${mina.name}.*Milan`) })
  await userEvent.click(within(row).getByRole('button', { name: `Take away Order user from ${mina.name}` }))
  expect(await screen.findByText(`${mina.name} no longer has the role Order user`)).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }))
  expect(await screen.findByText(`${mina.name} is Order user again`)).toBeVisible()
  expect(await screen.findByRole('row', { name: new RegExp(`^${mina.name}.*Milan`) })).toBeVisible()
})

test('CNT-R1, CNT-R3: contact roles at several locations are looked at line by line, then given to one person', async () => {
  await completeProfiles(server.world)
  openPage(server, '/people/contacts', 'gwen')
  await userEvent.click(await screen.findByRole('button', { name: 'Assign at several locations' }))
  const dialog = await screen.findByRole('dialog', { name: 'Assign at several locations' })
  await pick(dialog, 'mina', mina.name)
  await userEvent.click(within(dialog).getByRole('checkbox', { name: 'Third technical contact' }))
  for (const place of [/^Leeds/, /^Milan/])
    await userEvent.click(await within(dialog).findByRole('checkbox', { name: place }))
  await userEvent.click(within(dialog).getByRole('button', { name: 'Show what changes' }))
  const lines = await within(dialog).findByRole('list', { name: 'What changes at each location' })
  expect(within(lines).getAllByText('Third technical contact: nobody holds it now')).toHaveLength(2)
  expect(within(dialog).getByText(/^Mina Okafor takes 2 roles/)).toHaveFocus()
  await userEvent.click(within(dialog).getByRole('button', { name: 'Change the choice' }))
  expect(within(dialog).getByRole('combobox', { name: 'Person' })).toHaveFocus()
  await userEvent.click(within(dialog).getByRole('button', { name: 'Show what changes' }))
  await userEvent.click(await within(dialog).findByRole('button', { name: 'Give 2 roles' }))
  expect(await screen.findByText(`${mina.name} holds 2 more contact roles`)).toBeVisible()
  const row = await screen.findByRole('row', { name: /^Milan/ })
  expect(await within(row).findByRole('button', { name: new RegExp(`^${mina.name}.*Third technical`) })).toBeVisible()
})

test('AF9: a profile that lacks something says so at its field, and is kept when it is whole', async () => {
  openPage(server, '/account/profile', 'mina')
  const role = await screen.findByRole('textbox', { name: 'Job role' })
  await userEvent.clear(role)
  await userEvent.click(screen.getByRole('button', { name: 'Save profile' }))
  expect(role).toHaveAccessibleDescription('Enter your job role.')
  await userEvent.type(role, 'Engineer')
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Country' }), 'GB')
  await userEvent.click(screen.getByRole('button', { name: 'Save profile' }))
  expect(await screen.findByText('Profile saved')).toBeVisible()
})

test('somebody without administration reads what they hold, where the letter about it leads', async () => {
  const { privileges } = await server.world.as('gwen')
  const places = { locationId: await locationId(server.world, 'Leeds'), personId: await personId(server.world, 'mina') }
  await privileges.grant({ ...places, privilege: 'license_statement' })
  openPage(server, '/account/organisations', 'mina')
  const heading = await screen.findByRole('heading', { name: /^What you hold in Kestrel/ })
  const held = within(heading.closest('section')!)
  expect(await held.findByText('Member')).toBeVisible()
  expect(held.getByText('Licence statement').closest('li')).toHaveTextContent('Leeds')
})

test('MRG-R2: whose role came with a merge reads that it waits for a yes', async () => {
  await executeMerge(server.world, await acceptedMerge(server.world))
  openPage(server, '/account/organisations', 'tara')
  const heading = await screen.findByRole('heading', { name: /^What you hold in Kestrel/ })
  const role = await within(heading.closest('section')!).findByText('Global administrator')
  expect(role.closest('li')).toHaveTextContent(/Waits for a global administrator’s yes since the merge$/)
})

test('PRI-R2: an organisation is found by its exact name and country only', async () => {
  openPage(server, '/account/organisations', 'dev')
  const name = await screen.findByRole('textbox', { name: 'Name of the organisation' })
  await userEvent.type(name, 'Kestrel')
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Country' }), 'GB')
  await userEvent.click(screen.getByRole('button', { name: 'Find it' }))
  expect(await screen.findByText(/No organisation has exactly this name/)).toBeVisible()
  await userEvent.type(name, ' Consulting Group')
  await userEvent.click(screen.getByRole('button', { name: 'Find it' }))
  await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'Location' }), 'Leeds')
  await userEvent.click(screen.getByRole('button', { name: 'Ask to join' }))
  expect(await screen.findByText(/^Kestrel Consulting Group was asked/)).toBeVisible()
  expect(await screen.findByRole('row', { name: /^Kestrel/ })).toHaveTextContent('Asks to join')
})

test('the vendor’s people are not told that their profile is waited for', async () => {
  await server.world.rows(`update person set email_proven_at = null, country = '' where name = 'Rosa Lindqvist'`)
  openPage(server, '/account/profile', 'rosa')
  expect(await screen.findByLabelText('Name')).toHaveValue('Rosa Lindqvist')
  expect(screen.queryByText(/mailbox is not proven/)).not.toBeInTheDocument()
  expect(screen.queryByText(/Administrators of your organisation/)).not.toBeInTheDocument()
})
