import {
  support_rate_1,
  support_rate_2,
  support_rate_3,
  support_rate_4,
  support_rate_5,
  support_rate_error,
  support_rate_send,
  support_rate_title,
  support_rate_words,
  support_sending,
} from '@ofrecord/messages/messages'
import { createSignal } from 'solid-js'
import { api } from '../lib/api.ts'
import { createTrpcMutation } from '../lib/mutation.ts'
import { Button } from '../ui/button.tsx'
import { RadioGroup } from '../ui/choices.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { TextArea } from '../ui/inputs.tsx'
import { Section } from '../ui/record.tsx'
import type { Ticket } from './answers.ts'

const ratings = [support_rate_1, support_rate_2, support_rate_3, support_rate_4, support_rate_5]

/** How it went, once, with words if one likes; nothing is preset (SUP-R3). */
export const RatingForm = (props: { ticket: Ticket }) => {
  const [rating, setRating] = createSignal<string>()
  const [words, setWords] = createSignal('')
  const [isTried, setTried] = createSignal(false)
  const rate = createTrpcMutation(api.support.rate)
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    const { ticketId, version } = props.ticket
    if (rating() !== undefined && !rate.isPending)
      rate.mutate({ ticketId, version, rating: Number(rating()), words: words().trim() })
  }
  return (
    <Section title={support_rate_title()}>
      <form noValidate class="mt-3 max-w-160" onSubmit={submit}>
        <div class="notes">
          <Failure error={rate.error} />
        </div>
        <RadioGroup
          label={support_rate_title()}
          labelHidden
          value={rating()}
          onChange={setRating}
          choices={ratings.map((word, index) => ({ value: String(index + 1), label: word() }))}
          error={isTried() && rating() === undefined ? support_rate_error() : undefined}
        />
        <Field label={support_rate_words()} optional>
          <TextArea value={words()} onInput={setWords} rows={2} maxLength={1000} />
        </Field>
        <Button type="submit" busy={rate.isPending} busyWord={support_sending()}>
          {support_rate_send()}
        </Button>
      </form>
    </Section>
  )
}
