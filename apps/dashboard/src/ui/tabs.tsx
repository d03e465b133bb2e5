import type { JSX } from 'solid-js'
import { createUniqueId, Index, Show } from 'solid-js'
import { common_save_view, common_saved_views } from '@ofrecord/messages/messages'
import type { IconName } from './icon.tsx'
import { Icon } from './icon.tsx'
import { readingKey } from './reading.ts'

export interface Tab {
  key: string
  label: JSX.Element
  icon?: IconName | undefined
  /** Small and grey behind the label: a count, "new". */
  detail?: JSX.Element
}

export interface TabsProps {
  label: string
  tabs: readonly Tab[]
  value: string
  onChange: (key: string) => void
  /** What the chosen tab shows. */
  children: JSX.Element
}

/** Several views of one thing in one place. Left and right arrows choose, as readers expect of tabs. */
export const Tabs = (props: TabsProps) => {
  const id = createUniqueId()
  const walk = (event: KeyboardEvent & { currentTarget: HTMLElement }): void => {
    const at = props.tabs.findIndex((tab) => tab.key === props.value)
    const steps: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }
    const to = steps[readingKey(event)]
    const next = to === undefined ? undefined : props.tabs.at(to % props.tabs.length)
    if (!next) return
    event.preventDefault()
    props.onChange(next.key)
    event.currentTarget.querySelector<HTMLElement>(`#${id}-${CSS.escape(next.key)}`)?.focus()
  }
  return (
    <>
      <div class="tabs" role="tablist" aria-label={props.label} onKeyDown={walk}>
        <Index each={props.tabs}>
          {(tab) => (
            <button
              type="button"
              role="tab"
              id={`${id}-${tab().key}`}
              aria-selected={tab().key === props.value}
              aria-controls={`${id}-panel`}
              tabindex={tab().key === props.value ? 0 : -1}
              onClick={() => props.onChange(tab().key)}
            >
              <Show when={tab().icon}>{(name) => <Icon name={name()} />}</Show>
              {tab().label}
              <Show when={tab().detail !== undefined}>
                <span>{tab().detail}</span>
              </Show>
            </button>
          )}
        </Index>
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${props.value}`} tabindex="0">
        {props.children}
      </div>
    </>
  )
}

export interface SavedView {
  key: string
  label: string
  /** Where the view is; its whole filter stands in the URL. */
  href: string
  count?: number | undefined
}

export interface SavedViewsProps {
  views: readonly SavedView[]
  current: string | undefined
  /** Offered only when the URL shows something else than a view: "Save this view". */
  onSave?: (() => void) | undefined
}

/** Views are places, not tabs: links, with the number of rows behind each. */
export const SavedViews = (props: SavedViewsProps) => (
  <nav class="tabs" aria-label={common_saved_views()}>
    <Index each={props.views}>
      {(view) => (
        <a href={view().href} aria-current={view().key === props.current ? 'page' : undefined}>
          {view().label}
          <Show when={view().count !== undefined}>
            <span>{view().count}</span>
          </Show>
        </a>
      )}
    </Index>
    <Show when={props.onSave}>
      {(save) => (
        <button type="button" onClick={() => save()()}>
          <Icon name="plus" />
          {common_save_view()}
        </button>
      )}
    </Show>
  </nav>
)
