import { useNavigate } from '@solidjs/router'
import {
  common_clear,
  references_changed_since,
  references_empty_text,
  references_empty_title,
  references_export_text,
  references_new,
  references_none_text,
  references_none_title,
  references_search,
  references_search_hint,
  references_title,
  references_what,
} from '@ofrecord/messages/messages'
import { createMemo, Show } from 'solid-js'
import { ChangedSince } from '../claims/list/changed-since.tsx'
import { createDensity } from '../claims/list/density.ts'
import { api } from '../lib/api.ts'
import { createCommands } from '../lib/commands.ts'
import { createPage } from '../lib/page.ts'
import { createTrpcQuery, refresh } from '../lib/query.ts'
import { may, useMe } from '../lib/session.ts'
import { createShortcuts } from '../lib/shortcuts.ts'
import { createAddressSearch, createFirstPage, createListAddress } from '../lists/address.ts'
import { ExportButton } from '../lists/export-button.tsx'
import { programmePaths } from '../paths.programme.ts'
import { Button } from '../ui/button.tsx'
import { ColumnsButton } from '../ui/columns-button.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import { Icon } from '../ui/icon.tsx'
import { KeyHint } from '../ui/key-hint.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { EmptyState } from '../ui/states.tsx'
import { DensityToggle, Pager } from '../ui/table-tools.tsx'
import type { Sort } from '../ui/table.tsx'
import { Table } from '../ui/table.tsx'
import { createNames } from './answers.ts'
import { referenceChips } from './chips.ts'
import { nameOfRow, referenceColumns } from './columns.tsx'
import { addressNames, filtersIn, isNarrowed, orderIn, sortOf } from './list.address.ts'
import { SortChoice } from './sort-choice.tsx'
import '../claims/list/list.css'
import './references.css'

/** The organisation's references in the reader's scope. Everything that narrows or orders them stands in the address. */
const ReferencesPage = () => {
  const pages = createListAddress(addressNames)
  const search = createAddressSearch(pages)
  const names = createNames()
  const [density, setDensity] = createDensity()
  const all = referenceColumns(names)
  const hidden = createMemo(() => new Set(pages.value('hide').split(',').filter(Boolean)))
  const columns = createMemo(() => all.filter(({ key }) => !hidden().has(key)))
  const filters = () => filtersIn(pages.value)
  const order = () => orderIn(pages.value)
  const list = createTrpcQuery(
    api.references.list,
    () => ({ ...filters(), ...order(), size: pages.size(), cursor: pages.cursor() }),
    () => ({ keepsPrevious: true }),
  )
  createFirstPage(
    () => list,
    () => pages,
  )
  const clear = (): void => {
    search.set('')
    pages.change({ q: null, state: null, location: null, competency: null, expires: null, unassigned: null })
  }
  // Asked anew: the first page is kept for some seconds, as it was before the change.
  const top = (): void => {
    pages.first()
    void refresh(api.references.list)
  }
  const sort = ({ key, direction }: Sort): void =>
    pages.change({ sort: key === 'changed' ? null : key, order: direction === 'ascending' ? 'asc' : null })
  createPage(() => ({ title: references_title() }))
  return (
    <>
      <ListHead filters={filters()} />
      <FilterBar
        search={{
          value: search.typed(),
          onInput: search.set,
          label: references_search(),
          placeholder: references_search_hint(),
        }}
        filters={referenceChips(pages, names)}
        onClear={clear}
        wide={
          <>
            <ColumnsButton
              columns={all}
              hidden={hidden()}
              onChange={(left) => pages.change({ hide: [...left].join(',') || null }, true)}
            />
            <DensityToggle value={density()} onChange={setDensity} />
          </>
        }
      />
      <SortChoice order={order()} onChange={sort} />
      <Loaded query={list} what={references_what()} rows={8}>
        {(page) => (
          <Show when={page().rows.length > 0} fallback={<Nothing narrowed={isNarrowed(pages.value)} onClear={clear} />}>
            <Show when={page().changedSince > 0}>
              <ChangedSince text={references_changed_since({ count: page().changedSince })} onShow={top} />
            </Show>
            <div class="references">
              <Table
                label={references_title()}
                columns={columns()}
                rows={page().rows}
                rowKey={(row) => row.referenceId}
                rowName={nameOfRow}
                sort={sortOf(order())}
                onSort={sort}
                density={density()}
                keyboard
              />
            </div>
            <Pager
              shown={page().rows.length}
              size={pages.size()}
              onSize={pages.resize}
              newer={pages.back()}
              older={pages.onward(page().nextCursor)}
            />
          </Show>
        )}
      </Loaded>
    </>
  )
}

export default ReferencesPage

const ListHead = (props: { filters: ReturnType<typeof filtersIn> }) => {
  const me = useMe()
  const navigate = useNavigate()
  const mayManage = () => may(me(), 'references.manage')
  const begin = (): void => navigate(programmePaths.newReference)
  createShortcuts({ keys: 'c', label: references_new(), group: references_title(), act: () => mayManage() && begin() })
  createCommands(() => (mayManage() ? [{ icon: 'plus', label: references_new(), act: begin }] : []))
  return (
    <div class="head">
      <div>
        <h1>{references_title()}</h1>
      </div>
      <div class="row wrap">
        <ExportButton
          procedure={api.references.count}
          file="references"
          filters={props.filters}
          text={references_export_text}
        />
        <Show when={mayManage()}>
          <a class="btn primary" href={programmePaths.newReference}>
            <Icon name="plus" />
            {references_new()} <KeyHint keys="c" />
          </a>
        </Show>
      </div>
    </div>
  )
}

const Nothing = (props: { narrowed: boolean; onClear: () => void }) => {
  const me = useMe()
  return (
    <Show
      when={props.narrowed}
      fallback={
        <EmptyState
          title={references_empty_title()}
          action={
            may(me(), 'references.manage') && (
              <a class="btn primary" href={programmePaths.newReference}>
                {references_new()}
              </a>
            )
          }
        >
          {references_empty_text()}
        </EmptyState>
      }
    >
      <EmptyState
        title={references_none_title()}
        action={<Button onClick={() => props.onClear()}>{common_clear()}</Button>}
      >
        {references_none_text()}
      </EmptyState>
    </Show>
  )
}
