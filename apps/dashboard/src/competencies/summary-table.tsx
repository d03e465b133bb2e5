import type { SummaryRow } from '@ofrecord/core/competencies/shown.rules'
import {
  common_group_rows,
  common_key_next,
  common_key_previous,
  competencies_benefits_until,
  competencies_column_anniversary,
  competencies_column_competency,
  competencies_column_held_at,
  competencies_column_level,
  competencies_column_met,
  competencies_column_risks,
  competencies_column_state,
  competencies_goal,
  competencies_lapses,
  competencies_list,
  competencies_met_of,
  competencies_open_requirements,
  competencies_until,
} from '@ofrecord/messages/messages'
import { For, Show } from 'solid-js'
import { formatNumber } from '../lib/format.ts'
import { useMe } from '../lib/session.ts'
import { createShortcuts } from '../lib/shortcuts.ts'
import { programmePaths } from '../paths.programme.ts'
import { CatalogueName } from '../ui/catalogue.tsx'
import { Icon } from '../ui/icon.tsx'
import { Flag, Status } from '../ui/status.tsx'
import { dayText, daysLater, leftText } from './days.ts'
import { feeOf, graceDays } from './fee.ts'
import { OpenedRow } from './opened-row.tsx'
import { Risks } from './risks.tsx'
import { levelWords, stateWords } from './words.ts'

const heads = [
  competencies_column_competency,
  competencies_column_level,
  competencies_column_state,
  competencies_column_held_at,
  competencies_column_met,
  competencies_column_anniversary,
  competencies_column_risks,
]

interface SummaryTableProps {
  rows: readonly SummaryRow[]
  opened: ReadonlySet<string>
  onToggle: (enrollmentId: string) => void
}

/** Competencies at their locations; a row opens in place to its requirements. */
export const SummaryTable = (props: SummaryTableProps) => {
  const me = useMe()
  let body: HTMLTableSectionElement | undefined
  createRowKeys(() => body)
  return (
    <div class="tablebox">
      <table
        class="tbl summary"
        role="table"
        aria-label={competencies_list({ organisation: me().organisation?.name ?? '' })}
      >
        <thead role="rowgroup">
          <tr role="row">
            <For each={heads}>
              {(head) => (
                <th role="columnheader" scope="col">
                  {head()}
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody role="rowgroup" ref={body}>
          <For each={props.rows}>
            {(row) => (
              <Row
                row={row}
                isOpen={props.opened.has(row.enrollmentId)}
                onToggle={() => props.onToggle(row.enrollmentId)}
              />
            )}
          </For>
        </tbody>
      </table>
    </div>
  )
}

const Row = (props: { row: SummaryRow; isOpen: boolean; onToggle: () => void }) => {
  const fee = () => feeOf(props.row)
  const of = () => props.row.of + (fee() ? 1 : 0)
  const met = () => props.row.met + (fee()?.isPaid ? 1 : 0)
  const id = () => `requirements-${props.row.enrollmentId}`
  return (
    <>
      <tr role="row" classList={{ open: props.isOpen }} data-key={props.row.enrollmentId} tabindex="-1">
        <th role="rowheader" scope="row">
          <button
            class="tog"
            type="button"
            aria-expanded={props.isOpen}
            aria-controls={props.isOpen ? id() : undefined}
            aria-label={competencies_open_requirements({
              competency: props.row.competency.name,
              location: props.row.location.name,
            })}
            onClick={() => props.onToggle()}
          >
            <Icon name={props.isOpen ? 'chevd' : 'chevr'} />
          </button>
          <a class="name" href={programmePaths.competency(props.row.enrollmentId)}>
            <CatalogueName>{props.row.competency.name}</CatalogueName>
          </a>{' '}
          <CatalogueName class="t3">{props.row.competency.groupName}</CatalogueName>
        </th>
        <td role="cell" class="lv">
          {levelWords[props.row.level]()}
        </td>
        <td role="cell" class="st-cell">
          <Status look={stateWords[props.row.state].look}>{stateWords[props.row.state].word()}</Status>
          <Show when={props.row.goal}>
            <Flag icon="badge">{competencies_goal()}</Flag>
          </Show>
        </td>
        <td role="cell" class="lo" dir="auto">
          {props.row.location.name}
        </td>
        <td role="cell" class="m num">
          {competencies_met_of({ met: formatNumber(met()), of: formatNumber(of()) })}
        </td>
        <td role="cell" class="an">
          <Anniversary row={props.row} />
        </td>
        <td role="cell" class="k">
          <Risks row={props.row} />
        </td>
      </tr>
      <Show when={props.isOpen}>
        <tr role="row" class="det" id={id()}>
          <td role="cell" colspan={heads.length}>
            <OpenedRow row={props.row} />
          </td>
        </tr>
      </Show>
    </>
  )
}

/** The day that matters next, and how far it is. */
const Anniversary = (props: { row: Pick<SummaryRow, 'state' | 'renewsOn' | 'preapprovedUntil'> }) => {
  const shown = (): { text: string; day: string } | undefined => {
    const { state, renewsOn, preapprovedUntil } = props.row
    if (state === 'active_preapproved' && preapprovedUntil)
      return { text: competencies_until({ date: dayText(preapprovedUntil) }), day: preapprovedUntil }
    if (!renewsOn || state === 'lapsed') return undefined
    if (state === 'grace') {
      const last = daysLater(renewsOn, graceDays)
      return { text: competencies_lapses({ date: dayText(last) }), day: last }
    }
    if (state === 'withdrawn') return { text: competencies_benefits_until({ date: dayText(renewsOn) }), day: renewsOn }
    return { text: dayText(renewsOn), day: renewsOn }
  }
  return (
    <Show when={shown()}>
      {(known) => (
        <>
          <span>{known().text}</span> <span class="t3">{leftText(known().day)}</span>
        </>
      )}
    </Show>
  )
}

/** J and K walk from competency to competency, over what is opened between them. */
const createRowKeys = (body: () => HTMLElement | undefined): void => {
  const rows = (): HTMLElement[] => [...(body()?.querySelectorAll<HTMLElement>('tr[data-key]') ?? [])]
  const at = (): number => {
    const focused = document.activeElement?.closest('tr')
    const row = focused?.classList.contains('det') ? focused.previousElementSibling : focused
    return rows().findIndex((one) => one === row)
  }
  const go = (index: number): void => {
    const row = rows()[Math.max(0, Math.min(index, rows().length - 1))]
    row?.querySelector<HTMLElement>('th a')?.focus({ focusVisible: true })
    row?.scrollIntoView?.({ block: 'nearest' })
  }
  const group = common_group_rows()
  createShortcuts(
    { keys: 'j', label: common_key_next(), group, act: () => go(at() + 1) },
    { keys: 'k', label: common_key_previous(), group, act: () => go(at() - 1) },
  )
}
