import { memberships_order_continue } from '@ofrecord/messages/messages'
import type { JSX } from 'solid-js'
import { onMount } from 'solid-js'
import { Button } from '../ui/button.tsx'
import { focusFirstError } from '../ui/focus.ts'

/**
 * One step of an order: its question, its answers, and the way on. The question takes the focus when the
 * step opens, and an answer that lacks when somebody wants to go on without it.
 */
export const StepForm = (props: { title: string; children: JSX.Element; onSubmit: () => void }) => {
  let heading: HTMLHeadingElement | undefined
  onMount(() => heading?.focus())
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    props.onSubmit()
    focusFirstError()
  }
  return (
    <form noValidate onSubmit={submit}>
      <h2 ref={heading} tabindex="-1" class="mb-4">
        {props.title}
      </h2>
      {props.children}
      <Button type="submit" look="primary">
        {memberships_order_continue()}
      </Button>
    </form>
  )
}
