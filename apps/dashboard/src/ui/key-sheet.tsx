import { For } from 'solid-js'
import { common_keys_note, common_keys_off, common_keys_title } from '@ofrecord/messages/messages'
import { chooseSingleKeys, shortcuts, singleKeys } from '../lib/shortcuts.ts'
import { CheckBox } from './choices.tsx'
import { Dialog } from './dialog.tsx'
import { KeyHint } from './key-hint.tsx'

/** Every key that does something on this page, as `?` shows it. */
export const KeySheet = (props: { open: boolean; onClose: () => void }) => {
  const shown = () => shortcuts().filter((shortcut) => !shortcut.hidden)
  const groups = () => [...new Set(shown().map((shortcut) => shortcut.group))]
  return (
    <Dialog open={props.open} onClose={props.onClose} title={common_keys_title()} wide>
      <div class="keysheet">
        <For each={groups()}>
          {(group) => (
            <section>
              <h3>{group}</h3>
              <ul>
                <For each={shown().filter((shortcut) => shortcut.group === group)}>
                  {(shortcut) => (
                    <li>
                      <span>{shortcut.label}</span>
                      <span>
                        <KeyHint keys={shortcut.keys} />
                        <span class="vh">{shortcut.keys}</span>
                      </span>
                    </li>
                  )}
                </For>
              </ul>
            </section>
          )}
        </For>
      </div>
      <CheckBox
        label={common_keys_off()}
        hint={common_keys_note()}
        checked={!singleKeys()}
        onChange={(off) => chooseSingleKeys(!off)}
      />
    </Dialog>
  )
}
