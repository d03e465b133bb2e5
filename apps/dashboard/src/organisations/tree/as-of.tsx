import {
  hierarchy_as_of,
  hierarchy_as_of_day,
  hierarchy_past,
  hierarchy_past_back,
  hierarchy_past_text,
  hierarchy_today,
} from '@ofrecord/messages/messages'
import { createMemo, Show } from 'solid-js'
import { api } from '../../lib/api.ts'
import { formatLongDate } from '../../lib/format.ts'
import { answerOf, createTrpcQuery } from '../../lib/query.ts'
import { Field } from '../../ui/field.tsx'
import { TextInput } from '../../ui/inputs.tsx'
import { Note } from '../../ui/note.tsx'

/** Days are the server's: UTC, as the history counts them. */
export const today = (): string => new Date().toISOString().slice(0, 10)

/** A day in words. At noon, which is the same day wherever it is read. */
const longDay = (day: string): string => formatLongDate(`${day}T12:00`)

/** The last instant of a day; null for today, when the tree is as it is. */
export const instantOf = (day: string | null): string | null =>
  day === null || day >= today() ? null : `${day}T23:59:59.999Z`

export const dayFieldId = 'tree-day'

/** "As of": a slider over the days on which the tree changed, and a field for any other day. */
export const AsOf = (props: { day: string | null; onDay: (day: string | null) => void }) => {
  const query = createTrpcQuery(api.hierarchy.changeDays)
  const since = () => answerOf(query)?.since?.slice(0, 10)
  const stops = createMemo(() => {
    const changed = (answerOf(query)?.days ?? []).map(({ day }) => day)
    return [...new Set([...changed, since(), today()])].filter((day) => day !== undefined).toSorted()
  })
  const at = () => {
    const day = props.day ?? today()
    return Math.max(
      0,
      stops().findLastIndex((stop) => stop <= day),
    )
  }
  const choose = (day: string): void => props.onDay(day === '' || day >= today() ? null : day)
  const text = () => (props.day === null ? hierarchy_today() : longDay(props.day))
  return (
    <div class="as-of">
      <Show when={stops().length > 1}>
        <label class="row sm t2">
          {hierarchy_as_of()}
          <input
            type="range"
            min="0"
            max={stops().length - 1}
            step="1"
            value={at()}
            aria-valuetext={text()}
            onInput={(event) => choose(stops()[Number(event.currentTarget.value)] ?? today())}
          />
        </label>
      </Show>
      <Field id={dayFieldId} label={hierarchy_as_of_day()} labelHidden class="mb-0">
        <TextInput
          type="date"
          value={props.day ?? today()}
          min={since()}
          max={today()}
          onInput={() => undefined}
          onChange={(event) => choose(event.currentTarget.value)}
        />
      </Field>
    </div>
  )
}

/** Says that this is not the tree of today, and how to come back to it. */
export const PastNote = (props: { day: string; onToday: () => void }) => (
  <Note tone="wait" icon="clock">
    <b>{hierarchy_past({ day: longDay(props.day) })}</b> {hierarchy_past_text()}{' '}
    <button type="button" class="link" onClick={() => props.onToday()}>
      {hierarchy_past_back()}
    </button>
  </Note>
)
