import { nora } from '@ofrecord/core/test/customer'
import { openedWindow } from '@ofrecord/core/test/story'
import { screen, within } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { openPage } from '../../test/open.tsx'
import { createServer } from '../../test/server.ts'

const server = createServer()

test('L15 an agent reads what was written without a link, records the no with how the person was checked', async () => {
  const { world } = server
  await openedWindow(world)
  const [claim] = await world.rows<{ number: number }>('select number from claim')
  const { nonce } = await world.visitor().consent.enquiryForm()
  world.at(new Date(world.now().getTime() + 20_000))
  const said = { nonce, name: 'Nora Castellane', words: '' }
  await world.visitor().consent.enquire({ ...said, number: `${claim!.number}-1`, address: nora, wish: 'no' })
  const stranger = { number: '1-1', address: 'x@elsewhere.example', wish: 'other' as const }
  await world.visitor().consent.enquire({ ...said, ...stranger, words: 'Who are you?' })

  openPage(server, '/desk/tickets', 'sam')
  await userEvent.click(await screen.findByRole('link', { name: 'Customers without a link' }))
  const known = within(await screen.findByRole('article', { name: /Wants to say no/ }))
  expect(known.getByText(/The address is a mailbox of the letter\./)).toBeVisible()
  const unknown = within(screen.getByRole('article', { name: /Wants something else/ }))
  expect(unknown.getByText(/No letter has this number\./)).toBeVisible()
  expect(unknown.queryByRole('button', { name: 'Record the no' })).not.toBeInTheDocument()

  await userEvent.click(known.getByRole('button', { name: 'Record the no' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Record the no' }))
  await userEvent.click(dialog.getByRole('button', { name: 'Record the no' }))
  expect(dialog.getByText(/Write it down/)).toBeVisible()
  await userEvent.type(dialog.getByLabelText('For the record'), 'Called back.')
  await userEvent.click(dialog.getByRole('button', { name: 'Record the no' }))
  expect(await screen.findByText('The no is recorded. Everybody who was told gets the receipt.')).toBeVisible()
  expect(await world.rows('select status from claim')).toEqual([{ status: 'consent_denied' }])
  expect(screen.queryByRole('article', { name: /Wants to say no/ })).not.toBeInTheDocument()
})
