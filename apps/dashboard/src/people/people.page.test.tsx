import { locationId } from '@ofrecord/core/test/access'
import { screen, waitFor, within } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { openPage } from '../../test/open.tsx'
import { createServer } from '../../test/server.ts'

const server = createServer()

const rowOf = async (name: RegExp): Promise<HTMLElement> => screen.findByRole('row', { name })

test('the list of people narrows by role, and the filter stands in the address', async () => {
  const { history } = openPage(server, '/people?role=location_admin', 'gwen')
  const table = await screen.findByRole('table', { name: 'People of the organisation' })
  expect(within(table).getByRole('link', { name: 'Luca Ferrante' })).toBeVisible()
  expect(within(table).queryByRole('link', { name: 'Mina Okafor' })).not.toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'Remove filter: Role is' }))
  expect(await within(table).findByRole('link', { name: 'Mina Okafor' })).toBeVisible()
  expect(history.get()).not.toContain('role')
})

test('AF15: somebody gets another home from the menu of their row, without an invitation', async () => {
  openPage(server, '/people', 'gwen')
  const name = 'Mina Okafor'
  await userEvent.click(await screen.findByRole('button', { name: `Actions for ${name}` }))
  await userEvent.click(within(screen.getByRole('menu')).getByRole('menuitem', { name: 'Change location' }))
  const dialog = await screen.findByRole('dialog', { name: `Where is ${name} at home?` })
  await userEvent.click(within(dialog).getByRole('button', { name: 'Change location' }))
  expect(within(dialog).getByRole('combobox')).toHaveAccessibleDescription('Choose the location.')
  await userEvent.selectOptions(
    within(dialog).getByRole('combobox'),
    await within(dialog).findByRole('option', { name: /^Cologne/ }),
  )
  await userEvent.click(within(dialog).getByRole('button', { name: 'Change location' }))
  expect(await screen.findByText(new RegExp(`^${name} is at Cologne`))).toBeVisible()
  await waitFor(async () => expect(await rowOf(new RegExp(`^${name}`))).toHaveTextContent('Cologne'))
})

test('PPL-R3: a list is judged line by line while it is typed, the good lines go out and the others stay to be mended', async () => {
  openPage(server, '/people/invite/several', 'gwen')
  const typed = [
    'ada@kestrel.example',
    'jan..wit@kestrel.example',
    'ada@kestrel.example',
    'mina.member@kestrel.example',
  ]
  await userEvent.type(await screen.findByRole('textbox', { name: 'E-mail addresses' }), typed.join('; '))
  const report = screen.getByRole('list', { name: 'Report, line by line' })
  const line = (number: number) => within(report).getAllByRole('listitem')[number - 1]!
  await waitFor(() => expect(line(1)).toHaveTextContent('Will be invited.'))
  expect(line(2)).toHaveTextContent('Not an e-mail address.')
  expect(line(3)).toHaveTextContent('Same as line 1.')
  expect(line(4)).toHaveTextContent('Active here already.')
  expect(screen.getByText('3 will not')).toBeVisible()
  await userEvent.click(within(line(2)).getByRole('button', { name: 'Use jan.wit@kestrel.example' }))
  await userEvent.selectOptions(
    screen.getByRole('combobox', { name: 'Location' }),
    await screen.findByRole('option', { name: /^Leeds/ }),
  )
  await userEvent.click(await screen.findByRole('button', { name: 'Send 2 invitations' }))
  expect(await screen.findByText('2 went out, 2 did not')).toBeVisible()
  expect(await rowOf(/jan\.wit@kestrel\.example/)).toHaveTextContent('Leeds')
  await userEvent.click(screen.getByRole('button', { name: 'Mend the others' }))
  expect(screen.getByRole('textbox', { name: 'E-mail addresses' })).toHaveValue(
    `ada@kestrel.example\nmina.member@kestrel.example`,
  )
})

test('PPL-R2: an awaited person is sent the letter again at most once a minute, and taken out of the list', async () => {
  const gwen = await server.world.as('gwen')
  await gwen.people.invite({
    name: 'Ada Byrne',
    email: 'ada@kestrel.example',
    locationId: await locationId(server.world, 'Leeds'),
  })
  openPage(server, '/people/awaiting', 'gwen')
  const row = await rowOf(/ada@kestrel\.example/)
  await userEvent.click(within(row).getByRole('button', { name: /^Resend/ }))
  expect(await screen.findByText(/minute/)).toBeVisible()
  await userEvent.click(within(row).getByRole('button', { name: /^Delete/ }))
  const asked = await screen.findByRole('dialog', { name: 'Delete ada@kestrel.example from this list?' })
  await userEvent.click(within(asked).getByRole('button', { name: 'Delete' }))
  expect(await screen.findByText('No profile is awaited')).toBeVisible()
})

test('PPL-R1: requests are looked at line by line, then approved together', async () => {
  const leeds = await locationId(server.world, 'Leeds')
  for (const person of ['dev', 'june'] as const)
    await (
      await server.world.as(person)
    ).people.request({ name: 'Kestrel Consulting Group', country: 'GB', locationId: leeds })
  openPage(server, '/people/requests', 'gwen')
  await userEvent.click(await screen.findByRole('checkbox', { name: /^Select all/ }))
  await userEvent.click(screen.getByRole('button', { name: 'Approve 2 people' }))
  const dialog = await screen.findByRole('dialog', { name: 'Approve 2 people?' })
  await waitFor(() => expect(within(dialog).getAllByText('Is invited to complete a profile')).toHaveLength(2))
  // WCAG 2.4.3: the page stayed below while the lines were asked for, and the button that opened the dialog with it.
  await userEvent.click(within(dialog).getByRole('button', { name: 'Cancel' }))
  expect(screen.getByRole('button', { name: 'Approve 2 people' })).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await userEvent.click(
    await within(await screen.findByRole('dialog')).findByRole('button', { name: 'Approve 2 people' }),
  )
  expect(await screen.findByText('Decided about 2 people')).toBeVisible()
  expect(await screen.findByText('Nobody asks to join')).toBeVisible()
})

test('people stand in the menu of administrators only', async () => {
  openPage(server, '/organisation', 'mina')
  const nav = await screen.findByRole('navigation', { name: 'Main' })
  expect(within(nav).queryByRole('link', { name: 'People' })).not.toBeInTheDocument()
})

test('who may see only the roles has them as a page, with no tabs around it', async () => {
  openPage(server, '/people/roles', 'ines')
  expect(await screen.findByRole('heading', { name: 'Roles', level: 1 })).toBeVisible()
  expect(screen.queryByRole('navigation', { name: 'Lists of people' })).toBeNull()
})

test('the form for a list of addresses opens with the keyboard at its title', async () => {
  openPage(server, '/people/awaiting', 'gwen')
  await userEvent.click(await screen.findByRole('link', { name: 'Invite several' }))
  const title = await screen.findByRole('heading', { name: 'Invite several' })
  await new Promise((resolve) => void setTimeout(resolve))
  expect(title).toHaveFocus()
  await userEvent.tab()
  expect(screen.getByRole('link', { name: 'Close' })).toHaveFocus()
})

/** Two names that are not the same wait for the desk. */
const hugoWaits = async (): Promise<void> => {
  await server.world.rows(`insert into credential_profile (id, vendor_id, credential_id, name, state, state_at)
    select gen_random_uuid(), id, 'HC-2', 'Hugo Brandt', 'unlinked', now() from vendor`)
  await (await server.world.as('ugo')).credentials.link({ credentialId: 'HC-2' })
}

test('CP-R4: names are refused only after a second look at both of them, since the desk cannot take it back', async () => {
  await hugoWaits()
  openPage(server, '/desk/name-checks', 'sam')
  const press = async () => userEvent.click(await screen.findByRole('button', { name: /^Refuse Hugo Brandt/ }))
  await press()
  const dialog = await screen.findByRole('dialog', { name: 'Refuse the credential of Hugo Brandt?' })
  expect(within(dialog).getByText('The credential says “Hugo Brandt”, the profile “Ugo Brandt”.')).toBeVisible()
  await userEvent.click(within(dialog).getByRole('button', { name: 'Decide later' }))
  const waiting = async () => (await (await server.world.as('sam')).credentials.nameChecks({})).rows.length
  expect(await waiting()).toBe(1)
  await press()
  await userEvent.click(await screen.findByRole('button', { name: 'Refuse the credential' }))
  expect(await screen.findByText('The credential of Hugo Brandt is refused')).toBeVisible()
  expect(await waiting()).toBe(0)
})

test('what was refused about one credential is not said about the next', async () => {
  await hugoWaits()
  await server.world.rows(`insert into credential_profile (id, vendor_id, credential_id, name, state, state_at)
    select gen_random_uuid(), id, 'HC-3', 'Wilhelmina Oak', 'unlinked', now() from vendor`)
  await (await server.world.as('mina')).credentials.link({ credentialId: 'HC-3' })
  openPage(server, '/desk/name-checks', 'sam')
  await userEvent.click(await screen.findByRole('button', { name: /^Refuse Hugo Brandt/ }))
  const dialog = await screen.findByRole('dialog')
  const [hugo] = await server.world.rows<{ id: string }>(
    `select id from credential_profile where credential_id = 'HC-2'`,
  )
  await (await server.world.as('sam')).credentials.decideName({ credentialProfileId: hugo!.id, verdict: 'refuse' })
  await userEvent.click(within(dialog).getByRole('button', { name: 'Refuse the credential' }))
  expect(await within(dialog).findByRole('alert')).toBeVisible()
  await userEvent.click(within(dialog).getByRole('button', { name: 'Decide later' }))
  await userEvent.click(await screen.findByRole('button', { name: /^Refuse Wilhelmina Oak/ }))
  const next = await screen.findByRole('dialog', { name: 'Refuse the credential of Wilhelmina Oak?' })
  expect(within(next).queryByRole('alert')).toBeNull()
})

test('CP-R4: a credential is linked to another name only after a second look at both of them', async () => {
  await hugoWaits()
  openPage(server, '/desk/name-checks', 'sam')
  await userEvent.click(await screen.findByRole('button', { name: /^Same person Hugo Brandt/ }))
  const dialog = await screen.findByRole('dialog', { name: 'Link the credential of Hugo Brandt?' })
  expect((await (await server.world.as('sam')).credentials.nameChecks({})).rows).toHaveLength(1)
  await userEvent.click(within(dialog).getByRole('button', { name: 'Link the credential' }))
  await waitFor(async () => expect((await (await server.world.as('sam')).credentials.nameChecks({})).rows).toEqual([]))
  expect(await server.world.rows(`select state from credential_profile where credential_id = 'HC-2'`)).toEqual([
    { state: 'linked' },
  ])
})
