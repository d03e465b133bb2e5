import { reachOf } from '@ofrecord/core/people/role.reach.rules'
import {
  account_all_locations,
  common_close,
  people_cancel,
  people_choose_role,
  people_choose_role_error,
  people_column_role,
  people_column_where,
  people_give_role,
  people_give_role_done,
  people_give_role_given,
  people_give_role_held,
  people_give_role_many_done,
  people_give_role_report,
  people_give_role_verb,
  people_granting,
  people_pick_error,
  people_places_error,
  people_places_most,
} from '@ofrecord/messages/messages'
import type { inferRouterOutputs } from '@trpc/server'
import { createSignal, For, onMount, Show } from 'solid-js'
import { roleName } from '../account/role-name.ts'
import { api } from '../lib/api.ts'
import { createDeed } from '../lib/deed.ts'
import type { AppRouter } from '../lib/app-router.ts'
import { Button } from '../ui/button.tsx'
import { CheckBox } from '../ui/choices.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { Icon } from '../ui/icon.tsx'
import { Select } from '../ui/inputs.tsx'
import { toast } from '../ui/toast.tsx'
import { renew } from './deed.ts'
import { focusFirstError } from '../ui/focus.ts'
import { createPersonChoice, PersonField } from './picker.tsx'
import { mostPlaces, PlacePicks } from './place-picks.tsx'
import type { Places } from '../organisations/places.ts'
import type { Role } from './words.ts'
import { roleWords } from './words.ts'

interface RoleDialogProps {
  toGive: readonly Role[]
  places: Places
  /** Whether the reader may give roles in the whole organisation. */
  isEverywhere: boolean
  onClose: () => void
}

type Report = inferRouterOutputs<AppRouter>['people']['roles']['grantMany']

/** Which role, and where: everywhere, or at the locations that are ticked. */
const createRoleChoice = () => {
  const [role, setRole] = createSignal<Role>()
  const [isEverywhere, setEverywhere] = createSignal(false)
  const [picked, setPicked] = createSignal<ReadonlySet<string>>(new Set())
  const reach = () => {
    const chosen = role()
    return chosen && reachOf[chosen]
  }
  const isPlaced = () => reach() !== undefined && reach() !== 'organisation' && !isEverywhere()
  return {
    role,
    reach,
    isEverywhere,
    setEverywhere,
    picked,
    setPicked,
    /** Whether locations are to be chosen. */
    isPlaced,
    isWhole: () => reach() !== undefined && (!isPlaced() || (picked().size > 0 && picked().size <= mostPlaces)),
    choose: (value: Role): void => {
      setRole(value)
      setEverywhere(false)
    },
  }
}

/** A role for somebody, in the whole organisation or at several locations, with what became of each. */
export const RoleDialog = (props: RoleDialogProps) => {
  const choice = createPersonChoice(api.people.pick)
  const deed = createDeed(renew)
  const wanted = createRoleChoice()
  const [isTried, setTried] = createSignal(false)
  const [report, setReport] = createSignal<Report>()
  const name = () => choice.chosen()?.name ?? ''
  const give = async (): Promise<void> => {
    setTried(true)
    const person = choice.chosen()
    const role = wanted.role()
    if (!person || !role || !wanted.isWhole()) return focusFirstError()
    const { affiliationId } = person
    if (wanted.isPlaced()) {
      const locationIds = [...wanted.picked()]
      const done = await deed.run(() => api.people.roles.grantMany.mutate({ affiliationId, role, locationIds }))
      if (!done) return
      if (done.answer.length > 1 || done.answer[0]?.outcome === 'held') return void setReport(done.answer)
    } else if (!(await deed.run(() => api.people.roles.grant.mutate({ affiliationId, role, locationId: null })))) return
    toast(people_give_role_done({ name: person.name, role: roleName(role) }))
    props.onClose()
  }
  const placesError = () => {
    if (wanted.picked().size > mostPlaces) return people_places_most({ most: mostPlaces })
    return isTried() && wanted.picked().size === 0 ? people_places_error() : undefined
  }
  return (
    <Dialog
      open
      title={people_give_role()}
      onClose={props.onClose}
      footer={
        <Show when={!report()} fallback={<Button onClick={() => props.onClose()}>{common_close()}</Button>}>
          <Button look="primary" busy={deed.isBusy()} busyWord={people_granting()} onClick={() => void give()}>
            {people_give_role_verb()}
          </Button>
          <Button onClick={() => props.onClose()}>{people_cancel()}</Button>
        </Show>
      }
    >
      <Show
        when={report()}
        fallback={
          <>
            <PersonField choice={choice} error={isTried() && !choice.chosen() ? people_pick_error() : undefined} />
            <Field
              label={people_column_role()}
              hint={aboutOf(wanted.role())}
              error={isTried() && !wanted.role() ? people_choose_role_error() : undefined}
            >
              <Select
                value={wanted.role() ?? ''}
                empty={people_choose_role()}
                options={props.toGive.map((value) => ({ value, label: roleName(value) }))}
                onChange={(value) => wanted.choose(value as Role)}
              />
            </Field>
            <Show when={wanted.reach() === 'either' && props.isEverywhere}>
              <div class="mb-4">
                <CheckBox
                  label={account_all_locations()}
                  checked={wanted.isEverywhere()}
                  onChange={wanted.setEverywhere}
                />
              </div>
            </Show>
            <Show when={wanted.isPlaced()}>
              <PlacePicks
                label={people_column_where()}
                places={props.places}
                picked={wanted.picked()}
                onChange={wanted.setPicked}
                error={placesError()}
              />
            </Show>
            <Failure problem={deed.problem()} />
          </>
        }
      >
        {(lines) => <GrantReport lines={lines()} name={name()} role={wanted.role()!} />}
      </Show>
    </Dialog>
  )
}

const aboutOf = (role: Role | undefined): string | undefined => role && roleWords[role]()

const GrantReport = (props: { lines: Report; name: string; role: Role }) => {
  let head: HTMLParagraphElement | undefined
  // The button that led here is gone: the keyboard goes on from what it did.
  onMount(() => head?.focus())
  return (
    <>
      <p ref={head} class="t2" tabindex="-1">
        {people_give_role_many_done({ name: props.name, role: roleName(props.role) })}
      </p>
      <ol class="report" aria-label={people_give_role_report()}>
        <For each={props.lines}>
          {(line, index) => (
            <li classList={{ good: line.outcome === 'given' }}>
              <span class="num t3">{index() + 1}</span>
              <Icon name={line.outcome === 'given' ? 'check' : 'info'} />
              <div>
                <span dir="auto">{line.locationName}</span> <span class="t3 num">{line.locationNumber}</span>
                <span class="why">{line.outcome === 'given' ? people_give_role_given() : people_give_role_held()}</span>
              </div>
            </li>
          )}
        </For>
      </ol>
    </>
  )
}
