import { useNavigate } from '@solidjs/router'
import {
  hierarchy_held_confirm,
  hierarchy_held_refuse,
  hierarchy_held_text,
  hierarchy_held_title,
  hierarchy_merge_asked,
  hierarchy_merge_invite,
  hierarchy_merge_invite_text,
  hierarchy_merge_invite_title,
  hierarchy_merge_inviting,
  hierarchy_merge_number_error,
  hierarchy_merge_number_hint,
  hierarchy_merges_none,
  hierarchy_merges_what,
  hierarchy_tab_merges,
  organisations_global_number,
  refusals_merge_open,
  organisations_title,
} from '@ofrecord/messages/messages'
import { createSignal, For, Show } from 'solid-js'
import { roleName } from '../account/role-name.ts'
import { api } from '../lib/api.ts'
import { createTrpcMutation } from '../lib/mutation.ts'
import { createPage } from '../lib/page.ts'
import { problemOf } from '../lib/problem.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { paths } from '../paths.ts'
import { organisationPaths } from '../paths.organisations.ts'
import { Button } from '../ui/button.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { focusFirstError } from '../ui/focus.ts'
import { TextInput } from '../ui/inputs.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Section } from '../ui/record.tsx'
import { toast } from '../ui/toast.tsx'
import { isOpen } from './merge-preview.tsx'
import { MergeTable } from './merge-table.tsx'
import { OrganisationTabs } from './organisation-tabs.tsx'
import './organisations.css'

/** Joining with another organisation: asking one, what came in, and roles that wait for a yes. */
const MergesPage = () => {
  const merges = createTrpcQuery(api.hierarchy.merge.list)
  createPage(() => ({
    title: hierarchy_tab_merges(),
    above: [{ label: organisations_title(), href: paths.organisation }],
  }))
  return (
    <>
      <div class="head">
        <div>
          <h1>{hierarchy_tab_merges()}</h1>
        </div>
      </div>
      <OrganisationTabs at={paths.merges} />
      <HeldBackRoles />
      <Loaded query={merges} what={hierarchy_merges_what()} rows={4}>
        {(rows) => (
          <Show when={rows().length > 0} fallback={<p class="t2">{hierarchy_merges_none()}</p>}>
            <MergeTable rows={rows()} hrefOf={organisationPaths.merge} keyboard />
          </Show>
        )}
      </Loaded>
      <Invitation isBusy={(answerOf(merges) ?? []).some(isOpen)} />
    </>
  )
}

export default MergesPage

/** One merge at a time: while one is open there is nothing to ask for. */
const Invitation = (props: { isBusy: boolean }) => (
  <div class="max-w-200">
    <Section title={hierarchy_merge_invite_title()}>
      <Show when={!props.isBusy} fallback={<p class="t2 mt-3">{refusals_merge_open()}</p>}>
        <InvitationForm />
      </Show>
    </Section>
  </div>
)

const InvitationForm = () => {
  const navigate = useNavigate()
  const [typed, setTyped] = createSignal('')
  const [error, setError] = createSignal('')
  const invite = createTrpcMutation(api.hierarchy.merge.invite, {
    onSuccess: ({ id }) => {
      toast(hierarchy_merge_asked())
      navigate(organisationPaths.merge(id))
    },
    onError: (failure) => setError(problemOf(failure).message),
  })
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const number = Number(typed().replaceAll(/\D/g, ''))
    setError(number > 0 ? '' : hierarchy_merge_number_error())
    if (number === 0) return focusFirstError()
    if (!invite.isPending) invite.mutate({ globalNumber: number })
  }
  return (
    <form noValidate class="mt-3 max-w-160" onSubmit={submit}>
      <p class="t2 mb-3">{hierarchy_merge_invite_text()}</p>
      <Field label={organisations_global_number()} hint={hierarchy_merge_number_hint()} error={error() || undefined}>
        <TextInput class="max-w-64" value={typed()} onInput={setTyped} inputmode="numeric" autocomplete="off" />
      </Field>
      <Button type="submit" look="primary" busy={invite.isPending} busyWord={hierarchy_merge_inviting()}>
        {hierarchy_merge_invite()}
      </Button>
    </form>
  )
}

/** Roles in the whole organisation that came with a merge: each needs a yes (MRG-R2). */
const HeldBackRoles = () => {
  const roles = createTrpcQuery(api.hierarchy.merge.heldBackRoles)
  const confirm = createTrpcMutation(api.hierarchy.merge.confirmRole)
  const refuse = createTrpcMutation(api.hierarchy.merge.refuseRole)
  const failure = () => confirm.error ?? refuse.error
  const isBusy = () => confirm.isPending || refuse.isPending
  return (
    <Show when={!roles.isPending && (roles.data?.length ?? 0) > 0}>
      <Section title={hierarchy_held_title()} first>
        <p class="t2 mt-3">{hierarchy_held_text()}</p>
        <Failure error={failure()} />
        <ul class="held">
          <For each={roles.data}>
            {(held) => (
              <li class="row wrap">
                <span dir="auto">
                  <span class="b">{held.name}</span> {roleName(held.role)}
                </span>
                <span class="push row">
                  <Button busy={isBusy()} onClick={() => confirm.mutate({ roleId: held.roleId })}>
                    {hierarchy_held_confirm()} <span class="vh">{held.name}</span>
                  </Button>
                  <Button look="danger" busy={isBusy()} onClick={() => refuse.mutate({ roleId: held.roleId })}>
                    {hierarchy_held_refuse()} <span class="vh">{held.name}</span>
                  </Button>
                </span>
              </li>
            )}
          </For>
        </ul>
      </Section>
    </Show>
  )
}
