import type { ReferenceState } from '@ofrecord/core/references/reference.rules'
import {
  references_checks_answered,
  references_checks_by,
  references_checks_empty_text,
  references_checks_empty_title,
  references_checks_filter_signals,
  references_checks_filter_signals_tick,
  references_checks_filter_signals_word,
  references_checks_lead,
  references_checks_list,
  references_checks_none_title,
  references_checks_partner,
  references_checks_search,
  references_checks_search_hint,
  references_checks_signals,
  references_checks_signals_none,
  references_checks_title,
  references_checks_what,
  references_column_company,
  references_column_state,
  references_none_text,
} from '@ofrecord/messages/messages'
import { For, Show } from 'solid-js'
import { tickChip } from '../claims/list/chips.tsx'
import { api } from '../lib/api.ts'
import { shownPerson } from '../lib/erased.ts'
import { createPage } from '../lib/page.ts'
import { createTrpcQuery } from '../lib/query.ts'
import { createAddressSearch, createListAddress } from '../lists/address.ts'
import { ListView } from '../lists/list-view.tsx'
import { programmePaths } from '../paths.programme.ts'
import { FilterBar } from '../ui/filter-bar.tsx'
import { Flag, Status } from '../ui/status.tsx'
import type { Column } from '../ui/table.tsx'
import { Time } from '../ui/time.tsx'
import type { CheckRow } from './answers.ts'
import { stateChip } from './chips.ts'
import { signalWord, checkWords } from './words.ts'
import './references.css'

/** What an answered reference may be by now. */
const answered: readonly ReferenceState[] = ['approved', 'assigned', 'rejected', 'expired', 'revoked']

const columns: Column<CheckRow>[] = [
  {
    key: 'company',
    head: references_column_company(),
    names: true,
    slot: 'title',
    cell: (row) => (
      <>
        <a class="name" dir="auto" href={programmePaths.referenceCheck(row.referenceId)}>
          {row.company}
        </a>{' '}
        <span class="t3" dir="auto">
          {row.projectTitle}
        </span>
      </>
    ),
  },
  {
    key: 'partner',
    head: references_checks_partner(),
    slot: 'under',
    cell: (row) => <span dir="auto">{row.organizationName}</span>,
  },
  {
    key: 'answer',
    head: references_column_state(),
    slot: 'state',
    cell: (row) => <Status look={checkWords[row.state].look}>{checkWords[row.state].word()}</Status>,
  },
  {
    key: 'answered',
    head: references_checks_answered(),
    spare: true,
    cell: (row) => (
      <span class="num">
        <Time at={row.answeredAt} form="stamp" />
      </span>
    ),
  },
  {
    key: 'by',
    head: references_checks_by(),
    spare: true,
    cell: (row) => (
      <>
        <span dir="auto">{shownPerson(row.answeredName ?? '')}</span>{' '}
        <span class="t3" dir="auto">
          {shownPerson(row.answeredRole ?? '')}
        </span>
      </>
    ),
  },
  {
    key: 'signals',
    head: references_checks_signals(),
    slot: 'next',
    cell: (row) => (
      <Show when={row.signals.length > 0} fallback={<span class="t3">{references_checks_signals_none()}</span>}>
        <For each={row.signals}>{(signal) => <Flag icon="alert">{signalWord(signal)}</Flag>}</For>
      </Show>
    ),
  },
]

/** What customers answered about partners' projects, for the vendor's reviewers (L9). */
const ReferenceChecksPage = () => {
  const address = createListAddress(['q', 'state', 'signals'])
  const search = createAddressSearch(address)
  const states = (): ReferenceState[] => answered.filter((state) => state === address.value('state'))
  const list = createTrpcQuery(
    api.references.checks,
    () => ({
      search: address.value('q').slice(0, 120),
      suspected: address.value('signals') === 'yes',
      states: states(),
      cursor: address.cursor(),
      size: address.size(),
    }),
    () => ({ keepsPrevious: true }),
  )
  createPage(() => ({ title: references_checks_title() }))
  return (
    <>
      <div class="head">
        <div>
          <h1>{references_checks_title()}</h1>
          <p class="t2">{references_checks_lead()}</p>
        </div>
      </div>
      <FilterBar
        search={{
          value: search.typed(),
          onInput: search.set,
          label: references_checks_search(),
          placeholder: references_checks_search_hint(),
        }}
        filters={[
          tickChip({
            key: 'signals',
            label: references_checks_filter_signals(),
            word: references_checks_filter_signals_word(),
            tick: references_checks_filter_signals_tick(),
            on: () => address.value('signals') === 'yes',
            turn: (on) => address.change({ signals: on ? 'yes' : null }),
          }),
          stateChip(
            answered,
            () => address.value('state'),
            (state) => address.change({ state }),
          ),
        ]}
        onClear={search.clear}
      />
      <div class="references checks">
        <ListView
          query={list}
          address={{ ...address, clear: search.clear }}
          what={references_checks_what()}
          label={references_checks_list()}
          columns={columns}
          rowKey={(row) => row.referenceId}
          rowName={(row) => row.company}
          empty={{ title: references_checks_empty_title(), text: references_checks_empty_text() }}
          none={{ title: references_checks_none_title(), text: references_none_text() }}
        />
      </div>
    </>
  )
}

export default ReferenceChecksPage
