import { render, screen, waitFor } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { createSignal } from 'solid-js'
import { expect, test } from 'vitest'
import { FilterBar } from './filter-bar.tsx'
import { FilterChoices } from './filter-choices.tsx'

const renderBar = (initial: string[]) => {
  const [status, setStatus] = createSignal(initial)
  const options = ['Draft', 'Ended'].map((value) => ({ value, label: value }))
  render(() => (
    <FilterBar
      search={{ value: '', onInput: () => {}, label: 'Search claims' }}
      onClear={() => setStatus([])}
      filters={[
        {
          key: 'status',
          label: 'Status is',
          value: status().length > 0 ? status().join(', ') : undefined,
          onRemove: () => setStatus([]),
          editor: () => <FilterChoices options={options} chosen={status()} onChange={setStatus} />,
        },
      ]}
    />
  ))
  return status
}

test('a chip opens to be changed and stays open while it changes', async () => {
  const status = renderBar(['Draft'])
  const chip = screen.getByRole('button', { name: 'Status is Draft' })
  await userEvent.click(chip)
  await userEvent.click(screen.getByRole('checkbox', { name: 'Ended' }))
  expect(status()).toEqual(['Draft', 'Ended'])
  expect(chip).toHaveTextContent('Status is Draft, Ended')
  expect(screen.getByRole('checkbox', { name: 'Ended' })).toHaveFocus()
  expect(chip).toHaveAttribute('aria-expanded', 'true')
})

test('F offers the filters that are not set, and opens the chosen one', async () => {
  const status = renderBar([])
  await userEvent.keyboard('f')
  await userEvent.keyboard('{Enter}')
  await userEvent.click(screen.getByRole('checkbox', { name: 'Draft' }))
  expect(status()).toEqual(['Draft'])
  expect(screen.queryByRole('button', { name: /^Filter/ })).not.toBeInTheDocument()
})

test('a filter is removed by its cross', async () => {
  const status = renderBar(['Draft'])
  await userEvent.click(screen.getByRole('button', { name: 'Remove filter: Status is' }))
  expect(status()).toEqual([])
  expect(screen.queryByRole('button', { name: /^Status is/ })).not.toBeInTheDocument()
  await waitFor(() => expect(screen.getByRole('button', { name: /^Filter/ })).toHaveFocus())
})

test('/ goes to the search field', async () => {
  renderBar([])
  await userEvent.keyboard('/')
  expect(screen.getByRole('searchbox', { name: 'Search claims' })).toHaveFocus()
})

test('an export stands outside what goes where rows are blocks', () => {
  render(() => (
    <FilterBar filters={[]} onClear={() => {}} wide={<button>Columns</button>} end={<button>Export</button>} />
  ))
  expect(screen.getByRole('button', { name: 'Columns' }).closest('.wide')).not.toBeNull()
  expect(screen.getByRole('button', { name: 'Export' }).closest('.wide')).toBeNull()
})
