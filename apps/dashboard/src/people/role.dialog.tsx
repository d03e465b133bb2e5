import {
  account_all_locations,
  people_cancel,
  people_choose_location,
  people_choose_location_error,
  people_choose_role,
  people_choose_role_error,
  people_column_role,
  people_column_where,
  people_give_role,
  people_give_role_done,
  people_give_role_verb,
  people_granting,
  people_pick_error,
} from '@ofrecord/messages/messages'
import { createSignal, Show } from 'solid-js'
import { roleName } from '../account/role-name.ts'
import { api } from '../lib/api.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { Select } from '../ui/inputs.tsx'
import { toast } from '../ui/toast.tsx'
import { createDeed } from './deed.ts'
import { createPersonChoice, PersonField } from './picker.tsx'
import { createPlaces, givingRoles } from './places.ts'
import type { Role } from './words.ts'
import { roleFacts } from './words.ts'

interface RoleDialogProps {
  toGive: readonly Role[]
  onClose: () => void
}

const everywhere = 'everywhere'

/** A role for somebody, in the whole organisation or at a location. */
export const RoleDialog = (props: RoleDialogProps) => {
  const choice = createPersonChoice(api.people.pick)
  const places = createPlaces(givingRoles)
  const deed = createDeed()
  const [role, setRole] = createSignal<Role | ''>('')
  const [where, setWhere] = createSignal('')
  const [isTried, setTried] = createSignal(false)
  const reach = () => (role() === '' ? undefined : roleFacts[role() as Role].reach)
  const options = () => [
    ...(reach() === 'either' && places.isEverywhere() ? [{ value: everywhere, label: account_all_locations() }] : []),
    ...places.options(),
  ]
  const isPlaced = () => reach() === 'organisation' || where() !== ''
  const give = async (): Promise<void> => {
    setTried(true)
    const person = choice.chosen()
    const wanted = role()
    if (!person || wanted === '' || !isPlaced()) return
    const locationId = reach() === 'organisation' || where() === everywhere ? null : where()
    const done = await deed.run(api.people.roles.grant, {
      affiliationId: person.affiliationId,
      role: wanted,
      locationId,
    })
    if (!done) return
    toast(people_give_role_done({ name: person.name, role: roleName(wanted) }))
    props.onClose()
  }
  return (
    <Dialog
      open
      title={people_give_role()}
      onClose={props.onClose}
      footer={
        <>
          <Button look="primary" busy={deed.isBusy()} busyWord={people_granting()} onClick={() => void give()}>
            {people_give_role_verb()}
          </Button>
          <Button onClick={() => props.onClose()}>{people_cancel()}</Button>
        </>
      }
    >
      <PersonField choice={choice} error={isTried() && !choice.chosen() ? people_pick_error() : undefined} />
      <Field
        label={people_column_role()}
        hint={role() === '' ? undefined : roleFacts[role() as Role].about()}
        error={isTried() && role() === '' ? people_choose_role_error() : undefined}
      >
        <Select
          value={role()}
          empty={people_choose_role()}
          options={props.toGive.map((value) => ({ value, label: roleName(value) }))}
          onChange={(value) => {
            setRole(value as Role)
            setWhere('')
          }}
        />
      </Field>
      <Show when={reach() !== undefined && reach() !== 'organisation'}>
        <Field
          label={people_column_where()}
          error={isTried() && where() === '' ? people_choose_location_error() : undefined}
        >
          <Select value={where()} empty={people_choose_location()} options={options()} onChange={setWhere} />
        </Field>
      </Show>
      <Failure problem={deed.problem()} />
    </Dialog>
  )
}
