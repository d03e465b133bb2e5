import { createSignal, lazy, Show, Suspense } from 'solid-js'
import { createShortcuts } from '../lib/shortcuts.ts'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { KeySheet } from '../ui/key-sheet.tsx'
import { Menu, MenuChoice, MenuGroup, MenuItem } from '../ui/menu.tsx'
import { toast } from '../ui/toast.tsx'
import { Sample } from './sample.tsx'

const CommandPalette = lazy(() => import('../ui/command-palette.tsx'))

export const AboveSamples = () => {
  const [open, setOpen] = createSignal<'confirm' | 'keys' | 'palette'>()
  const close = (): void => {
    setOpen(undefined)
  }
  createShortcuts(
    { keys: 'mod+k', label: 'Search, go to, do', group: 'Everywhere', act: () => setOpen('palette') },
    { keys: '?', label: 'Keyboard shortcuts', group: 'Everywhere', act: () => setOpen('keys') },
  )
  return (
    <Sample title="Things that lie above the page">
      <div class="row wrap">
        <Button onClick={() => setOpen('palette')} keys="mod+k">
          Command palette
        </Button>
        <Button onClick={() => setOpen('keys')} keys="?">
          Keys
        </Button>
        <Button look="danger" onClick={() => setOpen('confirm')}>
          Close Rome
        </Button>
        <Button onClick={() => toast('Claim 1000418 submitted', { back: { label: 'Recall', act: () => {} } })}>
          Toast
        </Button>
        <Button onClick={() => toast('Kick-off minutes.docx stopped at 64 %.', { bad: true })}>Bad toast</Button>
        <Menu label="More" icon="more">
          <MenuItem icon="undo" keys="r" onSelect={() => {}}>
            Return
          </MenuItem>
          <MenuItem icon="x" danger onSelect={() => {}}>
            Withdraw
          </MenuItem>
          <MenuItem icon="mail" reason="No letter was sent yet." onSelect={() => {}}>
            Send again
          </MenuItem>
          <MenuGroup label="Appearance">
            <MenuChoice checked onSelect={() => {}}>
              Light
            </MenuChoice>
            <MenuChoice checked={false} onSelect={() => {}}>
              Dark
            </MenuChoice>
          </MenuGroup>
        </Menu>
      </div>
      <ConfirmDialog
        open={open() === 'confirm'}
        onClose={close}
        question="Close Rome for good?"
        confirm="Close Rome"
        keep="Keep it"
        danger
        typed={{ label: 'Type 4410270 to confirm', value: '4410270' }}
        onConfirm={close}
      >
        Three associations end and their customers are told. Eleven people need a new location first.
      </ConfirmDialog>
      <KeySheet open={open() === 'keys'} onClose={close} />
      <Suspense>
        <Show when={open() === 'palette'}>
          <CommandPalette
            open
            onClose={close}
            groups={(typed) => [
              {
                label: 'Go to',
                commands: [
                  {
                    icon: 'action',
                    label: 'Frontline device programme',
                    detail: '1000371',
                    keys: 'Enter',
                    act: () => {},
                  },
                ],
              },
              {
                label: 'Do',
                commands: [
                  { icon: 'undo', label: 'Resubmit 1000371', act: () => {} },
                  { icon: 'plus', label: 'New association', keys: 'c', act: () => {} },
                ],
              },
              {
                label: 'Find',
                commands: typed === '' ? [] : [{ icon: 'search', label: `“${typed}” in all claims`, act: () => {} }],
              },
            ]}
          />
        </Show>
      </Suspense>
    </Sample>
  )
}
