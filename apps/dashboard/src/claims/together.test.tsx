import { makeClaim, openedWindow } from '@ofrecord/core/test/story'
import { screen, within } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { http, HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import { openPage } from '../../test/open.tsx'
import { createServer } from '../../test/server.ts'

const server = createServer()

const tick = async (...numbers: number[]): Promise<void> => {
  for (const number of numbers)
    await userEvent.click(await screen.findByRole('checkbox', { name: new RegExp(String(number)) }))
}

const site = { name: 'Sites', items: [{ code: 'SITE', subscription: '' }] }

test('B.1.9: a colleague is reminded of the ticked claims by one letter', async () => {
  const [first, second] = [await makeClaim(server.world), await makeClaim(server.world, site)]
  openPage(server, '/claims', 'ines')
  await tick(first.number, second.number)
  await userEvent.click(await screen.findByRole('button', { name: 'Remind a colleague' }))
  const dialog = await screen.findByRole('dialog', { name: 'Remind a colleague' })
  await userEvent.click(await within(dialog).findByRole('button', { name: 'Send the letter' }))
  expect(await within(dialog).findByText('Choose a colleague first.')).toBeVisible()
  await userEvent.selectOptions(within(dialog).getByRole('combobox', { name: 'Colleague' }), 'Gwen Aldous')
  await userEvent.type(within(dialog).getByRole('textbox', { name: /^What you want to add/ }), 'Before Friday')
  await userEvent.click(within(dialog).getByRole('button', { name: 'Send the letter' }))
  expect(await screen.findByText('Gwen Aldous gets a letter about 2 claims')).toBeVisible()
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
  await server.world.work()
  expect(server.world.sent.map(({ to }) => to.address)).toEqual(['gwen.global@kestrel.example'])
})

test('B.1.9: a document goes to the approved ones of the ticked claims, and each row says what became of it', async () => {
  const first = await openedWindow(server.world, { items: [{ code: 'MAIL', subscription: '' }] })
  const second = await openedWindow(server.world, site)
  const draft = await makeClaim(server.world, { name: 'Draft', items: [{ code: 'MEET', subscription: '' }] })
  const asked: string[] = []
  server.use(
    http.post('*/files/evidence', ({ request }) => {
      asked.push(new URL(request.url).search)
      return HttpResponse.json({
        results: [
          { claimId: first.claimId, evidenceId: crypto.randomUUID() },
          { claimId: second.claimId, code: 'EVIDENCE_COUNT', message: 'There are 20 documents already.' },
        ],
      })
    }),
  )
  openPage(server, '/claims', 'ines')
  await tick(first.number, second.number, draft.number)
  await userEvent.click(await screen.findByRole('button', { name: 'Add evidence to 2 of 3' }))
  const dialog = await screen.findByRole('dialog', { name: 'Add evidence to several claims' })
  expect(dialog).toHaveTextContent('1 ticked claim is not approved and is left out.')
  await userEvent.click(within(dialog).getByRole('button', { name: 'Add the document' }))
  expect(within(dialog).getByText('Choose a document first.')).toBeVisible()
  await userEvent.upload(within(dialog).getByLabelText(/^Document/), new File(['%PDF-1.7'], 'amendment.pdf'))
  await userEvent.selectOptions(within(dialog).getByRole('combobox', { name: 'Kind of document' }), 'Purchase order')
  await userEvent.click(within(dialog).getByRole('button', { name: 'Add the document' }))
  const results = await within(dialog).findByRole('list', { name: 'What became of it' })
  const rows = within(results).getAllByRole('listitem')
  expect(rows.map((row) => row.textContent)).toEqual([
    expect.stringMatching(new RegExp(`${first.number}.*Added`)),
    expect.stringMatching(new RegExp(`${second.number}.*There are 20 documents already`)),
  ])
  expect(asked).toHaveLength(1)
  const query = new URLSearchParams(asked[0])
  expect(query.get('claims')!.split(',').toSorted()).toEqual([first.claimId, second.claimId].toSorted())
  expect(query.get('kind')).toBe('purchase_order')
})

test('without an approved claim among the ticked ones the button says why', async () => {
  const { number } = await makeClaim(server.world)
  openPage(server, '/claims', 'ines')
  await tick(number)
  const button = await screen.findByRole('button', { name: 'Add evidence to 0 of 1' })
  expect(button).toHaveAccessibleDescription(/None of the ticked claims is approved/)
  await userEvent.click(button)
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
})
