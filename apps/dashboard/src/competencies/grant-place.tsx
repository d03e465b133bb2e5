import type { GrantableCompetency, GrantablePlace } from '@ofrecord/core/competencies/grantable.queries'
import {
  competencies_column_competency,
  competencies_grant_competency_hint,
  competencies_grant_competency_missing,
  competencies_grant_competency_none,
  competencies_grant_place,
  competencies_grant_place_hint,
  competencies_grant_place_missing,
  competencies_grant_place_none,
  lists_options_found,
} from '@ofrecord/messages/messages'
import { createMemo, createSignal } from 'solid-js'
import { api } from '../lib/api.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { Field } from '../ui/field.tsx'
import type { Suggestion } from '../ui/suggestions.tsx'
import { Combobox } from '../ui/suggestions.tsx'

/** Something found by typing; what is typed on is no choice any more. */
const createTypedChoice = <One,>() => {
  const [typed, setTyped] = createSignal('')
  const [chosen, setChosen] = createSignal<One>()
  const [isOpen, setOpen] = createSignal(false)
  return {
    typed,
    chosen,
    text: () => (isOpen() ? typed().trim().slice(0, 120) : ''),
    type: (text: string): void => {
      setTyped(text)
      setChosen(undefined)
      setOpen(true)
    },
    take: (one: One | undefined, label: string): void => {
      // What a query answers is renewed in place; the choice is not.
      setChosen(() => one && { ...one })
      setTyped(label)
      setOpen(false)
    },
    close: () => setOpen(false),
  }
}

const createPlaceChoice = () => {
  const choice = createTypedChoice<GrantablePlace>()
  const query = createTrpcQuery(
    api.competencies.deskPlaces,
    () => ({ search: choice.text() }),
    () => ({ enabled: choice.text() !== '', keepsPrevious: true }),
  )
  const found = createMemo((): Suggestion[] | undefined =>
    choice.text() === ''
      ? undefined
      : answerOf(query)?.map(({ id, name, number, organization }) => ({
          key: id,
          label: `${organization}, ${name}`,
          detail: String(number),
        })),
  )
  const take = ({ key, label }: Suggestion): void =>
    choice.take(
      answerOf(query)?.find(({ id }) => id === key),
      label,
    )
  return { ...choice, found, take }
}

const createCompetencyChoice = () => {
  const choice = createTypedChoice<GrantableCompetency>()
  const query = createTrpcQuery(api.competencies.deskCompetencies)
  const found = createMemo((): Suggestion[] | undefined => {
    const wanted = choice.text().toLocaleLowerCase()
    return wanted === ''
      ? undefined
      : answerOf(query)
          ?.filter(({ code, name }) => `${name} ${code}`.toLocaleLowerCase().includes(wanted))
          .map(({ code, name, groupName }) => ({ key: code, label: name, detail: groupName }))
  })
  const take = ({ key, label }: Suggestion): void =>
    choice.take(
      answerOf(query)?.find(({ code }) => code === key),
      label,
    )
  return { ...choice, found, take }
}

/** A location and a competency of the programme, whether or not the one works for the other. */
export const createGrantPlace = () => ({ place: createPlaceChoice(), competency: createCompetencyChoice() })

export const GrantPlaceFields = (props: { choice: ReturnType<typeof createGrantPlace>; isTried: boolean }) => (
  <>
    <Field
      label={competencies_grant_place()}
      hint={competencies_grant_place_hint()}
      error={props.isTried && !props.choice.place.chosen() ? competencies_grant_place_missing() : undefined}
    >
      <Combobox
        typed={props.choice.place.typed()}
        onType={props.choice.place.type}
        found={props.choice.place.found()}
        onTake={props.choice.place.take}
        onClose={props.choice.place.close}
        label={competencies_grant_place()}
        none={competencies_grant_place_none()}
        counted={(count) => lists_options_found({ count })}
      />
    </Field>
    <Field
      label={competencies_column_competency()}
      hint={competencies_grant_competency_hint()}
      error={props.isTried && !props.choice.competency.chosen() ? competencies_grant_competency_missing() : undefined}
    >
      <Combobox
        typed={props.choice.competency.typed()}
        onType={props.choice.competency.type}
        found={props.choice.competency.found()}
        onTake={props.choice.competency.take}
        onClose={props.choice.competency.close}
        label={competencies_column_competency()}
        none={competencies_grant_competency_none()}
        counted={(count) => lists_options_found({ count })}
      />
    </Field>
  </>
)
