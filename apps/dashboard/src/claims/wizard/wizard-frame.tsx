import {
  claims_wizard_back,
  claims_wizard_close,
  claims_wizard_compare,
  claims_wizard_continue,
  claims_wizard_continuing,
  claims_wizard_create,
  claims_wizard_creating,
  claims_wizard_elsewhere,
  claims_wizard_errors,
  claims_wizard_gone,
  claims_wizard_gone_keep,
  claims_wizard_lead_activity,
  claims_wizard_lead_contacts,
  claims_wizard_lead_customer,
  claims_wizard_lead_items,
  claims_wizard_lead_review,
  claims_wizard_not_saved,
  claims_wizard_question_activity,
  claims_wizard_question_contacts,
  claims_wizard_question_customer,
  claims_wizard_question_products,
  claims_wizard_question_review,
  claims_wizard_question_workloads,
  claims_wizard_save_changes,
  claims_wizard_saved,
  claims_wizard_saving,
  claims_wizard_unsaved,
  common_try_again,
} from '@ofrecord/messages/messages'
import type { Component } from 'solid-js'
import { Match, Show, Switch } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import { formatTime } from '../../lib/format.ts'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Note } from '../../ui/note.tsx'
import { StepCount, Steps } from '../../ui/steps.tsx'
import { ActivityStep } from './activity.step.tsx'
import { Aside } from './aside.tsx'
import { ContactsStep } from './contacts.step.tsx'
import { CustomerStep } from './customer.step.tsx'
import { ItemsStep } from './items.step.tsx'
import type { Journey } from './journey.ts'
import { railOf } from './rail.ts'
import { ReviewStep } from './review.step.tsx'
import type { Screen } from './screens.ts'
import { StaleDialog } from './stale.dialog.tsx'
import type { Wizard } from './wizard-context.ts'
import { areaOf, useWizard } from './wizard-context.ts'
import './wizard.css'

const bodies: Record<Screen, Component> = {
  activity: ActivityStep,
  customer: CustomerStep,
  items: ItemsStep,
  contacts: ContactsStep,
  review: ReviewStep,
}

const leads: Record<Screen, () => string> = {
  activity: claims_wizard_lead_activity,
  customer: claims_wizard_lead_customer,
  items: claims_wizard_lead_items,
  contacts: claims_wizard_lead_contacts,
  review: claims_wizard_lead_review,
}

const questionOf = (wizard: Wizard, screen: Screen): string => {
  const questions: Record<Screen, () => string> = {
    activity: claims_wizard_question_activity,
    customer: claims_wizard_question_customer,
    items: areaOf(wizard)?.level === 'workload' ? claims_wizard_question_workloads : claims_wizard_question_products,
    contacts: claims_wizard_question_contacts,
    review: claims_wizard_question_review,
  }
  return questions[screen]()
}

/** The rail, the page with its question, help beside it, and the bar that says what is saved. */
export const WizardFrame = (props: { journey: Journey }) => {
  const wizard = useWizard()
  const screen = () => props.journey.screen()
  const steps = () => railOf(wizard, screen(), props.journey.reached())
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    props.journey.forward()
  }
  return (
    <div class="wiz">
      <Steps steps={steps()} />
      <form novalidate onSubmit={submit}>
        <StepCount steps={steps()} />
        <h1>{questionOf(wizard, screen())}</h1>
        <p class="t2 mt-1 mb-4">{leads[screen()]()}</p>
        <ErrorSummary
          title={claims_wizard_errors({ count: props.journey.errors().length })}
          errors={props.journey.errors()}
          attempt={props.journey.attempt()}
        />
        <Dynamic component={bodies[screen()]} />
        <Bar journey={props.journey} />
      </form>
      <Aside screen={screen()} />
      <StaleDialog onSettled={() => void wizard.judgement.judge().catch(() => undefined)} />
    </div>
  )
}

const Bar = (props: { journey: Journey }) => {
  const { claimId } = useWizard()
  const isLast = () => props.journey.screen() === 'review'
  const lastWord = () => (claimId ? claims_wizard_save_changes() : claims_wizard_create())
  return (
    <div class="bar">
      <SaveState onKeepAsNew={props.journey.keepAsNew} />
      <a class="btn quiet" href={paths.claims}>
        {claims_wizard_close()}
      </a>
      <Show when={props.journey.back()}>
        {(href) => (
          <a class="btn" href={href()}>
            {claims_wizard_back()}
          </a>
        )}
      </Show>
      <Button
        type="submit"
        look="primary"
        busy={props.journey.isGoing()}
        busyWord={isLast() ? claims_wizard_creating() : claims_wizard_continuing()}
        keys="mod+Enter"
      >
        {isLast() ? lastWord() : claims_wizard_continue()}
      </Button>
    </div>
  )
}

/** Where the reader's words are: kept, on their way, or only here. */
const SaveState = (props: { onKeepAsNew: () => void }) => {
  const { keeper } = useWizard()
  const isGone = () => keeper.failure()?.code === 'NOT_FOUND'
  return (
    <div class="saved">
      <Switch>
        <Match when={isGone()}>
          <Note tone="stop" alert>
            {claims_wizard_gone()}{' '}
            <button type="button" class="link" onClick={() => props.onKeepAsNew()}>
              {claims_wizard_gone_keep()}
            </button>
          </Note>
        </Match>
        <Match when={keeper.elsewhere()}>
          <p class="err">
            <Icon name="alert" />
            <span>
              {claims_wizard_elsewhere()}{' '}
              <button type="button" class="link" onClick={() => keeper.setAsking(true)}>
                {claims_wizard_compare()}
              </button>
            </span>
          </p>
        </Match>
        <Match when={keeper.failure()}>
          {(failure) => (
            <p class="err" role="alert">
              <Icon name="alert" />
              <span>
                {claims_wizard_not_saved({ reason: failure().message })}{' '}
                <button type="button" class="link" onClick={() => void keeper.save()}>
                  {common_try_again()}
                </button>
              </span>
            </p>
          )}
        </Match>
      </Switch>
      <p class="t3 sm" role="status">
        <Show when={!keeper.failure() && !keeper.elsewhere() && keeper.savedAt()}>{(at) => <SavedAt at={at()} />}</Show>
      </p>
    </div>
  )
}

const SavedAt = (props: { at: string }) => {
  const { keeper } = useWizard()
  return (
    <Switch
      fallback={
        <>
          <Icon name="check" /> {claims_wizard_saved({ time: formatTime(props.at) })}
        </>
      }
    >
      <Match when={keeper.isSaving()}>{claims_wizard_saving()}</Match>
      <Match when={keeper.isChanged()}>{claims_wizard_unsaved()}</Match>
    </Switch>
  )
}
