import { createSignal } from 'solid-js'
import { Button } from '../ui/button.tsx'
import type { Filter } from '../ui/filter-bar.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import { FilterChoices } from '../ui/filter-choices.tsx'
import { Flag, looks, Status } from '../ui/status.tsx'
import type { Column, Density, Sort } from '../ui/table.tsx'
import { Table } from '../ui/table.tsx'
import { ColumnsButton } from '../ui/columns-button.tsx'
import { BulkBar, DensityToggle, Pager } from '../ui/table-tools.tsx'
import { SavedViews, Tabs } from '../ui/tabs.tsx'
import { Sample } from './sample.tsx'

interface Row {
  number: number
  name: string
  customer: string
  domain: string
  place: string
  items: number
  look: keyof typeof looks
  word: string
  waits: string
  next: string
}

const rows: Row[] = [
  {
    number: 1000412,
    name: 'Sales Hub presales, phase 2',
    customer: 'Cartiera Valdora',
    domain: 'valdora.example',
    place: 'Milan',
    items: 1,
    look: 'yours',
    word: 'Action required',
    waits: 'You, by today, 17:30',
    next: 'then rejected',
  },
  {
    number: 1000405,
    name: 'Device management 2026',
    customer: 'Thornbury Hospital Trust',
    domain: 'thornbury.example',
    place: 'Leeds',
    items: 3,
    look: 'half',
    word: 'Under review',
    waits: 'Halcyon, by Fri 6 Nov',
    next: 'then stays in review',
  },
  {
    number: 1000388,
    name: 'Mail and meetings roll-out',
    customer: 'Orchard Foods',
    domain: 'orchardfoods.example',
    place: 'Leeds',
    items: 4,
    look: 'threeQuarters',
    word: 'Customer window',
    waits: 'Customer, by Mon 9 Nov, 09:14',
    next: 'then active',
  },
  {
    number: 1000316,
    name: 'Endpoint protection',
    customer: 'Westmere College',
    domain: 'westmere.example',
    place: 'Leeds',
    items: 2,
    look: 'inForce',
    word: 'Active',
    waits: 'Nobody',
    next: '',
  },
]

const columns: Column<Row>[] = [
  {
    key: 'name',
    head: 'Claim',
    names: true,
    slot: 'title',
    cell: (row) => (
      <>
        <a class="name" href={`#${row.number}`}>
          {row.name}
        </a>
        <span class="t3 num">{row.number}</span>
      </>
    ),
  },
  {
    key: 'customer',
    head: 'Customer',
    slot: 'under',
    cell: (row) => (
      <>
        {row.customer}
        <span class="t3">{row.domain}</span>
      </>
    ),
  },
  { key: 'place', head: 'Location', spare: true, cell: (row) => row.place },
  { key: 'items', head: 'Items', figures: true, spare: true, cell: (row) => row.items },
  {
    key: 'status',
    head: 'Status',
    slot: 'state',
    fixed: true,
    cell: (row) => (
      <>
        <Status look={looks[row.look]}>{row.word}</Status>
        {row.items > 2 && <Flag icon="compete">Competing</Flag>}
      </>
    ),
  },
  {
    key: 'waits',
    head: 'Waits on',
    slot: 'next',
    sorts: true,
    cell: (row) =>
      row.next ? (
        <>
          <span class={row.look === 'yours' ? 'you' : ''}>{row.waits}</span>
          <span class="t3">{row.next}</span>
        </>
      ) : (
        <span class="t3">{row.waits}</span>
      ),
  },
]

export const TableSamples = () => {
  const [selected, setSelected] = createSignal<ReadonlySet<string>>(new Set(['1000388']))
  const [sort, setSort] = createSignal<Sort>({ key: 'waits', direction: 'ascending' })
  const [density, setDensity] = createSignal<Density>('regular')
  const [hidden, setHidden] = createSignal<ReadonlySet<string>>(new Set())
  const [search, setSearch] = createSignal('')
  const [status, setStatus] = createSignal<string[]>(['Draft', 'Ended'])
  const [tab, setTab] = createSignal('one')
  const filters = (): Filter[] => [
    {
      key: 'status',
      label: 'Status is not',
      value: status().length > 0 ? status().join(', ') : undefined,
      onRemove: () => setStatus([]),
      editor: () => (
        <FilterChoices
          options={['Draft', 'Submitted', 'Ended'].map((value) => ({ value, label: value }))}
          chosen={status()}
          onChange={setStatus}
        />
      ),
    },
    {
      key: 'place',
      label: 'Location is',
      value: undefined,
      onRemove: () => {},
      editor: () => <FilterChoices options={[{ value: 'm', label: 'Milan' }]} chosen={[]} onChange={() => {}} />,
    },
  ]
  return (
    <>
      <Sample title="Register">
        <SavedViews
          current="open"
          onSave={() => {}}
          views={[
            { key: 'all', label: 'All', href: '#all', count: 64 },
            { key: 'me', label: 'Needs me', href: '#me', count: 4 },
            { key: 'open', label: 'Open or changed since July', href: '#open', count: 12 },
          ]}
        />
        <FilterBar
          search={{
            value: search(),
            onInput: setSearch,
            label: 'Search claims',
            placeholder: 'Number, name, customer or domain',
          }}
          filters={filters()}
          onClear={() => setStatus([])}
          wide={
            <>
              <ColumnsButton columns={columns} hidden={hidden()} onChange={setHidden} />
              <DensityToggle value={density()} onChange={setDensity} />
            </>
          }
        />
        <BulkBar count={selected().size} all={12} onAll={() => {}} onClear={() => setSelected(new Set<string>())}>
          <Button look="quiet" icon="download">
            Export
          </Button>
          <Button look="quiet" icon="upload">
            Add evidence to 2 of 3
          </Button>
        </BulkBar>
        <Table
          label="Customer associations, 4 of 64"
          columns={columns.filter((column) => !hidden().has(column.key))}
          rows={rows}
          rowKey={(row) => String(row.number)}
          rowName={(row) => String(row.number)}
          sort={sort()}
          onSort={setSort}
          selected={selected()}
          onSelect={setSelected}
          density={density()}
          keyboard
        />
        <Pager shown={4} total={64} size={50} onSize={() => {}} newer={() => {}} older={() => {}} />
      </Sample>
      <Sample title="Tabs">
        <Tabs
          label="Evidence files"
          value={tab()}
          onChange={setTab}
          tabs={[
            { key: 'one', label: 'Amendment 1.pdf', icon: 'file', detail: 'new' },
            { key: 'two', label: 'Statement of work.pdf', icon: 'file' },
          ]}
        >
          <p>What {tab()} shows.</p>
        </Tabs>
      </Sample>
    </>
  )
}
