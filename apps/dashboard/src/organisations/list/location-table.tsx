import { useSearchParams } from '@solidjs/router'
import {
  hierarchy_any_country,
  hierarchy_export_text,
  hierarchy_locations_what,
  hierarchy_table_count,
  hierarchy_table_none,
  hierarchy_table_none_text,
  lists_sort_name_asc,
  lists_sort_name_desc,
  lists_sort_number_asc,
  lists_sort_number_desc,
  organisations_column_incentives,
  organisations_column_state,
  organisations_country,
  organisations_enrolled,
  organisations_locations,
} from '@ofrecord/messages/messages'
import { createMemo, Show } from 'solid-js'
import { api } from '../../lib/api.ts'
import { formatNumber } from '../../lib/format.ts'
import { answerOf, createTrpcQuery } from '../../lib/query.ts'
import { createFirstPage, createListAddress } from '../../lists/address.ts'
import { ExportButton } from '../../lists/export-button.tsx'
import type { Orders } from '../../lists/sort-choice.tsx'
import { SortChoice } from '../../lists/sort-choice.tsx'
import { ColumnsButton } from '../../ui/columns-button.tsx'
import { CheckBox } from '../../ui/choices.tsx'
import type { Filter } from '../../ui/filter-bar.tsx'
import { FilterBar } from '../../ui/filter-bar.tsx'
import { FilterChoices } from '../../ui/filter-choices.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { Pager } from '../../ui/table-tools.tsx'
import type { Sort } from '../../ui/table.tsx'
import { Table } from '../../ui/table.tsx'
import type { LocationStatus } from '@ofrecord/core/organisations/location.rules'
import { locationStatuses as statuses } from '@ofrecord/core/organisations/location.rules'
import { CountryField } from '../country-field.tsx'
import { countryName } from '../countries.ts'
import { locationStatuses } from '../location-status.ts'
import type { LocationsAddress } from '../locations.address.ts'
import { filtersOf, readAddress } from '../locations.address.ts'
import { locationColumns } from './location-columns.tsx'

/** All locations of the reader's scope as a table, with its filters, order, page and columns in the address. */
export const LocationTable = () => {
  const [params] = useSearchParams()
  const address = () => readAddress(params)
  const pages = createListAddress(['status', 'country', 'enrolled', 'sort', 'order', 'hide'])
  const hidden = createMemo(() => hiddenIn(pages.value('hide')))
  const columns = createMemo(() => locationColumns.filter(({ key }) => !hidden().has(key)))
  const list = createTrpcQuery(
    api.hierarchy.table,
    () => {
      const { sort, direction } = address()
      return { ...filtersOf(address()), sort, direction, size: pages.size(), cursor: pages.cursor() }
    },
    () => ({ keepsPrevious: true }),
  )
  const count = createTrpcQuery(api.hierarchy.tableCount, () => filtersOf(address()))
  createFirstPage(
    () => list,
    () => pages,
  )
  const sort = ({ key, direction }: Sort): void =>
    pages.change({ sort: key === 'name' ? 'name' : null, order: direction === 'descending' ? 'desc' : null })
  return (
    <>
      <FilterBar
        filters={filters({ address, onChange: pages.change })}
        onClear={() => pages.change({ status: null, country: null, enrolled: null })}
        wide={
          <ColumnsButton
            columns={locationColumns}
            hidden={hidden()}
            onChange={(left) => pages.change({ hide: writtenOf(left) }, true)}
          />
        }
        end={
          <ExportButton
            procedure={api.hierarchy.tableCount}
            file="locations"
            filters={filtersOf(address())}
            text={hierarchy_export_text}
          />
        }
      />
      <SortChoice
        orders={orders}
        order={{ sort: address().sort, direction: address().direction }}
        onChange={({ sort: key, direction }) =>
          sort({ key, direction: direction === 'desc' ? 'descending' : 'ascending' })
        }
      />
      <Loaded query={list} what={hierarchy_locations_what()} rows={10}>
        {(page) => (
          <Show
            when={page().rows.length > 0}
            fallback={<EmptyState title={hierarchy_table_none()}>{hierarchy_table_none_text()}</EmptyState>}
          >
            <Table
              label={organisations_locations()}
              columns={columns()}
              rows={page().rows}
              rowKey={(row) => row.id}
              rowName={(row) => row.name}
              sort={{ key: address().sort, direction: address().direction === 'asc' ? 'ascending' : 'descending' }}
              onSort={sort}
              keyboard
            />
            <Pager
              shown={page().rows.length}
              total={answerOf(count)}
              size={pages.size()}
              onSize={pages.resize}
              newer={pages.back()}
              older={pages.onward(page().nextCursor)}
            />
          </Show>
        )}
      </Loaded>
      <p class="vh" role="status">
        {hierarchy_table_count({ count: answerOf(count) ?? 0, formatted: formatNumber(answerOf(count) ?? 0) })}
      </p>
    </>
  )
}

const orders: Orders<Pick<LocationsAddress, 'sort' | 'direction'>> = [
  { sort: 'number', direction: 'asc', label: lists_sort_number_asc },
  { sort: 'number', direction: 'desc', label: lists_sort_number_desc },
  { sort: 'name', direction: 'asc', label: lists_sort_name_asc },
  { sort: 'name', direction: 'desc', label: lists_sort_name_desc },
]

const hiddenAtFirst = 'legalName,currency'

/** The columns that the address leaves out; `none` where all are drawn. */
const hiddenIn = (written: string): ReadonlySet<string> => new Set((written || hiddenAtFirst).split(','))

const writtenOf = (hidden: ReadonlySet<string>): string | null => {
  const written = [...hidden].filter((key) => key !== 'none').join(',') || 'none'
  return written === hiddenAtFirst ? null : written
}

interface FilterParts {
  address: () => ReturnType<typeof readAddress>
  onChange: (changes: { status?: string | null; country?: string | null; enrolled?: string | null }) => void
}

const filters = ({ address, onChange }: FilterParts): Filter[] => [
  {
    key: 'status',
    label: organisations_column_state(),
    value:
      address()
        .statuses.map((status) => locationStatuses[status].word())
        .join(', ') || undefined,
    editor: () => (
      <FilterChoices
        options={statuses.map((value) => ({ value, label: locationStatuses[value].word() }))}
        chosen={address().statuses}
        onChange={(chosen) => onChange({ status: (chosen as LocationStatus[]).join(',') || null })}
      />
    ),
    onRemove: () => onChange({ status: null }),
  },
  {
    key: 'country',
    label: organisations_country(),
    value: address().country === null ? undefined : countryName(address().country ?? ''),
    editor: () => (
      <CountryField
        value={address().country ?? ''}
        onChange={(country) => onChange({ country: country || null })}
        empty={hierarchy_any_country()}
      />
    ),
    onRemove: () => onChange({ country: null }),
  },
  {
    key: 'enrolled',
    label: organisations_column_incentives(),
    value: address().enrolledOnly ? organisations_enrolled() : undefined,
    editor: () => (
      <CheckBox
        label={organisations_enrolled()}
        checked={address().enrolledOnly}
        onChange={(on) => onChange({ enrolled: on ? '1' : null })}
      />
    ),
    onRemove: () => onChange({ enrolled: null }),
  },
]
