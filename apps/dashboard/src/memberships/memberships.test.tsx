import { buy, order, qualify } from '@ofrecord/core/test/fees'
import { screen, waitFor, within } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { http, HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import { openPage } from '../../test/open.tsx'
import { createServer } from '../../test/server.ts'

const server = createServer()

const press = async (name: string | RegExp): Promise<void> =>
  userEvent.click(await screen.findByRole('button', { name }))

test('MEM-R3 MEM-R4: what can be bought stands with its price, and what cannot with the reason and the way to it', async () => {
  openPage(server, '/memberships', 'tara')
  const starter = (await screen.findByRole('heading', { name: 'Starter pack' })).closest('li')!
  expect(within(starter).getByText(/475\.00$/, { selector: 'dd.b' })).toBeVisible()
  expect(within(starter).getByRole('link', { name: 'Order Starter pack' })).toBeVisible()
  const silver = screen.getByRole('heading', { name: 'Silver membership' }).closest('li')!
  expect(silver).toHaveTextContent('No competency meets the requirements of silver yet.')
  expect(within(silver).getByRole('link', { name: 'See what is missing' })).toHaveAttribute('href', '/competencies')
  expect(within(silver).queryByRole('link', { name: /^Order/ })).not.toBeInTheDocument()
})

test('MEM-R5: a fee is ordered by transfer once, a wrong reference is refused and kept, and the proof goes to the payment', async () => {
  const sent: string[] = []
  server.use(
    http.post('*/files/payments/:paymentId/proof', ({ request, params }) => {
      sent.push(`${String(params['paymentId'])} ${new URL(request.url).searchParams.get('name') ?? ''}`)
      return HttpResponse.json({}, { status: 201 })
    }),
  )
  await qualify(server.world, 'tara', 'silver')
  const { history } = openPage(server, '/memberships/order?offer=silver', 'tara')
  const places = await screen.findByRole('combobox', { name: 'Location' })
  await press('Continue')
  expect(places).toHaveAccessibleDescription(/Choose the location that buys\.$/)
  await userEvent.selectOptions(places, await screen.findByRole('option', { name: /^Boston/ }))
  await press('Continue')
  expect(await screen.findByRole('heading', { name: 'How will you pay?' })).toHaveFocus()
  await userEvent.click(screen.getByRole('radio', { name: /^Bank transfer/ }))
  await press('Continue')
  const send = await screen.findByRole('button', { name: /^Order for/ })
  await userEvent.dblClick(send)
  expect(await screen.findByRole('heading', { name: 'Transfer the amount' })).toBeVisible()
  expect(history.get()).toMatch(/^\/memberships\/orders\//)
  expect(await server.world.rows(`select 1 from fee_order`)).toHaveLength(1)
  const reference = screen.getByRole('textbox', { name: 'Reference that it carries' })
  const right = (reference as HTMLInputElement).value
  await userEvent.type(screen.getByLabelText('Day of the transfer'), '2026-11-02')
  await userEvent.clear(reference)
  await userEvent.type(reference, 'our membership')
  await press('Transfer was sent')
  await waitFor(() => expect(reference).toBeInvalid())
  expect(reference).toHaveValue('our membership')
  await userEvent.clear(reference)
  await userEvent.type(reference, right)
  await press('Transfer was sent')
  expect(await screen.findByText(/^You said: /)).toHaveTextContent(right)
  await userEvent.upload(
    screen.getByLabelText('Choose files', { selector: 'input' }),
    new File(['paper'], 'transfer.pdf', { type: 'application/pdf' }),
  )
  const [payment] = await server.world.rows<{ id: string }>(`select id from payment`)
  await waitFor(() => expect(sent).toEqual([`${payment!.id} transfer.pdf`]))
})

test('a payment by card says that it is a test, and a declined card can be tried again', async () => {
  const { orderId } = await order(server.world, 'tara', 'starter')
  openPage(server, `/memberships/orders/${orderId}`, 'tara')
  expect(await screen.findByText('This is a test payment.')).toBeVisible()
  await userEvent.click(screen.getByRole('radio', { name: 'The card is declined' }))
  await press(/^Pay .* as a test$/)
  expect(await screen.findByRole('alert')).toHaveTextContent('3 tries are left')
  await userEvent.click(screen.getByRole('radio', { name: 'The card is accepted' }))
  await press(/^Pay .* as a test$/)
  expect(await screen.findByText('Starter pack is paid and in force.')).toBeVisible()
  expect(await screen.findByText('Paid and in force')).toBeVisible()
})

test('MEM-R6 REFUND_KEY_VIEWED: the guards of a refund are shown before it is asked, and one that fails leaves nothing to send', async () => {
  const orderId = await buy(server.world, 'tara', 'starter')
  await server.world.rows(
    `insert into benefit_use (id, vendor_id, organization_id, order_id, kind, what, person_id, at)
     select gen_random_uuid(), vendor_id, organization_id, id, 'key_viewed', 'suite', ordered_by, ordered_at from fee_order`,
  )
  openPage(server, `/memberships/orders/${orderId}`, 'tara')
  await press('Ask for a refund')
  const dialog = await screen.findByRole('dialog', { name: /^Ask for the money of O-/ })
  const guards = within(within(dialog).getByRole('list', { name: 'What a refund asks for' })).getAllByRole('listitem')
  expect(guards.map(({ textContent }) => textContent)).toEqual([
    'Holds: Not traded in for a discounted gold',
    'Does not hold: No product key was viewed',
    'Holds: No benefit was activated',
    'Holds: Paid no more than 30 days ago',
    'Holds: No other refund of this fee within a year',
  ])
  expect(within(dialog).queryByRole('button', { name: 'Ask for a refund' })).not.toBeInTheDocument()
})

test('B.16.5: the desk books a transfer that is short, and sees before what will be missing', async () => {
  const { number } = await order(server.world, 'tara', 'starter', 'transfer')
  openPage(server, '/desk/payments', 'sam')
  await userEvent.click(await screen.findByRole('button', { name: `Match order ${number}` }))
  const dialog = await screen.findByRole('dialog', { name: `What arrived for ${number}?` })
  await userEvent.type(within(dialog).getByRole('textbox', { name: /^Amount on the statement/ }), '474')
  expect(within(dialog).getByRole('status')).toHaveTextContent(/1\.00 will be missing/)
  await userEvent.type(within(dialog).getByRole('textbox', { name: 'Text on the statement' }), 'rent')
  await userEvent.click(within(dialog).getByRole('button', { name: 'Book it' }))
  const text = within(dialog).getByRole('textbox', { name: 'Text on the statement' })
  await waitFor(() => expect(text).toBeInvalid())
  await userEvent.clear(text)
  await userEvent.type(text, within(dialog).getByText(new RegExp(`^${number} \\d+$`)).textContent)
  await userEvent.click(within(dialog).getByRole('button', { name: 'Book it' }))
  expect(await screen.findByText(/is missing for O-/)).toBeVisible()
  expect(await screen.findByText('Too little arrived')).toBeVisible()
})

test('MEM-R8: a membership that ends at its anniversary says until when its benefits run, and that can be taken back', async () => {
  await buy(server.world, 'tara', 'starter')
  openPage(server, '/memberships', 'tara')
  await press('Let the membership end')
  const dialog = await screen.findByRole('dialog', { name: /^Let the membership end on / })
  await userEvent.click(within(dialog).getByRole('button', { name: 'Let the membership end' }))
  expect(await screen.findByText('Ends at its anniversary')).toBeVisible()
  await press('Go on renewing')
  expect(await screen.findByText('Renewal goes on.')).toBeVisible()
  expect(await screen.findByRole('button', { name: 'Let the membership end' })).toBeVisible()
})
