import type { JSX } from 'solid-js'
import { createMemo, createSignal, createUniqueId, For, Show } from 'solid-js'
import { common_palette_empty, common_palette_label, common_palette_results } from '@ofrecord/messages/messages'
import { ModalDialog } from './modal.tsx'
import type { IconName } from './icon.tsx'
import { Icon } from './icon.tsx'
import { KeyHint } from './key-hint.tsx'

export interface Command {
  icon: IconName
  label: string
  /** Grey behind the label: a number, a place. */
  detail?: string | undefined
  /** The key that does the same. */
  keys?: string | undefined
  act: () => void
}

export interface CommandGroup {
  label: string
  commands: readonly Command[]
}

export interface CommandPaletteProps {
  open: boolean
  onClose: () => void
  /** Groups for what was typed: go to, do, find. The caller decides what matches; it knows numbers and names. */
  groups: (typed: string) => readonly CommandGroup[]
}

/** `Ctrl K`: everything that can be gone to, done or found, by name or number. */
const CommandPalette = (props: CommandPaletteProps) => (
  <ModalDialog open={props.open} onClose={props.onClose} class="over palette" label={common_palette_label()} light>
    <Palette {...props} />
  </ModalDialog>
)

export default CommandPalette

const Palette = (props: CommandPaletteProps): JSX.Element => {
  const id = createUniqueId()
  const [typed, setTyped] = createSignal('')
  const [at, setAt] = createSignal(0)
  const groups = createMemo(() => props.groups(typed().trim()).filter((group) => group.commands.length > 0))
  const commands = createMemo(() => groups().flatMap((group) => group.commands))
  const chosen = () => commands()[Math.min(at(), commands().length - 1)]
  const optionId = (command: Command): string => `${id}-${commands().indexOf(command)}`
  const run = (command: Command | undefined): void => {
    if (!command) return
    props.onClose()
    command.act()
  }
  const walk = (event: KeyboardEvent): void => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 }
    const step = steps[event.key]
    if (event.key === 'Enter') run(chosen())
    if (step === undefined) return
    event.preventDefault()
    setAt((now) => (now + step + commands().length) % Math.max(1, commands().length))
    document.getElementById(`${id}-${at()}`)?.scrollIntoView?.({ block: 'nearest' })
  }
  return (
    <>
      <input
        class="q"
        role="combobox"
        autofocus
        aria-label={common_palette_label()}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={chosen() ? `${id}-${commands().indexOf(chosen()!)}` : undefined}
        autocomplete="off"
        value={typed()}
        onInput={(event) => {
          setTyped(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={walk}
      />
      <div class="pal" role="listbox" id={`${id}-list`} aria-label={common_palette_results()}>
        <For each={groups()}>
          {(group) => (
            <div role="group" aria-label={group.label}>
              <div class="h" aria-hidden="true">
                {group.label}
              </div>
              <For each={group.commands}>
                {(command) => (
                  <div
                    role="option"
                    id={optionId(command)}
                    aria-selected={command === chosen()}
                    onClick={() => run(command)}
                  >
                    <Icon name={command.icon} />
                    <span>
                      {command.label}{' '}
                      <Show when={command.detail}>
                        <span class="t3">{command.detail}</span>
                      </Show>
                    </span>
                    <Show when={command.keys}>
                      {(keys) => (
                        <span class="push">
                          <KeyHint keys={keys()} />
                        </span>
                      )}
                    </Show>
                  </div>
                )}
              </For>
            </div>
          )}
        </For>
      </div>
      <Show when={commands().length === 0}>
        <p class="t2 sm px-4 pb-4" role="status">
          {common_palette_empty()}
        </p>
      </Show>
    </>
  )
}
