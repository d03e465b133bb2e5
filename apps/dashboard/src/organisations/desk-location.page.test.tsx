import { screen, waitFor } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { openPage } from '../../test/open.tsx'
import { createServer } from '../../test/server.ts'

const server = createServer()

test('HIE-R8: a location that was refused leaves the focus with the page, and not with the button that verifies it', async () => {
  const [milan] = await server.world.rows<{ id: string }>(
    `update location set status = 'pending_verification' where name = 'Milan' returning id`,
  )
  openPage(server, `/desk/locations/${milan!.id}`, 'sam')
  await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'It does not, because' }), [
    'The address does not exist.',
  ])
  await userEvent.click(screen.getByRole('button', { name: 'Not verified' }))
  expect(await screen.findByText('Refused because')).toBeVisible()
  await waitFor(() => expect(screen.getByRole('main')).toHaveFocus())
  await userEvent.click(screen.getByRole('button', { name: 'The legal entity stands at this address' }))
  expect(await screen.findByText('Milan is verified.')).toBeVisible()
  await waitFor(() => expect(screen.getByRole('main')).toHaveFocus())
})

test('HIE-R3: the desk renames an organisation, and the form is empty again', async () => {
  const [leeds] = await server.world.rows<{ id: string }>(`select id from location where name = 'Leeds'`)
  openPage(server, `/desk/locations/${leeds!.id}`, 'sam')
  const name = await screen.findByRole('textbox', { name: /^New name of/ })
  const reason = screen.getByRole('textbox', { name: 'Reason' })
  await userEvent.type(name, 'Kestrel Partners')
  await userEvent.type(reason, 'Asked by letter')
  await userEvent.click(screen.getByRole('button', { name: 'Rename the organisation' }))
  expect(await screen.findByText('The organisation is called Kestrel Partners now.')).toBeVisible()
  expect(name).toHaveValue('')
  expect(reason).toHaveValue('')
  expect(name).not.toHaveAttribute('aria-invalid', 'true')
})
