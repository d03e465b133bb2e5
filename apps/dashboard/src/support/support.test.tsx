import { acceptedMerge } from '@ofrecord/core/test/merging'
import { openedTicket, resolvedTicket } from '@ofrecord/core/test/tickets'
import { screen, waitFor, within } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { openPage } from '../../test/open.tsx'
import { createServer } from '../../test/server.ts'

const server = createServer()

test('B.7.5 DIS-R4 "Request assistance" on a merger opens a ticket that the desk reads with the preview as the partner had it', async () => {
  const mergeId = await acceptedMerge(server.world)
  const { unmount } = openPage(server, `/organisation/merges/${mergeId}`, 'gwen')
  await userEvent.click(await screen.findByRole('link', { name: 'Request assistance' }))
  expect(await screen.findByLabelText('Subject')).toHaveValue('Merger: Kestrel Consulting Group + Tidewater Cloud')
  expect(screen.getByLabelText('What is it about?')).toHaveValue('membership/merger')
  const before = within(await screen.findByRole('table', { name: 'Their own half' })).getAllByRole('row')
  const told = before.map((row) => row.textContent)
  await userEvent.click(screen.getByRole('button', { name: /^Open the ticket/ }))
  expect((await screen.findAllByText('Write what you want to know.')).length).toBeGreaterThan(0)
  await userEvent.type(screen.getByLabelText(/^Your question/), 'Who keeps the silver?')
  await userEvent.click(screen.getByRole('button', { name: /^Open the ticket/ }))
  expect(await screen.findByText('Ticket T-000001 is open.')).toBeVisible()
  unmount()
  openPage(server, '/desk/tickets', 'sam')
  await userEvent.click(await screen.findByRole('link', { name: 'Merger: Kestrel Consulting Group + Tidewater Cloud' }))
  const report = await screen.findByRole('table', { name: 'Their own half' })
  expect(
    within(report)
      .getAllByRole('row')
      .map((row) => row.textContent),
  ).toEqual(told)
  expect(screen.getByText('Who keeps the silver?')).toBeVisible()
})

test('SUP-R3 SUP-R5 an agent takes a ticket, asks, and keeps a note that the partner does not read', async () => {
  const { ticketId } = await openedTicket(server.world)
  const { unmount } = openPage(server, `/desk/tickets/${ticketId}`, 'sam')
  await userEvent.click(await screen.findByRole('button', { name: /^Take it/ }))
  expect(await screen.findByText('The ticket is yours.')).toBeVisible()
  await waitFor(() => expect(screen.getByText('Who acts').nextElementSibling).toHaveTextContent(/^You$/))
  const write = async (kind: RegExp, words: string): Promise<void> => {
    await userEvent.click(await screen.findByRole('radio', { name: kind }))
    await userEvent.type(screen.getByLabelText('Your words'), words)
    await userEvent.click(screen.getByRole('button', { name: /^Send/ }))
  }
  await write(/^a note/i, 'Looks like last year.')
  expect(await screen.findByText('Noted for the desk.')).toBeVisible()
  await write(/^a question/i, 'Which competency?')
  expect(await screen.findByText('No date: the desk’s time stands still')).toBeVisible()
  unmount()
  openPage(server, `/support/${ticketId}`, 'gwen')
  expect(await screen.findByText('Which competency?')).toBeVisible()
  expect(screen.queryByText('Looks like last year.')).not.toBeInTheDocument()
  expect(screen.getByText(/who opened the ticket/)).toBeVisible()
  expect(screen.getByText('Waits for your answer')).toBeVisible()
})

test('SUP-R3 a resolved ticket asks how it went, with nothing preset', async () => {
  const { ticketId } = await resolvedTicket(server.world)
  openPage(server, `/support/${ticketId}`, 'gwen')
  const section = await screen.findByRole('region', { name: 'How satisfied are you?' })
  for (const radio of within(section).getAllByRole('radio')) expect(radio).not.toBeChecked()
  await userEvent.click(within(section).getByRole('radio', { name: '5: entirely' }))
  await userEvent.click(within(section).getByRole('button', { name: /^Answer/ }))
  expect(await screen.findByText(/^Answered on .*: 5 of 5\.$/)).toBeVisible()
})
