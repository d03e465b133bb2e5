import { people_pick, people_pick_counted, people_pick_hint, people_pick_none } from '@ofrecord/messages/messages'
import { createMemo, createSignal } from 'solid-js'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { Field } from '../ui/field.tsx'
import type { Suggestion } from '../ui/suggestions.tsx'
import { Combobox } from '../ui/suggestions.tsx'

interface Pickable {
  personId: string
  affiliationId: string
  name: string
  email: string
}

/** Somebody found by a part of the name or address; what is typed on is no choice any more. */
export const createPersonChoice = <Found extends Pickable>(
  procedure: { query: (input: { search?: string | undefined }) => Promise<Found[]> },
  given?: Pickable,
) => {
  const [typed, setTyped] = createSignal(given?.name ?? '')
  const [chosen, setChosen] = createSignal<Pickable | undefined>(given)
  const [isOpen, setOpen] = createSignal(false)
  const search = () => typed().trim().slice(0, 120)
  const isAsked = () => isOpen() && search() !== ''
  const query = createTrpcQuery<{ search?: string | undefined }, Found[]>(
    procedure,
    () => ({ search: search() }),
    () => ({ enabled: isAsked(), keepsPrevious: true }),
  )
  const found = createMemo((): Suggestion[] | undefined =>
    isAsked()
      ? answerOf(query)?.map(({ personId, name, email }) => ({ key: personId, label: name || email, detail: email }))
      : undefined,
  )
  return {
    typed,
    chosen,
    found,
    type: (text: string): void => {
      setTyped(text)
      setChosen(undefined)
      setOpen(true)
    },
    take: ({ key, label }: Suggestion): void => {
      const person = answerOf(query)?.find(({ personId }) => personId === key)
      // What a query answers is renewed in place; the choice is not.
      setChosen(() => person && { ...person })
      setTyped(label)
      setOpen(false)
    },
    close: () => setOpen(false),
  }
}

type PersonChoice = ReturnType<typeof createPersonChoice>

export const PersonField = (props: { choice: PersonChoice; error: string | undefined }) => (
  <Field id="person" label={people_pick()} hint={people_pick_hint()} error={props.error}>
    <Combobox
      typed={props.choice.typed()}
      onType={props.choice.type}
      found={props.choice.found()}
      onTake={props.choice.take}
      onClose={props.choice.close}
      label={people_pick()}
      none={people_pick_none()}
      counted={(count) => people_pick_counted({ count })}
    />
  </Field>
)
