import { useLocation, useNavigate, useSearchParams } from '@solidjs/router'
import {
  claims_list_new,
  claims_list_search,
  claims_list_search_hint,
  claims_list_title,
} from '@ofrecord/messages/messages'
import {
  createEffect,
  createMemo,
  createSignal,
  getOwner,
  lazy,
  on,
  onCleanup,
  onMount,
  runWithOwner,
  Show,
  Suspense,
  untrack,
} from 'solid-js'
import { api } from '../lib/api.ts'
import { createPage } from '../lib/page.ts'
import { problemOf } from '../lib/problem.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { createSearch } from '../lib/search.ts'
import { may, useMe } from '../lib/session.ts'
import { createShortcuts } from '../lib/shortcuts.ts'
import { paths } from '../paths.ts'
import { FilterBar } from '../ui/filter-bar.tsx'
import { Icon } from '../ui/icon.tsx'
import { KeyHint } from '../ui/key-hint.tsx'
import { DensityToggle } from '../ui/table-tools.tsx'
import { SavedViews } from '../ui/tabs.tsx'
import type { Column } from '../ui/table.tsx'
import { ClaimTable } from './list/claim-table.tsx'
import type { ClaimRow } from './list/columns.tsx'
import { chosenColumns, claimColumns, hiddenColumns } from './list/columns.tsx'
import { createDensity } from './list/density.ts'
import type { createFilterChips } from './list/filter-chips.tsx'
import type { ListFilters } from './list/filters.ts'
import { noFilters, pageAsked, readFilters, writeFilters } from './list/filters.ts'
import { savedViews, viewOf } from './list/views.ts'
import './list/list.css'

// These come after the list can be used: the first visit waits for what it shows at once, and for no more.
const Views = lazy(() => import('./list/own-views.tsx').then((module) => ({ default: module.Views })))
const ColumnsButton = lazy(() =>
  import('../ui/columns-button.tsx').then((module) => ({ default: module.ColumnsButton<ClaimRow> })),
)
const SortChoice = lazy(() => import('./list/sort-choice.tsx').then((module) => ({ default: module.SortChoice })))
const UnfinishedClaims = lazy(() =>
  import('./list/unfinished.tsx').then((module) => ({ default: module.UnfinishedClaims })),
)
const ExportButton = lazy(() => import('./list/export.tsx').then((module) => ({ default: module.ExportButton })))

/** A signal, not a resource: what reads a resource that is on its way is not drawn at all. */
const createChips = () => {
  const [chips, setChips] = createSignal<ReturnType<typeof createFilterChips>>()
  const owner = getOwner()
  let isLeft = false
  onCleanup(() => (isLeft = true))
  onMount(
    () =>
      void import('./list/filter-chips.tsx').then(({ createFilterChips }) => {
        if (!isLeft) runWithOwner(owner, () => setChips(() => createFilterChips()))
      }),
  )
  return chips
}

/** The partner's claims. Everything that narrows or orders them stands in the address. */
const ClaimsPage = () => {
  const me = useMe()
  const [params, setParams] = useSearchParams()
  const location = useLocation<{ trail?: string[] }>()
  const filters = () => readFilters(params)
  const mayCreate = () => may(me(), 'claims.create')
  const counts = createTrpcQuery(api.claims.counts)
  const options = createTrpcQuery(api.claims.options, undefined, () => ({ enabled: mayCreate() }))
  const claims = createTrpcQuery(
    api.claims.list,
    () => pageAsked(filters()),
    () => ({ keepsPrevious: true }),
  )
  const chips = createChips()
  const [density, setDensity] = createDensity()
  const columns = createColumns(filters)
  const [picked, setPicked] = createSignal<ReadonlySet<string>>(new Set())
  // What is ticked belongs to the rows in sight: under other filters it would be acted on unseen.
  createEffect(
    on(
      () => JSON.stringify(pageAsked(filters())),
      () => setPicked(new Set<string>()),
      { defer: true },
    ),
  )

  const change = (changes: Partial<ListFilters>, replace = false): void => setParams(writeFilters(changes), { replace })
  const search = createSearch(
    () => filters().search,
    (typed) => change({ search: typed }, true),
  )
  const clear = (): void => {
    search.set('')
    change({ ...noFilters, statuses: [] })
  }
  const trail = (): string[] => location.state?.trail ?? []
  const turn = (cursor: string | null, before: string[]): void =>
    setParams({ after: cursor }, { scroll: true, state: { trail: before } })

  createPage(() => ({ title: claims_list_title() }))
  // A key that belongs to other filters, or is older than the signing key: the first page is always there.
  createEffect(() => {
    if (claims.isError && problemOf(claims.error).code === 'CURSOR_INVALID')
      setParams({ after: null }, { replace: true })
  })
  return (
    <>
      <div class="head">
        <div>
          <h1>{claims_list_title()}</h1>
        </div>
        <div class="row">
          <Suspense>
            <ExportButton filters={filters()} />
          </Suspense>
          <Show when={mayCreate()}>
            <NewClaim />
          </Show>
        </div>
      </div>
      <Show when={mayCreate()}>
        <Suspense>
          <UnfinishedClaims />
        </Suspense>
      </Show>
      <Suspense fallback={<SavedViews views={savedViews(answerOf(counts))} current={viewOf(filters().statuses)} />}>
        <Views
          list="claims"
          path={paths.claims}
          search={location.search}
          builtIn={savedViews(answerOf(counts))}
          builtInSearches={savedViews(undefined).map(({ href }) => href.split('?')[1] ?? '')}
          current={viewOf(filters().statuses)}
        />
      </Suspense>
      <FilterBar
        search={{
          value: search.typed(),
          onInput: search.set,
          label: claims_list_search(),
          placeholder: claims_list_search_hint(),
        }}
        filters={chips()?.({ filters, options: () => answerOf(options), onChange: change }) ?? []}
        onClear={clear}
        wide={
          <Suspense>
            <ColumnsButton
              columns={columns.all}
              hidden={columns.hidden()}
              onChange={(hidden) => setParams(columns.write(hidden), { replace: true })}
            />
            <DensityToggle value={density()} onChange={setDensity} />
          </Suspense>
        }
      />
      <Suspense>
        <SortChoice filters={filters()} changedSince={answerOf(claims)?.changedSince ?? 0} onChange={change} />
      </Suspense>
      <ClaimTable
        claims={claims}
        counts={answerOf(counts)}
        columns={columns.drawn()}
        filters={filters()}
        density={density()}
        picked={picked()}
        onPick={setPicked}
        onChange={change}
        onClear={clear}
        newer={filters().cursor === null ? undefined : () => turn(trail().at(-1) ?? null, trail().slice(0, -1))}
        older={(cursor) => turn(cursor, [...trail(), ...(filters().cursor === null ? [] : [filters().cursor ?? ''])])}
      />
    </>
  )
}

export default ClaimsPage

/** Which columns there are, and which of them the address wants. */
const createColumns = (filters: () => ListFilters) => {
  const me = useMe()
  // Made once: a column that is made anew draws all its cells anew, and takes the focus out of them.
  const all: Column<ClaimRow>[] = claimColumns(
    untrack(() => me().vendor.name),
    (key) => !hidden().has(key),
  )
  const hidden = createMemo(() => hiddenColumns(all, filters().columns), undefined, { equals: sameSet })
  const drawn = createMemo(() => all.filter(({ key }) => !hidden().has(key)))
  const write = (left: ReadonlySet<string>) => ({ columns: chosenColumns(all, left)?.join(',') ?? null })
  return { all, hidden, drawn, write }
}

const sameSet = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  one.size === other.size && [...one].every((key) => other.has(key))

const NewClaim = () => {
  const navigate = useNavigate()
  createShortcuts({
    keys: 'c',
    label: claims_list_new(),
    group: claims_list_title(),
    act: () => navigate(paths.newClaim),
  })
  return (
    <a class="btn primary" href={paths.newClaim}>
      <Icon name="plus" />
      {claims_list_new()} <KeyHint keys="c" />
    </a>
  )
}
