import type { ContactRole } from '@ofrecord/core/people/contact.rules'
import { contactRoles } from '@ofrecord/core/people/contact.rules'
import type { inferRouterOutputs } from '@trpc/server'
import {
  people_assigning,
  people_cancel,
  people_column_where,
  people_many,
  people_many_back,
  people_many_confirm,
  people_many_do,
  people_many_done,
  people_many_free,
  people_many_implied,
  people_many_instead,
  people_many_lines,
  people_many_look,
  people_many_looking,
  people_many_nothing,
  people_many_roles,
  people_many_roles_error,
  people_many_same,
  people_many_text,
  people_many_would,
  people_pick_error,
  people_places_error,
  people_places_most,
} from '@ofrecord/messages/messages'
import { createSignal, For, onMount, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { createDeed } from '../lib/deed.ts'
import type { AppRouter } from '../lib/app-router.ts'
import { Button } from '../ui/button.tsx'
import { CheckBox } from '../ui/choices.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { FieldNotes } from '../ui/field.tsx'
import { Icon } from '../ui/icon.tsx'
import { toast } from '../ui/toast.tsx'
import type { Places } from '../organisations/places.ts'
import { renew } from './deed.ts'
import { focusFirstError } from '../ui/focus.ts'
import { createPersonChoice, PersonField } from './picker.tsx'
import { mostPlaces, PlacePicks } from './place-picks.tsx'
import { contactWords } from './words.ts'

type Line = inferRouterOutputs<AppRouter>['contacts']['previewMany'][number]

interface Asked {
  personId: string
  roles: ContactRole[]
  locationIds: string[]
}

/** As many locations as one address line holds: a question travels in the address. */
const together = 25

/** What giving the roles would change, asked in pieces. */
const look = async ({ locationIds, ...asked }: Asked): Promise<Line[]> => {
  const pieces = Array.from({ length: Math.ceil(locationIds.length / together) }, (_, index) =>
    locationIds.slice(index * together, (index + 1) * together),
  )
  const found = await Promise.all(
    pieces.map((piece) => api.contacts.previewMany.query({ ...asked, locationIds: piece })),
  )
  return found.flat()
}

/** Which roles, where and to whom. */
const createChoice = () => {
  const person = createPersonChoice(api.contacts.candidates)
  const [roles, setRoles] = createSignal<ReadonlySet<ContactRole>>(new Set())
  const [places, setPlaces] = createSignal<ReadonlySet<string>>(new Set())
  const [isTried, setTried] = createSignal(false)
  const tick = (role: ContactRole, on: boolean): void => {
    setRoles(new Set(contactRoles.filter((each) => (each === role ? on : roles().has(each)))))
  }
  const placesError = () => {
    if (places().size > mostPlaces) return people_places_most({ most: mostPlaces })
    return isTried() && places().size === 0 ? people_places_error() : undefined
  }
  const asked = (): Asked | undefined => {
    const chosen = person.chosen()
    if (!chosen || roles().size === 0 || places().size === 0 || places().size > mostPlaces) return undefined
    return { personId: chosen.personId, roles: [...roles()], locationIds: [...places()] }
  }
  return { person, roles, tick, places, setPlaces, placesError, isTried, setTried, asked }
}

/** Some contact roles at several locations to one person: chosen, looked at line by line, then given. */
export const ManyDialog = (props: { places: Places; onClose: () => void }) => {
  const choice = createChoice()
  const looking = createDeed(async () => {})
  const giving = createDeed(renew)
  const [lines, setLines] = createSignal<readonly Line[]>()
  const name = () => choice.person.chosen()?.name ?? ''
  const changing = () => (lines() ?? []).filter(({ change }) => change !== 'same')
  const show = async (): Promise<void> => {
    choice.setTried(true)
    const asked = choice.asked()
    const found = asked && (await looking.run(() => look(asked)))
    if (found) setLines(found.answer)
    else focusFirstError()
  }
  const give = async (): Promise<void> => {
    const given = {
      personId: choice.person.chosen()!.personId,
      lines: changing().map(({ locationId, role, before }) => ({
        locationId,
        role,
        holderId: before?.personId ?? null,
      })),
    }
    const done = await giving.run(() => api.contacts.assignMany.mutate(given))
    if (!done) return
    toast(people_many_done({ name: name(), count: done.answer.changed }))
    props.onClose()
  }
  return (
    <Dialog
      open
      wide
      title={people_many()}
      onClose={props.onClose}
      footer={
        <>
          <Show
            when={lines()}
            fallback={
              <Button
                look="primary"
                busy={looking.isBusy()}
                busyWord={people_many_looking()}
                onClick={() => void show()}
              >
                {people_many_look()}
              </Button>
            }
          >
            <Show when={changing().length > 0}>
              <Button look="primary" busy={giving.isBusy()} busyWord={people_assigning()} onClick={() => void give()}>
                {people_many_do({ count: changing().length })}
              </Button>
            </Show>
            <Button onClick={() => setLines()}>{people_many_back()}</Button>
          </Show>
          <Button onClick={() => props.onClose()}>{people_cancel()}</Button>
        </>
      }
    >
      <Show
        when={lines()}
        fallback={
          <Choices
            choice={choice}
            places={props.places}
            problem={looking.problem()?.message}
            isAboutPerson={looking.problem()?.field === 'personId'}
          />
        }
      >
        {(known) => (
          <>
            <Preview
              lines={known()}
              told={
                changing().length > 0
                  ? people_many_would({ name: name(), count: changing().length })
                  : people_many_nothing({ name: name() })
              }
            />
            <Failure problem={giving.problem()} />
          </>
        )}
      </Show>
    </Dialog>
  )
}

const Choices = (props: {
  choice: ReturnType<typeof createChoice>
  places: Places
  problem: string | undefined
  isAboutPerson: boolean
}) => {
  const rolesError = () =>
    props.choice.isTried() && props.choice.roles().size === 0
      ? people_many_roles_error()
      : props.isAboutPerson
        ? undefined
        : props.problem
  const personError = () =>
    props.choice.isTried() && !props.choice.person.chosen()
      ? people_pick_error()
      : props.isAboutPerson
        ? props.problem
        : undefined
  let box: HTMLDivElement | undefined
  // The button that led back here is gone: the keyboard goes on with what is to be changed.
  onMount(() => props.choice.isTried() && box?.querySelector('input')?.focus())
  return (
    <div ref={box}>
      <p class="t2 mb-4">{people_many_text()}</p>
      <PersonField choice={props.choice.person} error={personError()} />
      <fieldset class="fld" aria-describedby={rolesError() ? 'many-roles-error' : undefined}>
        <legend>{people_many_roles()}</legend>
        <For each={contactRoles}>
          {(role) => (
            <CheckBox
              label={contactWords[role]()}
              hint={role === 'primary_program' ? people_many_implied() : undefined}
              checked={props.choice.roles().has(role)}
              onChange={(on) => props.choice.tick(role, on)}
            />
          )}
        </For>
        <FieldNotes id="many-roles" error={rolesError()} />
      </fieldset>
      <PlacePicks
        label={people_column_where()}
        places={props.places}
        picked={props.choice.places()}
        onChange={props.choice.setPlaces}
        error={props.choice.placesError()}
      />
    </div>
  )
}

const Preview = (props: { lines: readonly Line[]; told: string }) => {
  let head: HTMLParagraphElement | undefined
  // The button that led here is gone: the keyboard goes on from what it asked for.
  onMount(() => head?.focus())
  return (
    <>
      <p ref={head} class="t2" tabindex="-1">
        {props.told}
      </p>
      <ol class="report" aria-label={people_many_lines()}>
        <For each={props.lines}>
          {(line, index) => (
            <li classList={{ good: line.change !== 'same' }}>
              <span class="num t3">{index() + 1}</span>
              <Icon name={line.change === 'same' ? 'info' : 'check'} />
              <div>
                <span dir="auto">{line.locationName}</span> <span class="t3 num">{line.locationNumber}</span>
                <span class="why">{wordOf(line)}</span>
              </div>
            </li>
          )}
        </For>
      </ol>
    </>
  )
}

const wordOf = ({ role: code, before, change }: Line): string => {
  const role = contactWords[code]()
  if (change === 'same') return people_many_same({ role })
  if (change === 'confirm') return people_many_confirm({ role })
  return before ? people_many_instead({ role, name: before.name }) : people_many_free({ role })
}
