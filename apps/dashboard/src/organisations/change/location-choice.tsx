import { hierarchy_choice_counted, hierarchy_choice_label, hierarchy_choice_none } from '@ofrecord/messages/messages'
import type { JSX } from 'solid-js'
import { createEffect, createMemo, createSignal, on } from 'solid-js'
import { api } from '../../lib/api.ts'
import { answerOf, createTrpcQuery } from '../../lib/query.ts'
import { Field } from '../../ui/field.tsx'
import type { Suggestion } from '../../ui/suggestions.tsx'
import { Combobox } from '../../ui/suggestions.tsx'
import type { TreeRow } from '../answers.ts'

const mostSuggested = 12

/** One of the organisation's locations, found by a part of its name or number. */
export const LocationChoice = (props: {
  id?: string | undefined
  label: JSX.Element
  hint?: JSX.Element
  error?: JSX.Element
  /** What is chosen already, by name; changes from outside are taken over. */
  value: string
  onTake: (row: TreeRow) => void
  /** What speaks against a location, said behind its name; the server has the last word. */
  againstOf?: ((row: TreeRow) => string | undefined) | undefined
}) => {
  const [typed, setTyped] = createSignal('')
  const [isOpen, setOpen] = createSignal(false)
  createEffect(
    on(
      () => props.value,
      (value) => setTyped(value),
    ),
  )
  const text = () => typed().trim().slice(0, 120)
  const query = createTrpcQuery(
    api.hierarchy.search,
    () => ({ text: text(), size: mostSuggested }),
    () => ({ enabled: isOpen() && text().length > 1, keepsPrevious: true }),
  )
  const rows = () => (isOpen() && text().length > 1 ? answerOf(query)?.rows : undefined)
  const found = createMemo((): Suggestion[] | undefined =>
    rows()?.map((row) => ({
      key: row.id,
      label: row.name,
      detail: [row.number, props.againstOf?.(row)].filter(Boolean).join(' · '),
    })),
  )
  const take = ({ key }: Suggestion): void => {
    const row = rows()?.find(({ id }) => id === key)
    if (!row) return
    setTyped(row.name)
    setOpen(false)
    props.onTake(row)
  }
  /** What was typed and not taken is not chosen: the field shows again what is. */
  const leave = (): void => {
    setOpen(false)
    if (props.value !== '') setTyped(props.value)
  }
  return (
    <Field id={props.id} label={props.label} hint={props.hint} error={props.error}>
      <Combobox
        typed={typed()}
        onType={(now) => {
          setTyped(now)
          setOpen(true)
        }}
        found={found()}
        onTake={take}
        onClose={leave}
        label={hierarchy_choice_label()}
        none={hierarchy_choice_none()}
        counted={(count) => hierarchy_choice_counted({ count })}
      />
    </Field>
  )
}
