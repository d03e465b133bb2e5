import { useSearchParams } from '@solidjs/router'
import type { SummaryRow } from '@ofrecord/core/competencies/shown.rules'
import { competencyLevels, enrollmentStates } from '@ofrecord/core/competencies/enrollment.rules'
import {
  common_clear,
  competencies_counted_at,
  competencies_counted_footer,
  competencies_empty_action,
  competencies_empty_text,
  competencies_empty_title,
  competencies_export_text,
  competencies_imported,
  competencies_none_text,
  competencies_none_title,
  competencies_what,
} from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { formatMoment } from '../lib/format.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { createListAddress } from '../lists/address.ts'
import { ExportButton } from '../lists/export-button.tsx'
import { programmePaths } from '../paths.programme.ts'
import { Button } from '../ui/button.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { EmptyState } from '../ui/states.tsx'
import { summaryChips, spans } from './chips.ts'
import { CompetenciesFrame } from './frame.tsx'
import { leadText } from './lead.ts'
import { createNames } from './names.ts'
import { SummaryTable } from './summary-table.tsx'

const one = <Value extends string>(values: readonly Value[], value: string): Value | null =>
  values.find((each) => each === value) ?? null

/** What the organisation can show to be good at, what it takes to keep it, and what would close each gap (B.8.3). */
const CompetenciesPage = () => {
  const names = createNames()
  const address = createListAddress(['location', 'group', 'level', 'state', 'risk', 'due'])
  const filters = () => {
    const state = one(enrollmentStates, address.value('state'))
    return {
      locationId: address.value('location') || null,
      group: address.value('group') || null,
      level: one(competencyLevels, address.value('level')),
      states: state ? [state] : [],
      atRiskOnly: address.value('risk') !== '',
      dueWithinDays: spans.find((days) => String(days) === address.value('due')) ?? null,
    }
  }
  const summary = createTrpcQuery(api.competencies.summary, filters, () => ({ keepsPrevious: true }))
  const chips = () => summaryChips(address, filters(), names, answerOf(summary)?.groups ?? [])
  const opened = createOpened()
  return (
    <CompetenciesFrame
      current="competencies"
      lead={<Lead rows={address.isNarrowed() ? undefined : answerOf(summary)?.rows} />}
      actions={
        <ExportButton
          procedure={api.competencies.exportCount}
          file="competencies"
          filters={filters()}
          text={competencies_export_text}
        />
      }
    >
      <FilterBar
        filters={chips()}
        onClear={address.clear}
        end={
          <Show when={answerOf(summary)?.lastImportAt}>
            {(at) => <span class="cap t3">{competencies_imported({ when: formatMoment(at()) })}</span>}
          </Show>
        }
      />
      <Loaded query={summary} what={competencies_what()} rows={6}>
        {(known) => (
          <Show
            when={known().rows.length > 0}
            fallback={<Nothing isNarrowed={address.isNarrowed()} onClear={address.clear} />}
          >
            <SummaryTable rows={byUrgency(known().rows)} opened={opened.ids()} onToggle={opened.toggle} />
            <div class="pager">
              <Show when={known().countedAt}>
                {(at) => <span>{competencies_counted_at({ when: formatMoment(at()) })}</span>}
              </Show>
              <span>{competencies_counted_footer()}</span>
            </div>
          </Show>
        )}
      </Loaded>
    </CompetenciesFrame>
  )
}

export default CompetenciesPage

/** At risk and past the anniversary first; the others stay in the programme's order. */
const byUrgency = (rows: readonly SummaryRow[]): SummaryRow[] =>
  rows.toSorted((a, b) => Number(b.atRisk || b.state === 'grace') - Number(a.atRisk || a.state === 'grace'))

const Lead = (props: { rows: Parameters<typeof leadText>[0] | undefined }) => (
  <Show when={props.rows?.length ? props.rows : undefined}>{(rows) => <>{leadText(rows())}</>}</Show>
)

/** Which rows are open stands in the address, so that the way back from a reference finds them open. */
const createOpened = () => {
  const [params, setParams] = useSearchParams<{ open?: string }>()
  const ids = () => new Set((params.open ?? '').split(',').filter(Boolean))
  const toggle = (enrollmentId: string): void => {
    const next = ids()
    if (!next.delete(enrollmentId)) next.add(enrollmentId)
    setParams({ open: [...next].join(',') || null }, { replace: true, scroll: false })
  }
  return { ids, toggle }
}

const Nothing = (props: { isNarrowed: boolean; onClear: () => void }) => (
  <Show
    when={props.isNarrowed}
    fallback={
      <EmptyState
        title={competencies_empty_title()}
        action={
          <a class="btn" href={programmePaths.competencyRequirements}>
            {competencies_empty_action()}
          </a>
        }
      >
        {competencies_empty_text()}
      </EmptyState>
    }
  >
    <EmptyState
      title={competencies_none_title()}
      action={<Button onClick={() => props.onClear()}>{common_clear()}</Button>}
    >
      {competencies_none_text()}
    </EmptyState>
  </Show>
)
