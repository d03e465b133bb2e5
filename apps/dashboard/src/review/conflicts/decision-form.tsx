import {
  conflicts_decide,
  conflicts_decide_failed,
  conflicts_decide_title,
  conflicts_decided_toast,
  conflicts_deciding,
  conflicts_error_rationale,
  conflicts_error_winner,
  conflicts_rationale,
  conflicts_rationale_hint,
  conflicts_stays,
  conflicts_winner,
  conflicts_wins,
} from '@ofrecord/messages/messages'
import { createSignal, createUniqueId, Show } from 'solid-js'
import { api } from '../../lib/api.ts'
import { problemOf } from '../../lib/problem.ts'
import { createTrpcMutation } from '../../lib/mutation.ts'
import { Button } from '../../ui/button.tsx'
import { RadioGroup } from '../../ui/choices.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { Field } from '../../ui/field.tsx'
import { TextArea } from '../../ui/inputs.tsx'
import { Note } from '../../ui/note.tsx'
import { Section } from '../../ui/record.tsx'
import { toast } from '../../ui/toast.tsx'
import { Consequences } from './consequences.tsx'
import type { ConflictPage, Party } from './conflict.ts'
import { sidesOf } from './conflict.ts'

/** Who is recorded and why; below it what each side will read, before anybody has pressed anything. */
export const DecisionForm = (props: { conflict: ConflictPage }) => {
  const ids = { winner: createUniqueId(), rationale: createUniqueId() }
  const [winner, setWinner] = createSignal<string>()
  const [rationale, setRationale] = createSignal('')
  const [attempt, setAttempt] = createSignal(0)
  const [refusal, setRefusal] = createSignal<string>()
  const errors = () =>
    attempt() === 0
      ? []
      : [
          ...(winner() ? [] : [{ id: ids.winner, text: conflicts_error_winner() }]),
          ...(rationale().trim() === '' ? [{ id: ids.rationale, text: conflicts_error_rationale() }] : []),
        ]
  const errorOf = (id: string) => errors().find((error) => error.id === id)?.text
  const deciding = createTrpcMutation(api.review.conflicts.decide, {
    onSuccess: () => toast(conflicts_decided_toast()),
    onError: (error) => setRefusal(problemOf(error).message),
  })
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setRefusal(undefined)
    setAttempt((before) => before + 1)
    const winnerClaimId = winner()
    if (errors().length > 0 || !winnerClaimId || deciding.isPending) return
    const { id: conflictId, version } = props.conflict
    deciding.mutate({ conflictId, version, winnerClaimId, rationale: rationale().trim() })
  }
  return (
    <Section title={conflicts_decide_title()}>
      <form class="deciding" novalidate onSubmit={submit}>
        <ErrorSummary title={conflicts_decide_failed()} errors={errors()} attempt={attempt()} />
        <Show when={refusal()}>
          {(text) => (
            <div class="mb-4">
              <Note tone="stop" icon="alert" alert>
                {text()}
              </Note>
            </div>
          )}
        </Show>
        <RadioGroup
          id={ids.winner}
          label={conflicts_winner({ item: props.conflict.itemName })}
          value={winner()}
          onChange={setWinner}
          choices={sidesOf(props.conflict).map((party) => ({ value: party.claimId, label: choiceText(party) }))}
          error={errorOf(ids.winner)}
        />
        <Field
          id={ids.rationale}
          label={conflicts_rationale()}
          hint={conflicts_rationale_hint()}
          error={errorOf(ids.rationale)}
        >
          <TextArea value={rationale()} onInput={setRationale} rows={4} maxlength={4000} />
        </Field>
        <Show when={winner()}>{(id) => <Consequences conflict={props.conflict} winnerId={id()} />}</Show>
        <div class="mt-4">
          <Button type="submit" look="primary" busy={deciding.isPending} busyWord={conflicts_deciding()}>
            {conflicts_decide()}
          </Button>
        </div>
      </form>
    </Section>
  )
}

const choiceText = ({ role, claim }: Party): string =>
  role === 'incumbent'
    ? conflicts_stays({ partner: claim.organizationName })
    : conflicts_wins({ partner: claim.organizationName, number: claim.number })
