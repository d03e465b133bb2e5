import { render, screen } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { Button } from './button.tsx'

test('a button with a reason stays focusable, says why and does nothing', async () => {
  const act = vi.fn()
  render(() => (
    <Button reason="The 30 days ended on 13 October." onClick={act}>
      Dispute
    </Button>
  ))
  const button = screen.getByRole('button', { name: 'Dispute' })
  await userEvent.tab()
  await userEvent.keyboard('{Enter}')
  expect(button).toHaveFocus()
  expect(button).toHaveAttribute('aria-disabled', 'true')
  expect(button).toHaveAccessibleDescription('The 30 days ended on 13 October.')
  expect(act).not.toHaveBeenCalled()
})

test('a busy submit button changes its word and does not submit again', async () => {
  const submit = vi.fn((event: SubmitEvent) => event.preventDefault())
  render(() => (
    <form onSubmit={submit}>
      <Button type="submit" busy busyWord="Submitting">
        Submit claim
      </Button>
    </form>
  ))
  const button = screen.getByRole('button', { name: 'Submitting' })
  await userEvent.click(button)
  expect(button).toHaveAttribute('aria-busy', 'true')
  expect(submit).not.toHaveBeenCalled()
})

test('a button drawn as an icon keeps its name', () => {
  render(() => (
    <Button icon="x" iconOnly>
      Close
    </Button>
  ))
  expect(screen.getByRole('button', { name: 'Close' })).toBeVisible()
})
