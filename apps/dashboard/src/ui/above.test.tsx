import { fireEvent, render, screen, waitFor } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { createSignal, untrack } from 'solid-js'
import { expect, test, vi } from 'vitest'
import CommandPalette from './command-palette.tsx'
import { ConfirmDialog, Dialog } from './dialog.tsx'
import { Menu, MenuItem } from './menu.tsx'
import { Tabs } from './tabs.tsx'

test('a menu opens with its first item in focus, walks by arrows and gives the focus back on Escape', async () => {
  const withdraw = vi.fn()
  render(() => (
    <Menu label="More">
      <MenuItem onSelect={() => {}}>Return</MenuItem>
      <MenuItem onSelect={withdraw}>Withdraw</MenuItem>
    </Menu>
  ))
  const button = screen.getByRole('button', { name: 'More' })
  await userEvent.click(button)
  expect(button).toHaveAttribute('aria-expanded', 'true')
  expect(screen.getByRole('menuitem', { name: 'Return' })).toHaveFocus()
  await userEvent.keyboard('{ArrowUp}')
  expect(screen.getByRole('menuitem', { name: 'Withdraw' })).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  expect(button).toHaveFocus()
  expect(button).toHaveAttribute('aria-expanded', 'false')
  await userEvent.click(button)
  await userEvent.keyboard('{End}{Enter}')
  expect(withdraw).toHaveBeenCalledOnce()
  expect(button).toHaveAttribute('aria-expanded', 'false')
})

test('a menu goes along when the page scrolls, and closes once its button is out of sight', async () => {
  render(() => (
    <Menu label="More">
      <MenuItem onSelect={() => {}}>Return</MenuItem>
    </Menu>
  ))
  const button = screen.getByRole('button', { name: 'More' })
  await userEvent.click(button)
  const place = (top: number) => vi.spyOn(button, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, top, 80, 40))
  place(100)
  fireEvent.scroll(window)
  expect(button).toHaveAttribute('aria-expanded', 'true')
  expect(screen.getByRole('menu').style.top).toBe('144px')
  place(-50)
  fireEvent.scroll(window)
  await waitFor(() => expect(button).toHaveAttribute('aria-expanded', 'false'))
})

test('a menu item with a reason says it and keeps the menu open', async () => {
  const send = vi.fn()
  render(() => (
    <Menu label="More">
      <MenuItem reason="No letter was sent yet." onSelect={send}>
        Send again
      </MenuItem>
    </Menu>
  ))
  await userEvent.click(screen.getByRole('button', { name: 'More' }))
  await userEvent.keyboard('{Enter}')
  expect(send).not.toHaveBeenCalled()
  expect(screen.getByRole('button', { name: 'More' })).toHaveAttribute('aria-expanded', 'true')
})

test('a dialog is named by its question and tells when Escape closed it', async () => {
  const [open, setOpen] = createSignal(true)
  render(() => (
    <Dialog open={open()} onClose={() => setOpen(false)} title="Withdraw 1000371?">
      It ends.
    </Dialog>
  ))
  expect(screen.getByRole('dialog', { name: 'Withdraw 1000371?' })).toBeVisible()
  await userEvent.keyboard('{Escape}')
  expect(untrack(open)).toBe(false)
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
})

test('what is final asks to type the number first', async () => {
  const confirm = vi.fn()
  render(() => (
    <ConfirmDialog
      open
      onClose={() => {}}
      question="Close Rome for good?"
      confirm="Close Rome"
      keep="Keep it"
      typed={{ label: 'Type 4410270 to confirm', value: '4410270' }}
      onConfirm={confirm}
    >
      Three associations end.
    </ConfirmDialog>
  ))
  await userEvent.click(screen.getByRole('button', { name: 'Close Rome' }))
  expect(confirm).not.toHaveBeenCalled()
  await userEvent.type(screen.getByRole('textbox', { name: 'Type 4410270 to confirm' }), '4410270')
  await userEvent.click(screen.getByRole('button', { name: 'Close Rome' }))
  expect(confirm).toHaveBeenCalledOnce()
})

test('the palette walks through its groups by arrows and runs what is chosen', async () => {
  const go = vi.fn()
  const close = vi.fn()
  const groups = () => [
    { label: 'Go to', commands: [{ icon: 'home' as const, label: 'Home', act: () => {} }] },
    { label: 'Do', commands: [{ icon: 'plus' as const, label: 'New association', act: go }] },
  ]
  render(() => <CommandPalette open onClose={close} groups={groups} />)
  const box = screen.getByRole('combobox')
  expect(box).toHaveFocus()
  expect(screen.getByRole('option', { name: 'Home' })).toHaveAttribute('aria-selected', 'true')
  await userEvent.keyboard('{ArrowDown}')
  expect(screen.getByRole('option', { name: 'New association' })).toHaveAttribute(
    'id',
    box.getAttribute('aria-activedescendant'),
  )
  await userEvent.keyboard('{Enter}')
  expect(close).toHaveBeenCalledOnce()
  expect(go).toHaveBeenCalledOnce()
})

test('tabs are chosen by the arrow keys', async () => {
  const [tab, setTab] = createSignal('one')
  render(() => (
    <Tabs
      label="Files"
      value={tab()}
      onChange={setTab}
      tabs={[
        { key: 'one', label: 'One' },
        { key: 'two', label: 'Two' },
      ]}
    >
      Shows {tab()}
    </Tabs>
  ))
  await userEvent.click(screen.getByRole('tab', { name: 'One' }))
  await userEvent.keyboard('{ArrowRight}')
  expect(screen.getByRole('tab', { name: 'Two' })).toHaveFocus()
  expect(screen.getByRole('tabpanel', { name: 'Two' })).toHaveTextContent('Shows two')
})

test('in a page that is read from the right the left arrow key goes on to the next tab', async () => {
  const [tab, setTab] = createSignal('one')
  const tabs = ['One', 'Two', 'Three'].map((label) => ({ key: label.toLowerCase(), label }))
  render(() => (
    <div dir="rtl" style={{ direction: 'rtl' }}>
      <Tabs label="Files" value={tab()} onChange={setTab} tabs={tabs}>
        Shows {tab()}
      </Tabs>
    </div>
  ))
  await userEvent.click(screen.getByRole('tab', { name: 'One' }))
  await userEvent.keyboard('{ArrowLeft}')
  expect(screen.getByRole('tab', { name: 'Two' })).toHaveFocus()
  await userEvent.keyboard('{ArrowRight}')
  expect(screen.getByRole('tab', { name: 'One' })).toHaveFocus()
})
