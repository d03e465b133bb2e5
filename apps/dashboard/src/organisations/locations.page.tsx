import { useNavigate, useSearchParams } from '@solidjs/router'
import {
  common_group_page,
  common_key_search,
  hierarchy_new_location,
  hierarchy_search_hint,
  hierarchy_search_label,
  organisations_locations,
  organisations_title,
  organisations_tree_label,
} from '@ofrecord/messages/messages'
import { createSignal, lazy, Show, Suspense } from 'solid-js'
import { api } from '../lib/api.ts'
import { createCommands } from '../lib/commands.ts'
import { createPage } from '../lib/page.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { createSearch } from '../lib/search.ts'
import type { Me } from '../lib/session.ts'
import { may, useMe } from '../lib/session.ts'
import { createShortcuts } from '../lib/shortcuts.ts'
import { paths } from '../paths.ts'
import { organisationPaths } from '../paths.organisations.ts'
import { Icon } from '../ui/icon.tsx'
import { KeyHint } from '../ui/key-hint.tsx'
import type { Rehearsal, TreeRow } from './answers.ts'
import type { LocationsAddress } from './locations.address.ts'
import { readAddress } from './locations.address.ts'
import { OrganisationTabs } from './organisation-tabs.tsx'
import { AsOf, dayFieldId, instantOf, PastNote } from './tree/as-of.tsx'
import { createBranches } from './tree/branches.ts'
import type { LineMark, TreeDeed } from './tree/tree-grid.tsx'
import { TreeView } from './tree/tree-view.tsx'
import { ViewSwitch } from './view-switch.tsx'
import './organisations.css'

const ChangePanel = lazy(async () => ({ default: (await import('./change/change-panel.tsx')).ChangePanel }))
const LocationTable = lazy(async () => ({ default: (await import('./list/location-table.tsx')).LocationTable }))

/** The organisation's locations: as a tree, as a chart, as a table of the same data. All of what is shown is in the address. */
const LocationsPage = () => {
  const me = useMe()
  const [params, setParams] = useSearchParams()
  const address = () => readAddress(params)
  const organisation = createTrpcQuery(api.organisations.get)
  const search = createSearch(
    () => address().search,
    (typed) => setParams({ q: typed || null, after: null }, { replace: true }),
  )
  const goToToday = (): void => {
    setParams({ day: null })
    // The note goes with the button that was pressed.
    document.getElementById(dayFieldId)?.focus()
  }
  createPage(() => ({
    title: organisations_locations(),
    above: [{ label: organisations_title(), href: paths.organisation }],
  }))
  return (
    <>
      <LocationsHead />
      <OrganisationTabs at={paths.locations} />
      <div class="tools">
        <Show when={isSearchable(address())}>
          <SearchField value={search.typed()} onInput={search.set} />
        </Show>
        <ViewSwitch
          value={address().view}
          views={may(me(), 'organisations.propose') ? ['tree', 'chart', 'table'] : ['tree', 'chart']}
          onChange={(view) => setParams({ view: view === 'tree' ? null : view, day: null, after: null })}
        />
        <Show when={address().view !== 'table' && may(me(), 'organisations.propose')}>
          <AsOf
            day={address().day}
            onDay={(day) => setParams({ day, move: null, to: null, head: null }, { replace: true })}
          />
        </Show>
      </div>
      <Show when={address().view !== 'table' && address().day}>
        {(day) => <PastNote day={day()} onToday={goToToday} />}
      </Show>
      <Show
        when={address().view === 'table'}
        fallback={<TreePart address={address()} organisation={answerOf(organisation)?.name ?? ''} />}
      >
        <Suspense>
          <LocationTable />
        </Suspense>
      </Show>
    </>
  )
}

export default LocationsPage

/** Only the tree of today is searched: a field beside that of a past day would do nothing. */
const isSearchable = ({ view, day }: LocationsAddress): boolean => view === 'table' || day === null

const LocationsHead = () => {
  const me = useMe()
  const navigate = useNavigate()
  createShortcuts({
    keys: 'c',
    label: hierarchy_new_location(),
    group: organisations_locations(),
    act: () => may(me(), 'organisations.propose') && navigate(organisationPaths.newLocation),
  })
  createCommands(() =>
    may(me(), 'organisations.propose')
      ? [{ icon: 'plus', label: hierarchy_new_location(), act: () => navigate(organisationPaths.newLocation) }]
      : [],
  )
  return (
    <div class="head">
      <div>
        <h1>{organisations_locations()}</h1>
      </div>
      <Show when={may(me(), 'organisations.propose')}>
        <a class="btn primary" href={organisationPaths.newLocation}>
          <Icon name="plus" />
          {hierarchy_new_location()} <KeyHint keys="c" />
        </a>
      </Show>
    </div>
  )
}

const SearchField = (props: { value: string; onInput: (typed: string) => void }) => {
  let input: HTMLInputElement | undefined
  createShortcuts({
    keys: '/',
    label: common_key_search(),
    group: common_group_page(),
    act: () => input?.focus(),
  })
  return (
    <label class="field-s">
      <Icon name="search" />
      <input
        ref={input}
        type="search"
        aria-label={hierarchy_search_label()}
        placeholder={hierarchy_search_hint()}
        value={props.value}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
      <KeyHint keys="/" />
    </label>
  )
}

/** What the matrix lets a reader do with a location of today's tree. */
const deedsOf = (me: Me, row: TreeRow): TreeDeed[] => {
  if (row.version === null || !may(me, 'organisations.propose')) return []
  return row.isHeadquarters ? ['below'] : ['move', 'below', 'headquarters', 'dissociate']
}

const TreePart = (props: { address: LocationsAddress; organisation: string }) => {
  const me = useMe()
  const navigate = useNavigate()
  const [, setParams] = useSearchParams()
  const branches = createBranches(() => instantOf(props.address.day))
  const [report, setReport] = createSignal<Rehearsal>()
  const changing = () => (props.address.day === null ? (props.address.move ?? props.address.head) : null)
  const close = (): void => {
    setReport(undefined)
    setParams({ move: null, to: null, head: null })
  }
  /** The panel goes with the focus in it: it goes back to the location that it was about. */
  const leave = async (isDone: boolean): Promise<void> => {
    const locationId = changing()
    close()
    if (isDone) await branches.reload()
    const row = document.querySelector<HTMLElement>(`[data-line="${CSS.escape(locationId ?? '')}"]`)
    ;(row ?? document.getElementById('main'))?.focus()
  }
  const act = (deed: TreeDeed, { id }: Pick<TreeRow, 'id'>): void => {
    if (deed === 'below') return navigate(`${organisationPaths.newLocation}?under=${id}`)
    if (deed === 'dissociate') return navigate(organisationPaths.closeLocation(id))
    setReport(undefined)
    setParams(deed === 'move' ? { move: id, to: null, head: null } : { head: id, move: null, to: null })
  }
  const markOf = (row: TreeRow): LineMark | undefined => {
    const moved = props.address.move
    if (moved === null) return row.id === props.address.head ? 'moving' : undefined
    if (row.id === moved) return 'moving'
    if (row.id === props.address.to) return 'target'
    return isBelow(branches.lines(), row, moved) ? 'along' : undefined
  }
  return (
    <div classList={{ 'with-panel': changing() !== null, 'aside-open': changing() !== null }}>
      <div>
        <TreeView
          label={organisations_tree_label({ organisation: props.organisation })}
          branches={branches}
          search={props.address.day === null ? props.address.search : ''}
          chart={props.address.view === 'chart'}
          report={changing() === null ? undefined : report()}
          links={may(me(), 'organisations.propose')}
          past={props.address.day !== null}
          deedsOf={(row) => (props.address.day === null ? deedsOf(me(), row) : [])}
          onDeed={act}
          onDrop={(move, to) => setParams({ move, to, head: null })}
          markOf={markOf}
        />
      </div>
      <Show when={changing()} keyed>
        {(locationId) => (
          <Suspense>
            <ChangePanel
              kind={props.address.move === null ? 'headquarters' : 'moved'}
              locationId={locationId}
              parentId={props.address.to}
              onParent={(to) => setParams({ to }, { replace: true })}
              onReport={setReport}
              onClose={() => void leave(false)}
              onDone={() => void leave(true)}
            />
          </Suspense>
        )}
      </Show>
    </div>
  )
}

/** Whether a row lies below a location, as far as the lines tell. */
const isBelow = (lines: ReturnType<ReturnType<typeof createBranches>['lines']>, row: TreeRow, id: string): boolean => {
  let parentId = row.parentId
  for (let steps = 0; parentId !== null && steps < 16; steps += 1) {
    if (parentId === id) return true
    const above = parentId
    parentId = lines.find(({ row: each }) => each?.id === above)?.row?.parentId ?? null
  }
  return false
}
