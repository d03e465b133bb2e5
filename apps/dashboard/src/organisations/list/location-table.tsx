import { useLocation, useSearchParams } from '@solidjs/router'
import {
  hierarchy_any_country,
  hierarchy_locations_what,
  hierarchy_table_count,
  hierarchy_table_none,
  hierarchy_table_none_text,
  organisations_column_incentives,
  organisations_column_state,
  organisations_country,
  organisations_enrolled,
  organisations_locations,
} from '@ofrecord/messages/messages'
import { createMemo, createSignal, Show } from 'solid-js'
import { api } from '../../lib/api.ts'
import { formatNumber } from '../../lib/format.ts'
import { answerOf, createTrpcQuery } from '../../lib/query.ts'
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
import { filtersOf, readAddress } from '../locations.address.ts'
import { locationColumns } from './location-columns.tsx'
import { ExportButton } from './location-export.tsx'

/** All locations of the reader's scope as a table, with its filters, order, page and columns in the address. */
export const LocationTable = () => {
  const [params, setParams] = useSearchParams()
  const location = useLocation<{ trail?: string[] }>()
  const address = () => readAddress(params)
  const [hidden, setHidden] = createSignal<ReadonlySet<string>>(new Set(['legalName', 'currency']))
  const columns = createMemo(() => locationColumns.filter(({ key }) => !hidden().has(key)))
  const list = createTrpcQuery(
    api.hierarchy.table,
    () => {
      const { sort, direction, size, cursor } = address()
      return { ...filtersOf(address()), sort, direction, size, cursor }
    },
    () => ({ keepsPrevious: true }),
  )
  const count = createTrpcQuery(api.hierarchy.tableCount, () => filtersOf(address()))
  const change = (changes: Record<string, string | null>): void => setParams({ ...changes, after: null })
  const trail = () => location.state?.trail ?? []
  const turn = (after: string | null, way: string[]): void => setParams({ after }, { state: { trail: way } })
  const sort = ({ key, direction }: Sort): void =>
    change({ sort: key === 'name' ? 'name' : null, order: direction === 'descending' ? 'desc' : null })
  return (
    <>
      <FilterBar
        filters={filters({ address, onChange: change })}
        onClear={() => change({ status: null, country: null, enrolled: null })}
        end={
          <>
            <ColumnsButton columns={locationColumns} hidden={hidden()} onChange={setHidden} />
            <ExportButton filters={filtersOf(address())} rows={answerOf(count)} />
          </>
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
              size={address().size}
              onSize={(size) => change({ size: String(size) })}
              newer={address().cursor === null ? undefined : () => turn(trail().at(-1) || null, trail().slice(0, -1))}
              older={
                page().nextCursor === null
                  ? undefined
                  : () => turn(page().nextCursor, [...trail(), address().cursor ?? ''])
              }
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

interface FilterParts {
  address: () => ReturnType<typeof readAddress>
  onChange: (changes: Record<string, string | null>) => void
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
