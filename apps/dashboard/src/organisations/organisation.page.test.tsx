import { screen, within } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { openPage } from '../../test/open.tsx'
import { createServer } from '../../test/server.ts'

const server = createServer()

const rowNames = (tree: HTMLElement): string[] =>
  within(tree)
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getByRole('rowheader').textContent)

const openTree = async (): Promise<HTMLElement> => {
  openPage(server, '/organisation', 'mina')
  return screen.findByRole('treegrid', { name: 'Locations of Kestrel Consulting Group' })
}

test('locations hang below their parent, with number, state and incentives', async () => {
  const tree = await openTree()
  const leeds = within(tree).getByRole('row', { name: /^Leeds 4410213/ })
  expect(leeds).toHaveAttribute('aria-level', '2')
  expect(leeds).toHaveTextContent('United Kingdom')
  expect(leeds).toHaveTextContent('Verified')
  expect(leeds).toHaveTextContent('Enrolled')
  expect(within(tree).getByRole('row', { name: /^Bristol/ })).toHaveTextContent('Headquarters')
  expect(screen.getByText('4410187')).toBeVisible()
})

test('the tree is walked, closed and opened by arrows, with one row in the tab order', async () => {
  const tree = await openTree()
  const rows = within(tree).getAllByRole('row').slice(1)
  expect(rows.filter((row) => row.tabIndex === 0)).toHaveLength(1)
  rows[0]!.focus()
  await userEvent.keyboard('{ArrowDown}')
  expect(rows[1]).toHaveFocus()
  await userEvent.keyboard('{ArrowLeft}')
  expect(rows[0]).toHaveFocus()
  await userEvent.keyboard('{ArrowLeft}')
  expect(rows[0]).toHaveAttribute('aria-expanded', 'false')
  expect(rowNames(tree)).toHaveLength(1)
  await userEvent.keyboard('{ArrowRight}')
  expect(rows[0]).toHaveAttribute('aria-expanded', 'true')
  await userEvent.keyboard('{End}')
  expect(within(tree).getAllByRole('row').at(-1)).toHaveFocus()
})
