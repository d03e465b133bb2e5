import type { inferRouterOutputs } from '@trpc/server'
import {
  people_column_email,
  people_fact_phone,
  people_profile_failed,
  people_profile_incomplete,
  people_profile_joined,
  people_profile_lead,
  people_profile_saved,
  people_profile_title,
  people_profile_unproven,
  people_profile_what,
  people_save,
  people_saving,
  people_zone,
  people_zone_choose,
} from '@ofrecord/messages/messages'
import { createSignal, Show, untrack } from 'solid-js'
import { createStore } from 'solid-js/store'
import { missingIn, ProfileFields } from '../account/profile-fields.tsx'
import { api } from '../lib/api.ts'
import { createDeed } from '../lib/deed.ts'
import type { AppRouter } from '../lib/app-router.ts'
import { createPage } from '../lib/page.ts'
import { createTrpcQuery, refresh } from '../lib/query.ts'
import { useMe } from '../lib/session.ts'
import { Button } from '../ui/button.tsx'
import type { FieldError } from '../ui/error-summary.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { Select, TextInput } from '../ui/inputs.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Note } from '../ui/note.tsx'
import { toast } from '../ui/toast.tsx'
import { renew } from './deed.ts'

type Profile = inferRouterOutputs<AppRouter>['people']['profile']

/** What somebody says about themselves; where an organisation waited for it, saving lets them in (AF9). */
const ProfilePage = () => {
  const me = useMe()
  const profile = createTrpcQuery(api.people.profile)
  createPage(() => ({ title: people_profile_title() }))
  return (
    <>
      <div class="head">
        <div>
          <h1>{people_profile_title()}</h1>
          <Show when={me().side === 'partner'}>
            <p class="t2">{people_profile_lead()}</p>
          </Show>
        </div>
      </div>
      <Loaded query={profile} what={people_profile_what()} rows={5}>
        {(known) => <ProfileForm profile={known()} />}
      </Loaded>
    </>
  )
}

export default ProfilePage

const zones = (): { value: string; label: string }[] =>
  Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value.replaceAll('_', ' ') }))

const createProfileForm = (profile: Profile) => {
  const { name, jobRole, country, language, phone } = profile
  const [typed, setTyped] = createStore({ name, jobRole, country, language, phone, timeZone: profile.timeZone ?? '' })
  const deed = createDeed(renew)
  const [missing, setMissing] = createSignal<readonly FieldError[]>([])
  const [attempt, setAttempt] = createSignal(0)
  /** What lacks now comes before what was refused the last time. */
  const errors = () => {
    const problem = deed.problem()
    return problem && missing().length === 0 ? [{ id: problem.field, text: problem.message }] : missing()
  }
  const errorOf = (field: string) => errors().find(({ id }) => id === field)?.text
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    setMissing(missingIn(typed))
    setAttempt((count) => count + 1)
    if (missing().length > 0) return
    const saved = { ...typed, timeZone: typed.timeZone === '' ? null : typed.timeZone }
    const done = await deed.run(() => api.people.saveProfile.mutate(saved))
    setAttempt((count) => count + 1)
    if (!done) return
    toast(done.answer.joined.length > 0 ? people_profile_joined() : people_profile_saved())
    await refresh(api.session)
  }
  return { typed, setTyped, errorOf, errors, attempt, submit, isBusy: deed.isBusy }
}

const ProfileForm = (props: { profile: Profile }) => {
  // What was typed stays when the profile is read anew.
  const form = untrack(() => createProfileForm(props.profile))
  const me = useMe()
  return (
    <form noValidate class="max-w-160" onSubmit={(event) => void form.submit(event)}>
      {/* The vendor's people are let in by their role: nobody waits for their profile. */}
      <Show when={!props.profile.complete && me().side === 'partner'}>
        <div class="mb-4">
          <Note tone="act">{props.profile.emailProven ? people_profile_incomplete() : people_profile_unproven()}</Note>
        </div>
      </Show>
      <ErrorSummary title={people_profile_failed()} errors={form.errors()} attempt={form.attempt()} />
      <p class="mb-4">
        <span class="lab">{people_column_email()}</span> <span class="t2">{props.profile.email}</span>
      </p>
      <ProfileFields typed={form.typed} onType={form.setTyped} errors={form.errors()} />
      <Field id="timeZone" label={people_zone()} error={form.errorOf('timeZone')} optional>
        <Select
          value={form.typed.timeZone}
          empty={people_zone_choose()}
          options={zones()}
          onChange={(value) => form.setTyped('timeZone', value)}
        />
      </Field>
      <Field id="phone" label={people_fact_phone()} error={form.errorOf('phone')} optional>
        <TextInput
          type="tel"
          autocomplete="tel"
          maxLength={40}
          value={form.typed.phone}
          onInput={(value) => form.setTyped('phone', value)}
        />
      </Field>
      <Button type="submit" look="primary" busy={form.isBusy()} busyWord={people_saving()}>
        {people_save()}
      </Button>
    </form>
  )
}
