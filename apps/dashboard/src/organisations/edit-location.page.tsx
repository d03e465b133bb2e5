import { useNavigate, useParams } from '@solidjs/router'
import {
  common_cancel,
  hierarchy_edit_title,
  hierarchy_edit_verifies,
  hierarchy_edited,
  hierarchy_form_failed,
  hierarchy_location_what,
  hierarchy_save,
  hierarchy_saving,
  organisations_locations,
  organisations_title,
} from '@ofrecord/messages/messages'
import { Show, untrack } from 'solid-js'
import { api } from '../lib/api.ts'
import { createTrpcMutation } from '../lib/mutation.ts'
import { createPage } from '../lib/page.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { useMe } from '../lib/session.ts'
import { paths } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Failure } from '../ui/failure.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Note } from '../ui/note.tsx'
import { toast } from '../ui/toast.tsx'
import type { LocationRecord } from './answers.ts'
import { fieldsOf } from './location-fields.ts'
import { createLocationForm, LocationFieldset } from './location-form.tsx'
import './organisations.css'

const EditLocationPage = () => {
  const params = useParams<{ locationId: string }>()
  const location = createTrpcQuery(api.hierarchy.get, () => ({ locationId: params.locationId }))
  createPage(() => ({
    title: hierarchy_edit_title({ location: answerOf(location)?.name ?? '' }),
    above: [
      { label: organisations_title(), href: paths.organisation },
      { label: organisations_locations(), href: paths.locations },
      { label: answerOf(location)?.name ?? '', href: paths.location(params.locationId) },
    ],
  }))
  return (
    <Loaded query={location} whole what={hierarchy_location_what()} rows={8}>
      {(known) => <EditForm location={untrack(known)} />}
    </Loaded>
  )
}

export default EditLocationPage

const EditForm = (props: { location: LocationRecord }) => {
  const me = useMe()
  const navigate = useNavigate()
  // As they were read, and their version: a reading in the background must not pass over what somebody else changed.
  const { id: locationId, version } = untrack(() => ({ ...props.location }))
  const form = untrack(() => createLocationForm(fieldsOf(props.location), locationId))
  const edit = createTrpcMutation(api.hierarchy.edit, {
    onSuccess: () => {
      toast(hierarchy_edited({ location: form.fields().name }))
      navigate(paths.location(props.location.id))
    },
  })
  const isVerifiedAnew = () =>
    form.fields().legalName !== props.location.legalName || form.fields().country !== props.location.country
  const save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (edit.isPending || !(await form.submit())) return
    edit.mutate({ locationId, version, fields: form.fields() })
  }
  return (
    <form noValidate class="max-w-160" onSubmit={(event) => void save(event)}>
      <div class="head">
        <div>
          <h1 dir="auto">{hierarchy_edit_title({ location: props.location.name })}</h1>
        </div>
      </div>
      <ErrorSummary title={hierarchy_form_failed()} errors={form.summary()} attempt={form.attempt()} />
      <LocationFieldset form={form} />
      <Show when={isVerifiedAnew()}>
        <Note tone="wait">{hierarchy_edit_verifies({ vendor: me().vendor.name })}</Note>
      </Show>
      <Failure error={edit.error} />
      <p class="row wrap mt-4">
        <Button type="submit" look="primary" busy={edit.isPending} busyWord={hierarchy_saving()}>
          {hierarchy_save()}
        </Button>
        <a class="btn" href={paths.location(props.location.id)}>
          {common_cancel()}
        </a>
      </p>
    </form>
  )
}
