import {
  lists_view_bring_back,
  lists_view_delete,
  lists_view_deleted,
  lists_view_menu,
  lists_view_name,
  lists_view_name_hint,
  lists_view_rename,
  lists_view_rename_title,
  lists_view_save,
  lists_view_save_title,
  lists_view_saving,
} from '@ofrecord/messages/messages'
import { maxViewName, maxViews } from '@ofrecord/core/claims/choices.rules'
import type { inferRouterOutputs } from '@trpc/server'
import { createSignal, Show } from 'solid-js'
import { api } from '../../lib/api.ts'
import type { AppRouter } from '../../lib/app-router.ts'
import { problemOf } from '../../lib/problem.ts'
import { answerOf, createTrpcQuery, refresh } from '../../lib/query.ts'
import { performer } from '../../lists/perform.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { focusFirstError } from '../../ui/focus.ts'
import { TextInput } from '../../ui/inputs.tsx'
import { Menu, MenuItem } from '../../ui/menu.tsx'
import type { SavedView } from '../../ui/tabs.tsx'
import { SavedViews } from '../../ui/tabs.tsx'
import './own-views.css'

type OwnView = inferRouterOutputs<AppRouter>['views']['list'][number]

interface ViewsProps {
  list: 'claims' | 'queue'
  /** Where the list is, without its filters. */
  path: string
  /** What stands behind the question mark now. */
  search: string
  builtIn: readonly SavedView[]
  /** What stands behind the question mark in the built-in views alone: those need no name. */
  builtInSearches: readonly string[]
  current: string | undefined
}

/** One spelling of an address: what a page's key is, and in which order the filters were set, is no part of a view. */
const plain = (search: string): string => {
  const words = new URLSearchParams(search)
  words.delete('after')
  words.sort()
  return words.toString()
}

/** The views above a list: those that everybody has, then the reader's own (GEN-R6). */
export const Views = (props: ViewsProps) => {
  const saved = createTrpcQuery(api.views.list, () => ({ list: props.list }))
  const [naming, setNaming] = createSignal<'save' | OwnView>()
  const own = (): readonly OwnView[] => answerOf(saved) ?? []
  const here = (): string => plain(props.search)
  const current = () => own().find(({ search }) => plain(search) === here())
  const isBuiltIn = () => props.builtInSearches.some((search) => plain(search) === here())
  // Not before the views are there: what is saved while they are on their way would not be among them.
  const mayAdd = () =>
    answerOf(saved) !== undefined && own().length < maxViews && here() !== '' && !current() && !isBuiltIn()
  const tabs = (): SavedView[] => [
    ...props.builtIn,
    ...own().map(({ id, name, search }) => ({ key: id, label: name, href: `${props.path}?${search}` })),
  ]
  const keep = async (name: string): Promise<void> => {
    const named = naming()
    if (named === 'save') await api.views.save.mutate({ list: props.list, name, search: here() })
    else if (named) await api.views.rename.mutate({ viewId: named.id, name })
    await refresh(api.views)
  }
  return (
    <div class="views">
      <SavedViews
        views={tabs()}
        current={current()?.id ?? props.current}
        onSave={mayAdd() ? () => setNaming('save') : undefined}
      />
      <Show when={current()}>
        {(view) => (
          <Menu icon="more" iconOnly place="end" label={lists_view_menu({ name: view().name })}>
            <MenuItem icon="edit" onSelect={() => setNaming(view())}>
              {lists_view_rename()}
            </MenuItem>
            <MenuItem icon="x" onSelect={() => void deleteView(props.list, view())}>
              {lists_view_delete()}
            </MenuItem>
          </Menu>
        )}
      </Show>
      <Show when={naming()} keyed>
        {(named) => <NameDialog view={named} onKeep={keep} onClose={() => setNaming(undefined)} />}
      </Show>
    </div>
  )
}

const perform = performer(() => refresh(api.views))

/** The filters still stand in the address. */
const deleteView = (list: ViewsProps['list'], { id, name, search }: OwnView): Promise<boolean> =>
  perform({
    work: () => api.views.remove.mutate({ viewId: id }),
    told: lists_view_deleted({ name }),
    back: { label: lists_view_bring_back(), work: () => api.views.save.mutate({ list, name, search }) },
  })

const NameDialog = (props: {
  view: 'save' | OwnView
  onKeep: (name: string) => Promise<void>
  onClose: () => void
}) => {
  const isNew = () => props.view === 'save'
  // eslint-disable-next-line solid/reactivity -- the dialog is made anew for each view
  const [name, setName] = createSignal(props.view === 'save' ? '' : props.view.name)
  const [problem, setProblem] = createSignal<string>()
  const [busy, setBusy] = createSignal(false)
  const keep = async (): Promise<void> => {
    if (busy()) return
    if (name().trim() === '') {
      setProblem(lists_view_name_hint({ max: maxViewName }))
      return focusFirstError()
    }
    setBusy(true)
    try {
      await props.onKeep(name())
      props.onClose()
    } catch (error) {
      setProblem(problemOf(error).message)
      focusFirstError()
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      onClose={props.onClose}
      title={isNew() ? lists_view_save_title() : lists_view_rename_title()}
      footer={
        <Button look="primary" busy={busy()} busyWord={lists_view_saving()} onClick={() => void keep()}>
          {isNew() ? lists_view_save() : lists_view_rename()}
        </Button>
      }
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void keep()
        }}
      >
        <Field label={lists_view_name()} hint={lists_view_name_hint({ max: maxViewName })} error={problem()}>
          <TextInput value={name()} onInput={setName} maxLength={maxViewName} autocomplete="off" />
        </Field>
      </form>
    </Dialog>
  )
}
