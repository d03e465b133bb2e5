import type { inferRouterOutputs } from '@trpc/server'
import {
  programme_competency,
  programme_count,
  programme_lead,
  programme_level_gold,
  programme_level_silver,
  programme_list_of,
  programme_no_level,
  programme_none_text,
  programme_none_title,
  programme_nothing_text,
  programme_nothing_title,
  programme_option,
  programme_search,
  programme_search_hint,
  programme_title,
  programme_what,
} from '@ofrecord/messages/messages'
import { For, Show, untrack } from 'solid-js'
import { capital } from '../competencies/figures.ts'
import { requirementWords } from '../competencies/requirement.words.ts'
import { api } from '../lib/api.ts'
import type { AppRouter } from '../lib/app-router.ts'
import { formatNumber } from '../lib/format.ts'
import { createPage } from '../lib/page.ts'
import { createTrpcQuery } from '../lib/query.ts'
import { createAddressSearch, createListAddress } from '../lists/address.ts'
import { FilterBar } from '../ui/filter-bar.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Section } from '../ui/record.tsx'
import { EmptyState } from '../ui/states.tsx'
import type { Column } from '../ui/table.tsx'
import { Table } from '../ui/table.tsx'
import { ProgrammeTabs } from './tabs.tsx'
import './programme.css'

type Catalogue = inferRouterOutputs<AppRouter>['programme']['competencies']
type Competency = Catalogue['competencies'][number]
type Level = Competency['levels'][number]['level']
type Option = Competency['levels'][number]['options'][number]

/** What the programme asks for each competency, level by level, as partners are told it (B.8.1). */
const CompetenciesPage = () => {
  const address = createListAddress(['q'])
  const search = createAddressSearch(address)
  const catalogue = createTrpcQuery(api.programme.competencies)
  createPage(() => ({ title: programme_title() }))
  return (
    <>
      <div class="head">
        <div>
          <h1>{programme_title()}</h1>
          <p class="t2">{programme_lead()}</p>
        </div>
      </div>
      <ProgrammeTabs now="competencies" />
      <FilterBar
        search={{
          value: search.typed(),
          onInput: search.set,
          label: programme_search(),
          placeholder: programme_search_hint(),
        }}
        filters={[]}
        onClear={search.clear}
      />
      <Loaded query={catalogue} what={programme_what()} rows={10}>
        {(known) => (
          <Show
            when={known().competencies.length > 0}
            fallback={<EmptyState title={programme_none_title()}>{programme_none_text()}</EmptyState>}
          >
            <Groups catalogue={known()} search={address.value('q')} />
          </Show>
        )}
      </Loaded>
    </>
  )
}

export default CompetenciesPage

const Groups = (props: { catalogue: Catalogue; search: string }) => {
  const wanted = () => props.search.toLocaleLowerCase()
  const found = () =>
    props.catalogue.competencies.filter(({ name, code, groupName }) =>
      `${name} ${code} ${groupName}`.toLocaleLowerCase().includes(wanted()),
    )
  const groups = () => [...new Set(found().map(({ groupName }) => groupName))]
  // The catalogue does not change while it is read.
  const { names } = untrack(() => props.catalogue)
  const columns = columnsOf((code) => names[code] ?? code)
  return (
    <Show
      when={found().length > 0}
      fallback={<EmptyState title={programme_nothing_title()}>{programme_nothing_text()}</EmptyState>}
    >
      <For each={groups()}>
        {(group, index) => {
          const rows = () => found().filter(({ groupName }) => groupName === group)
          return (
            <Section
              title={<span dir="auto">{group}</span>}
              detail={programme_count({ count: rows().length, amount: formatNumber(rows().length) })}
              first={index() === 0}
            >
              <div class="asked-for">
                <Table
                  label={programme_list_of({ group })}
                  columns={columns}
                  rows={rows()}
                  rowKey={(row) => row.id}
                  narrow="labels"
                />
              </div>
            </Section>
          )
        }}
      </For>
    </Show>
  )
}

const levelHeads: Record<Level, () => string> = { silver: programme_level_silver, gold: programme_level_gold }

const columnsOf = (nameOf: (code: string) => string): Column<Competency>[] => [
  {
    key: 'name',
    head: programme_competency(),
    names: true,
    cell: (row) => (
      <>
        <span class="b" dir="auto">
          {row.name}
        </span>
        <span class="t3 mono">{row.code}</span>
      </>
    ),
  },
  ...(['silver', 'gold'] as const).map((level) => ({
    key: level,
    head: levelHeads[level](),
    cell: (row: Competency) => (
      <Options options={row.levels.find((each) => each.level === level)?.options ?? []} nameOf={nameOf} />
    ),
  })),
]

const Options = (props: { options: readonly Option[]; nameOf: (code: string) => string }) => (
  <Show when={props.options.length > 0} fallback={<span class="t3">{programme_no_level()}</span>}>
    <For each={props.options}>
      {(option) => (
        <div class="option">
          <Show when={props.options.length > 1}>
            <p class="b">{programme_option({ name: option.name || capital(option.option) })}</p>
          </Show>
          <ul>
            <For each={option.requirements}>
              {(requirement) => {
                const words = requirementWords(requirement, { siblings: option.requirements, nameOf: props.nameOf })
                return (
                  <li>
                    {words.sentence}
                    <Notes notes={words.notes} apart={requirement.kind === 'points'} />
                  </li>
                )
              }}
            </For>
          </ul>
        </div>
      )}
    </For>
  </Show>
)

/** What else is to be known of a requirement; the indicators of a score are read line by line. */
const Notes = (props: { notes: readonly string[]; apart: boolean }) => (
  <Show when={props.apart} fallback={<span class="t3"> {props.notes.map((note) => `${note}.`).join(' ')}</span>}>
    <For each={props.notes}>{(note) => <span class="t3">{note}</span>}</For>
  </Show>
)
