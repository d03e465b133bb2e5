import { screen, within } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { letItElapse, nora } from '@ofrecord/core/test/customer'
import { openedWindow } from '@ofrecord/core/test/story'
import { openPage } from '../../test/open.tsx'
import { createServer } from '../../test/server.ts'

const server = createServer()

const look = async (address: string, reason = 'Her letter of 3 November') => {
  openPage(server, '/settings/erasure', 'petra')
  await userEvent.type(await screen.findByRole('textbox', { name: 'Address of the person' }), address)
  if (reason) await userEvent.type(screen.getByRole('textbox', { name: 'Reason' }), reason)
  await userEvent.click(screen.getByRole('button', { name: 'Show what would go' }))
}

test('GEN-R7: what would go is counted by kind; the address is typed again; the certificate can be kept', async () => {
  const claim = await openedWindow(server.world)
  await letItElapse(server.world)
  await look(nora.toUpperCase())
  const found = await screen.findByRole('list', { name: 'What would go' })
  expect(within(found).getByText('Letters').closest('li')).toHaveTextContent(/^[1-9]/)
  await userEvent.click(screen.getByRole('button', { name: 'Erase person' }))
  const dialog = screen.getByRole('dialog', { name: 'Erase this person for good?' })
  const confirm = within(dialog).getByRole('button', { name: 'Erase person' })
  expect(confirm).toHaveAttribute('aria-disabled', 'true')
  await userEvent.type(within(dialog).getByRole('textbox', { name: 'Type the address again' }), nora)
  await userEvent.click(confirm)
  expect(await screen.findByText('The person was erased.')).toBeVisible()
  const [link] = screen.getAllByRole('link', { name: /^Download certificate/ })
  const certificate = decodeURIComponent(link!.getAttribute('href')!.split(',').slice(1).join(','))
  expect(JSON.parse(certificate)).toMatchObject({ schema: 'ofrecord-erasure/1', reason: 'Her letter of 3 November' })
  expect(certificate).not.toContain('nora')
  expect(await screen.findByRole('list', { name: 'Erasures' })).toHaveTextContent('Petra Novotná')
  const page = await (await server.world.as('ines')).claims.get({ claimId: claim.claimId })
  expect(JSON.stringify(page)).not.toContain('Nora')
})

test('GEN-R7: where the name was, the claim’s page says so in the reader’s language', async () => {
  const claim = await openedWindow(server.world)
  await letItElapse(server.world)
  await (await server.world.as('petra')).erasures.erase({ address: nora, reason: 'Asked' })
  openPage(server, `/claims/${claim.claimId}`, 'ines')
  expect((await screen.findAllByText('Erased contact')).length).toBeGreaterThan(0)
  expect(document.body).not.toHaveTextContent('[erased')
})

test('an address that nobody knows is said, and ERASURE_OPEN names the claims', async () => {
  const claim = await openedWindow(server.world)
  await look(nora)
  expect(await screen.findByRole('alert')).toHaveTextContent(`still has something to be told about: ${claim.number}`)
  const address = screen.getByRole('textbox', { name: 'Address of the person' })
  await userEvent.clear(address)
  await userEvent.type(address, 'nobody@orchardfoods.example')
  await userEvent.click(screen.getByRole('button', { name: 'Show what would go' }))
  expect(await screen.findByText('Nothing is known of this address.')).toBeVisible()
})

test('what is missing is said at its field and nothing is asked', async () => {
  await look('nora', '')
  expect(await screen.findByRole('alert')).toHaveTextContent('Give one e-mail address.')
  expect(server.requests.filter(({ url }) => url.includes('erasures.look'))).toEqual([])
})
