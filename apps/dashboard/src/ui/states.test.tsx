import { render, screen } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import sprite from './icons.svg?raw'
import { looks } from './status.tsx'
import { LoadingBars } from './states.tsx'
import { toast, Toasts } from './toast.tsx'

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true }))
afterEach(() => void vi.useRealTimers())

test('bars appear after 300 ms, while screen readers are told at once', () => {
  const { container } = render(() => <LoadingBars what="claims" />)
  expect(screen.getByRole('status')).toHaveTextContent('Loading claims')
  expect(container.querySelector('.skr')).toBeNull()
  vi.advanceTimersByTime(300)
  expect(container.querySelector('.skr')).not.toBeNull()
})

test('a toast stays 8 seconds, and as long as the pointer is on it', async () => {
  const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime })
  render(() => <Toasts />)
  toast('Claim 1000418 submitted')
  await user.hover(screen.getByText('Claim 1000418 submitted'))
  vi.advanceTimersByTime(20_000)
  expect(screen.getByText('Claim 1000418 submitted')).toBeVisible()
  await user.unhover(screen.getByText('Claim 1000418 submitted'))
  vi.advanceTimersByTime(8_000)
  expect(screen.queryByText('Claim 1000418 submitted')).not.toBeInTheDocument()
})

test('the way back on a toast does what it says and closes it', async () => {
  const recall = vi.fn()
  render(() => <Toasts />)
  toast('Claim 1000418 submitted', { back: { label: 'Recall', act: recall } })
  await userEvent.setup({ advanceTimers: vi.advanceTimersByTime }).click(screen.getByRole('button', { name: 'Recall' }))
  expect(recall).toHaveBeenCalledOnce()
  expect(screen.queryByText('Claim 1000418 submitted')).not.toBeInTheDocument()
})

test('WCAG 2.2.1: a toast with a way back stays long enough to get there, and Z takes the newest', async () => {
  const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTime })
  const [first, second] = [vi.fn(), vi.fn()]
  render(() => <Toasts />)
  toast('Role taken away', { back: { label: 'Undo', act: first } })
  toast('Contact removed', { back: { label: 'Undo', act: second } })
  vi.advanceTimersByTime(50_000)
  await user.keyboard('z')
  expect(second).toHaveBeenCalledOnce()
  expect(screen.queryByText('Contact removed')).not.toBeInTheDocument()
  await user.keyboard('z')
  expect(first).toHaveBeenCalledOnce()
  expect(screen.queryByRole('button')).not.toBeInTheDocument()
})

test('every look has its symbol in the sprite', () => {
  for (const look of Object.values(looks)) expect(sprite).toContain(`id="i-${look.icon}"`)
})
