import { render, screen } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { createSignal, For, Show } from 'solid-js'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { Dialog } from './dialog.tsx'
import { Menu, MenuItem } from './menu.tsx'
import { toast, Toasts } from './toast.tsx'
import { keepFocus } from './focus-keeper.ts'

const Rows = () => {
  const [rows, setRows] = createSignal(['one', 'two', 'three'])
  const [asked, setAsked] = createSignal<string>()
  const remove = (row: string): void => {
    setRows((known) => known.filter((each) => each !== row))
    setAsked()
  }
  return (
    <main tabindex="-1">
      <div>
        <Show when={rows().length > 0} fallback={<p>Nothing is left.</p>}>
          <ul>
            <For each={rows()}>
              {(row) => (
                <li>
                  <button type="button" onClick={() => remove(row)}>
                    Remove {row}
                  </button>
                  <button type="button" onClick={() => setAsked(row)}>
                    Ask about {row}
                  </button>
                  <Menu label={`More about ${row}`}>
                    <MenuItem onSelect={() => setAsked(row)}>Remove</MenuItem>
                  </Menu>
                </li>
              )}
            </For>
          </ul>
        </Show>
      </div>
      <Show when={asked()}>
        {(row) => (
          <Dialog open title={`Remove ${row()}?`} onClose={() => setAsked()}>
            <button type="button" onClick={() => remove(row())}>
              Yes
            </button>
            <button type="button" onClick={() => setAsked()}>
              No
            </button>
          </Dialog>
        )}
      </Show>
    </main>
  )
}

beforeEach(() => onTestFinished(keepFocus()))

const button = (name: string): HTMLElement => screen.getByRole('button', { name })
const focused = (name: string) => expect.poll(() => document.activeElement?.textContent).toBe(name)

test('WCAG 2.4.3: when the row goes that holds the focus, the row in its place has it, and the page when none is left', async () => {
  render(() => <Rows />)
  await userEvent.click(button('Remove two'))
  await focused('Remove three')
  await userEvent.keyboard('{Enter}')
  await focused('Remove one')
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => document.activeElement?.tagName).toBe('MAIN')
})

test('WCAG 2.4.3: a dialog gives the focus back by its own buttons too, and beside its opener when that is gone', async () => {
  render(() => <Rows />)
  await userEvent.click(button('Ask about two'))
  await userEvent.click(button('No'))
  await focused('Ask about two')
  await userEvent.keyboard('{Enter}')
  await userEvent.click(button('Yes'))
  await focused('Remove three')
  // A menu is shut by the time its dialog is.
  await userEvent.click(button('More about three'))
  await userEvent.keyboard('{Enter}')
  await userEvent.click(button('No'))
  await focused('More about three')
})

/** As a list from the server is renewed: the rows stay, and what the next one says is written into them. */
const WrittenRows = () => {
  const [mayTake, setMayTake] = createSignal(true)
  return (
    <main tabindex="-1">
      <ul>
        <li>
          <a href="#person">Person</a>
          <span>
            <Show when={mayTake()} fallback="By contact role">
              <button type="button" onClick={() => setMayTake(false)}>
                Take away
              </button>
            </Show>
          </span>
        </li>
      </ul>
    </main>
  )
}

test('WCAG 2.4.3: when the next row is written into the one that is gone and has no such button, the row keeps the focus', async () => {
  render(() => <WrittenRows />)
  await userEvent.click(button('Take away'))
  await focused('Person')
})

test('WCAG 2.4.3: a toast that is closed or taken gives the focus back to where it came from', async () => {
  render(() => (
    <>
      <Rows />
      <Toasts />
    </>
  ))
  button('Remove two').focus()
  toast('One is removed', { back: { label: 'Undo', act: () => {} } })
  button('Undo').focus()
  await userEvent.keyboard('{Enter}')
  await focused('Remove two')
})

/** A form that shows what it made, and is there again once that was read. */
const Maker = () => {
  const [isMade, setMade] = createSignal(false)
  return (
    <main tabindex="-1">
      <section>
        <button type="button">Revoke the first</button>
        <Show when={isMade()} fallback={<input aria-label="Name" />}>
          <button type="button" onClick={() => setMade(false)}>
            Hide
          </button>
        </Show>
        <button type="button" onClick={() => setMade(true)}>
          Make
        </button>
      </section>
    </main>
  )
}

test('WCAG 2.4.3: what took the place of what is gone has the focus, and not what came before it', async () => {
  render(() => <Maker />)
  await userEvent.click(button('Make'))
  await userEvent.click(button('Hide'))
  await expect.poll(() => document.activeElement).toBe(screen.getByLabelText('Name'))
})

test('WCAG 2.4.3: a page that is taken out and put back at once gives the focus back', async () => {
  const { container } = render(() => <Rows />)
  button('Remove two').focus()
  const page = container.querySelector('main > div')!
  page.replaceWith('Loading')
  container.querySelector('main')!.replaceChildren(page)
  await focused('Remove two')
})

/** Two parts of a page: what was decided takes its part away. */
const Parts = () => {
  const [isOpen, setOpen] = createSignal(true)
  return (
    <main tabindex="-1">
      <div>
        <Show when={isOpen()}>
          <section>
            <button type="button" onClick={() => setOpen(false)}>
              Verify
            </button>
          </section>
        </Show>
        <section>
          <input aria-label="New name" />
        </section>
      </div>
    </main>
  )
}

test('WCAG 2.4.3: when a whole part of a page goes, the top of the page has the focus, and not the form behind it', async () => {
  render(() => <Parts />)
  await userEvent.click(button('Verify'))
  await expect.poll(() => document.activeElement?.tagName).toBe('MAIN')
})

/** The last row with something to press goes; what is left can be turned over. */
const ReadRows = () => {
  const [rows, setRows] = createSignal(['gone', 'here'])
  return (
    <main tabindex="-1">
      <button type="button">Export</button>
      <div>
        <ul>
          <For each={rows()}>
            {(row) => (
              <li>
                {row}
                <Show when={row === 'gone'}>
                  <button type="button" onClick={() => setRows(['here'])}>
                    Remove
                  </button>
                </Show>
              </li>
            )}
          </For>
        </ul>
        <button type="button">Older</button>
      </div>
    </main>
  )
}

test('WCAG 2.4.3: when no row that is left can be focused, what stands around the list has the focus', async () => {
  render(() => <ReadRows />)
  await userEvent.click(button('Remove'))
  await focused('Older')
})
