import { render, screen, within } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { createSignal } from 'solid-js'
import { expect, test, vi } from 'vitest'
import { chooseSingleKeys } from '../lib/shortcuts.ts'
import type { Column } from './table.tsx'
import { Pager } from './table-tools.tsx'
import { Table } from './table.tsx'

interface Row {
  number: string
  name: string
}

const rows: Row[] = [
  { number: '1000412', name: 'Sales Hub presales' },
  { number: '1000405', name: 'Device management' },
]
const columns: Column<Row>[] = [
  { key: 'name', head: 'Claim', names: true, cell: (row) => <a href={`#${row.number}`}>{row.name}</a> },
  { key: 'number', head: 'Number', sorts: true, cell: (row) => row.number },
]

const renderTable = (onSort = vi.fn()) => {
  const [selected, setSelected] = createSignal<ReadonlySet<string>>(new Set())
  render(() => (
    <>
      <Table
        label="Claims"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.number}
        rowName={(row) => row.number}
        selected={selected()}
        onSelect={setSelected}
        sort={{ key: 'number', direction: 'ascending' }}
        onSort={onSort}
        keyboard
      />
      <input aria-label="Search" />
    </>
  ))
  return { selected, onSort }
}

test('J and K walk to the link of each row, and stop at the ends', async () => {
  renderTable()
  await userEvent.keyboard('j')
  expect(screen.getByRole('link', { name: 'Sales Hub presales' })).toHaveFocus()
  await userEvent.keyboard('jj')
  expect(screen.getByRole('link', { name: 'Device management' })).toHaveFocus()
  await userEvent.keyboard('kk')
  expect(screen.getByRole('link', { name: 'Sales Hub presales' })).toHaveFocus()
})

test('X selects the row the keyboard is on, and X again lets it go', async () => {
  const { selected } = renderTable()
  await userEvent.keyboard('jx')
  expect([...selected()]).toEqual(['1000412'])
  expect(screen.getAllByRole('row')[1]).toHaveAttribute('aria-selected', 'true')
  await userEvent.keyboard('x')
  expect([...selected()]).toEqual([])
})

test('single letters rest while somebody types, and when they are switched off (WCAG 2.1.4)', async () => {
  renderTable()
  await userEvent.type(screen.getByRole('textbox'), 'j')
  expect(screen.getByRole('textbox')).toHaveFocus()
  screen.getByRole('textbox').blur()
  chooseSingleKeys(false)
  await userEvent.keyboard('j')
  expect(document.body).toHaveFocus()
  chooseSingleKeys(true)
})

test('the head says how it is sorted, and turns it', async () => {
  const { onSort } = renderTable()
  expect(screen.getByRole('columnheader', { name: 'Number' })).toHaveAttribute('aria-sort', 'ascending')
  await userEvent.click(screen.getByRole('button', { name: 'Number' }))
  expect(onSort).toHaveBeenCalledWith({ key: 'number', direction: 'descending' })
})

test('the box in the head selects the page and is half when some rows are', async () => {
  const { selected } = renderTable()
  const all = screen.getByRole('checkbox', { name: 'Select all rows on this page: 2' })
  await userEvent.click(screen.getByRole('checkbox', { name: 'Select 1000405' }))
  expect(all).toBePartiallyChecked()
  await userEvent.click(all)
  expect([...selected()].toSorted()).toEqual(['1000405', '1000412'])
})

test('roles are written out, so that a change of display cannot drop them', () => {
  renderTable()
  const table = screen.getByRole('table', { name: 'Claims' })
  expect(
    within(table)
      .getAllByRole('rowheader')
      .every((cell) => cell.getAttribute('role') === 'rowheader'),
  ).toBe(true)
  expect(
    within(table)
      .getAllByRole('cell')
      .every((cell) => cell.getAttribute('role') === 'cell'),
  ).toBe(true)
})

const shownKeys = () => document.querySelector('.keys')?.textContent

test('beside the keys stands only what they do in this table: Enter opens rows that lead somewhere', () => {
  const pager = () => <Pager shown={2} size={25} onSize={() => {}} />
  const table = (cell: Column<Row>['cell']) => (
    <Table
      label="Claims"
      columns={[{ key: 'name', head: 'Claim', names: true, cell }]}
      rows={rows}
      rowKey={(row) => row.number}
      keyboard
    />
  )
  const plain = render(() => [table((row) => row.name), pager()])
  expect(shownKeys()).not.toContain('open')
  plain.unmount()
  const saved = render(() => [
    table((row) => <a href={`/${row.number}.pdf`} download="" children={row.name} />),
    pager(),
  ])
  expect(shownKeys()).not.toContain('open')
  saved.unmount()
  render(() => [table((row) => <a href={`#${row.number}`}>{row.name}</a>), pager()])
  expect(shownKeys()).toContain('open')
})
