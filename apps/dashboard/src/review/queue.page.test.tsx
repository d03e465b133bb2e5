import { addEvidence, makeClaim, submitClaim, takeClaim } from '@ofrecord/core/test/story'
import { configure, screen, waitFor, within } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { openPage } from '../../test/open.tsx'
import { createServer } from '../../test/server.ts'

configure({ asyncUtilTimeout: 10_000 })

const server = createServer()

/** Claims in the queue, oldest first, named after their item. */
const waiting = async (...codes: string[]) => {
  const claims = []
  for (const code of codes) {
    server.world.at(new Date(server.world.now().getTime() + 60_000))
    const claim = await makeClaim(server.world, { name: code, items: [{ code, subscription: '' }] })
    await addEvidence(server.world, claim.claimId)
    await submitClaim(server.world, claim)
    claims.push(claim)
  }
  return claims
}

const rowNames = async (): Promise<string[]> =>
  within(await screen.findByRole('table'))
    .getAllByRole('rowheader')
    .map((cell) => within(cell).getByRole('link').textContent)

test('the views of the queue say how many claims each holds', async () => {
  const [mail] = await waiting('MAIL', 'MEET', 'SITE')
  await takeClaim(server.world, mail!)
  openPage(server, '/review', 'rosa')
  expect(await rowNames()).toEqual(['MAIL', 'MEET', 'SITE'])
  await waitFor(() => expect(screen.getByRole('link', { name: /^Untaken/ })).toHaveTextContent('2'))
  expect(screen.getByRole('link', { name: /^Mine/ })).toHaveTextContent('1')
})

test('B.1.9: the queue’s filters are added from the menu and stand in the address', async () => {
  const [mail] = await waiting('MAIL', 'MEET')
  await server.world.rows(`update claim set review_kind = 'dispute' where id = $1`, [mail!.claimId])
  const { history } = openPage(server, '/review', 'rosa')
  await rowNames()
  await userEvent.click(screen.getByRole('button', { name: /^Filter/ }))
  await userEvent.click(screen.getByRole('menuitem', { name: 'Review is' }))
  await userEvent.click(screen.getByRole('radio', { name: 'Dispute' }))
  await waitFor(async () => expect(await rowNames()).toEqual(['MAIL']))
  expect(history.get()).toBe('/review?kind=dispute')
  expect(screen.getByRole('row', { name: /MAIL/ })).toHaveTextContent('Dispute')
})

test('by keyboard: J walks, X ticks, and the ticked claims are taken together', async () => {
  await waiting('MAIL', 'MEET', 'SITE')
  openPage(server, '/review', 'rosa')
  await rowNames()
  await userEvent.keyboard('jxjx')
  await userEvent.click(await screen.findByRole('button', { name: 'Take 2 claims' }))
  await waitFor(async () => expect((await (await server.world.as('rosa')).review.queueCounts()).mine).toBe(2))
  expect(await screen.findByText('You took 2 claims')).toBeInTheDocument()
})

test('the review lead ticks claims and assigns them; what was left is told with its reason', async () => {
  const [mail] = await waiting('MAIL', 'MEET')
  await takeClaim(server.world, mail!, 'rosa')
  openPage(server, '/review', 'liam')
  await rowNames()
  await userEvent.click(screen.getByRole('checkbox', { name: /^Select all rows/ }))
  const assign = await screen.findByRole('button', { name: /^Assign 2 claims/ })
  await userEvent.click(assign)
  expect(await screen.findByText('Choose a reviewer first.')).toBeVisible()
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Assign to' }), 'Rosa Lindqvist')
  await userEvent.click(assign)
  expect(await screen.findByText('Rosa Lindqvist has 1 claim more')).toBeVisible()
  expect(screen.getByText(`Not assigned: Rosa Lindqvist has ${mail!.number} already.`)).toBeVisible()
  expect((await (await server.world.as('rosa')).review.queueCounts()).mine).toBe(2)
})

test('who is no lead is not offered to assign', async () => {
  await waiting('MAIL')
  openPage(server, '/review', 'rosa')
  await rowNames()
  await userEvent.click(screen.getByRole('checkbox', { name: /^Select all rows/ }))
  await screen.findByRole('button', { name: 'Take 1 claim' })
  expect(screen.queryByRole('combobox', { name: 'Assign to' })).not.toBeInTheDocument()
})

test('GEN-R6: an own view of the queue is a tab beside the others', async () => {
  await waiting('MAIL')
  openPage(server, '/review?age=3', 'rosa')
  await userEvent.click(await screen.findByRole('button', { name: 'Save this view' }))
  await userEvent.type(await screen.findByRole('textbox', { name: 'Name' }), 'Old ones{Enter}')
  expect(await screen.findByRole('link', { name: 'Old ones' })).toHaveAttribute('href', '/review?age=3')
})
