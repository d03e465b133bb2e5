import { reachOf } from '@ofrecord/core/people/role.reach.rules'
import { useNavigate } from '@solidjs/router'
import {
  people_choose_location,
  people_choose_location_error,
  people_column_email,
  people_column_location,
  people_column_name,
  people_email_error,
  people_email_hint,
  people_from_file,
  people_invite_failed,
  people_invite_lead,
  people_invite_one,
  people_invite_role,
  people_invite_role_hint,
  people_invite_role_none,
  people_invite_send,
  people_invite_several,
  people_invited_note_free,
  people_invited_note_other,
  people_invited_one,
  people_language_letter,
  people_name_error,
  people_sending,
  people_title,
} from '@ofrecord/messages/messages'
import { createSignal, Show } from 'solid-js'
import { roleName } from '../account/role-name.ts'
import { languageChoices } from '../account/language-choices.ts'
import { api } from '../lib/api.ts'
import { createDeed } from '../lib/deed.ts'
import { locale } from '../lib/locale.ts'
import { createPage } from '../lib/page.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { paths } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { Select, TextInput } from '../ui/inputs.tsx'
import { toast } from '../ui/toast.tsx'
import { renew } from './deed.ts'
import { PlaceSelect } from '../organisations/place-select.tsx'
import { createPlaces } from '../organisations/places.ts'
import { roleWords } from './words.ts'
import type { Role } from './words.ts'

type FieldName = 'name' | 'email' | 'locationId' | 'role'
type Errors = Partial<Record<FieldName, string>>

const warnings = { FREE_MAIL: people_invited_note_free, OTHER_ORGANISATION: people_invited_note_other } as const

const createInviteForm = () => {
  const navigate = useNavigate()
  const places = createPlaces('people.manage')
  const roles = createTrpcQuery(api.people.roles.toGive)
  const deed = createDeed(renew)
  const [name, setName] = createSignal('')
  const [email, setEmail] = createSignal('')
  const [locationId, setLocationId] = createSignal('')
  const [role, setRole] = createSignal('')
  const [language, setLanguage] = createSignal<string>(locale())
  const [missing, setMissing] = createSignal<Errors>({})
  const [attempt, setAttempt] = createSignal(0)
  const home = () => locationId() || places.only()
  /** What lacks now comes before what was refused the last time. */
  const errors = (): Errors => {
    const problem = deed.problem()
    return problem && Object.keys(missing()).length === 0 ? { [fieldOf(problem.field)]: problem.message } : missing()
  }
  const check = (): Errors => ({
    ...(name().trim() === '' && { name: people_name_error() }),
    ...(!email().includes('@') && { email: people_email_error() }),
    ...(home() === '' && { locationId: people_choose_location_error() }),
  })
  const asked = () => {
    const wanted = role() as Role | ''
    if (wanted === '') return []
    // A role that can hold in either way is given for the location: more is given on the page of roles.
    return [{ role: wanted, locationId: reachOf[wanted] === 'organisation' ? null : home() }]
  }
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    setMissing(check())
    setAttempt((count) => count + 1)
    if (Object.keys(missing()).length > 0) return
    const invited = { name: name(), email: email(), locationId: home(), roles: asked(), language: language() }
    const sent = await deed.run(() => api.people.invite.mutate(invited))
    if (!sent) return void setAttempt((count) => count + 1)
    toast([people_invited_one({ email: email() }), ...sent.answer.warnings.map((each) => warnings[each]())].join(' '))
    navigate(paths.awaiting)
  }
  const toGive = () => (answerOf(roles) ?? []).map((value) => ({ value, label: roleName(value) }))
  return {
    name,
    setName,
    email,
    setEmail,
    home,
    setLocationId,
    role,
    setRole,
    language,
    setLanguage,
    errors,
    attempt,
    submit,
    toGive,
    isBusy: deed.isBusy,
    places,
  }
}

const fieldOf = (field: string | undefined): FieldName =>
  field === 'name' || field === 'locationId' || field === 'role' ? field : 'email'

/** One person, who is approved once their profile is done (AF1). */
const InvitePage = () => {
  const form = createInviteForm()
  createPage(() => ({ title: people_invite_one(), above: [{ label: people_title(), href: paths.people }] }))
  const listed = () => Object.entries(form.errors()).map(([id, text]) => ({ id, text }))
  return (
    <>
      <div class="head">
        <div>
          <h1>{people_invite_one()}</h1>
          <p class="t2">{people_invite_lead()}</p>
        </div>
        <div class="row wrap">
          <a class="btn" href={paths.inviteSeveral}>
            {people_invite_several()}
          </a>
          <a class="btn" href={paths.importPeople}>
            {people_from_file()}
          </a>
        </div>
      </div>
      <form noValidate class="max-w-160" onSubmit={(event) => void form.submit(event)}>
        <ErrorSummary title={people_invite_failed()} errors={listed()} attempt={form.attempt()} />
        <Field id="name" label={people_column_name()} error={form.errors().name}>
          <TextInput value={form.name()} onInput={form.setName} maxLength={120} autocomplete="off" />
        </Field>
        <Field id="email" label={people_column_email()} hint={people_email_hint()} error={form.errors().email}>
          <TextInput type="email" value={form.email()} onInput={form.setEmail} maxLength={254} autocomplete="off" />
        </Field>
        <Field id="locationId" label={people_column_location()} error={form.errors().locationId}>
          <PlaceSelect
            places={form.places}
            value={form.home()}
            empty={people_choose_location()}
            onChange={form.setLocationId}
          />
        </Field>
        <Show when={form.toGive().length > 0}>
          <Field
            id="role"
            label={people_invite_role()}
            hint={form.role() === '' ? people_invite_role_hint() : roleWords[form.role() as Role]()}
            error={form.errors().role}
            optional
          >
            <Select
              value={form.role()}
              empty={people_invite_role_none()}
              options={form.toGive()}
              onChange={form.setRole}
            />
          </Field>
        </Show>
        <Field label={people_language_letter()}>
          <Select value={form.language()} options={languageChoices()} onChange={form.setLanguage} />
        </Field>
        <Button type="submit" look="primary" busy={form.isBusy()} busyWord={people_sending()}>
          {people_invite_send()}
        </Button>
      </form>
    </>
  )
}

export default InvitePage
