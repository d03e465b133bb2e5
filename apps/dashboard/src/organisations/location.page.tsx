import { useNavigate, useParams } from '@solidjs/router'
import {
  hierarchy_below,
  hierarchy_edit,
  hierarchy_failed_text,
  hierarchy_location_what,
  hierarchy_resubmit,
  hierarchy_resubmitted,
  hierarchy_tab_history,
  organisations_column_location,
  organisations_facts,
  organisations_headquarters,
  organisations_locations,
  organisations_title,
} from '@ofrecord/messages/messages'
import { For, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { createCommands } from '../lib/commands.ts'
import { createTrpcMutation } from '../lib/mutation.ts'
import { createPage } from '../lib/page.ts'
import { problemOf } from '../lib/problem.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { may, useMe } from '../lib/session.ts'
import { paths } from '../paths.ts'
import { organisationPaths } from '../paths.organisations.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Note } from '../ui/note.tsx'
import { Section, StandingBox } from '../ui/record.tsx'
import { Status } from '../ui/status.tsx'
import { toast } from '../ui/toast.tsx'
import type { LocationRecord } from './answers.ts'
import { ChangeTimeline } from './change-timeline.tsx'
import { LocationContacts } from './location-contacts.tsx'
import { LocationFacts } from './location-facts.tsx'
import { locationStatuses } from './location-status.ts'
import { standingOf, verificationReason } from './location-standing.ts'
import { DeedMenu, deedWords } from './tree/tree-row.tsx'
import type { TreeDeed } from './tree/tree-grid.tsx'
import './organisations.css'

/** One location: where it stands, what it is told by, who speaks for it, and what happened to its place. */
const LocationPage = () => {
  const params = useParams<{ locationId: string }>()
  const location = createTrpcQuery(api.hierarchy.get, () => ({ locationId: params.locationId }))
  createPage(() => ({
    title: answerOf(location)?.name ?? organisations_column_location(),
    above: [
      { label: organisations_title(), href: paths.organisation },
      { label: organisations_locations(), href: paths.locations },
    ],
  }))
  return (
    <Loaded query={location} whole what={hierarchy_location_what()} rows={8}>
      {(known) => <LocationView location={known()} />}
    </Loaded>
  )
}

export default LocationPage

const LocationView = (props: { location: LocationRecord }) => {
  const me = useMe()
  const standing = () => standingOf(props.location, me().vendor.name, may(me(), 'organisations.change'))
  const status = () => locationStatuses[props.location.status]
  return (
    <>
      <LocationHead location={props.location} />
      <p class="row wrap sm mb-4">
        <Status look={status().look}>{status().word()}</Status>
        <Show when={props.location.isHeadquarters}>
          <span class="t3">{organisations_headquarters()}</span>
        </Show>
        <Path location={props.location} />
      </p>
      <StandingBox {...standing()} />
      <Verification location={props.location} />
      <div class="cols record">
        <div>
          <LocationContacts locationId={props.location.id} />
          <Section title={hierarchy_tab_history()}>
            <ChangeTimeline locationId={props.location.id} />
          </Section>
        </div>
        <aside class="side" aria-label={organisations_facts()}>
          <section>
            <h2>{organisations_facts()}</h2>
            <LocationFacts location={props.location} />
          </section>
        </aside>
      </div>
    </>
  )
}

const LocationHead = (props: { location: LocationRecord }) => {
  const me = useMe()
  const navigate = useNavigate()
  const isHere = () => props.location.leftAt === null
  const deeds = (): TreeDeed[] =>
    props.location.isHeadquarters ? ['below'] : ['move', 'below', 'headquarters', 'dissociate']
  const act = (deed: TreeDeed): void => {
    const { id } = props.location
    const ways: Record<TreeDeed, string> = {
      move: `${paths.locations}?move=${id}`,
      headquarters: `${paths.locations}?head=${id}`,
      below: `${organisationPaths.newLocation}?under=${id}`,
      dissociate: organisationPaths.closeLocation(id),
    }
    navigate(ways[deed])
  }
  createCommands(() =>
    isHere()
      ? deeds().map((deed) => ({
          icon: deedWords[deed].icon,
          label: deedWords[deed].word(),
          detail: props.location.name,
          act: () => act(deed),
        }))
      : [],
  )
  return (
    <div class="head">
      <div>
        <h1 dir="auto">
          {props.location.name} <span class="t3 num">{props.location.number}</span>
        </h1>
      </div>
      <Show when={isHere()}>
        <Show when={may(me(), 'organisations.change')}>
          <a class="btn" href={organisationPaths.editLocation(props.location.id)}>
            <Icon name="edit" />
            {hierarchy_edit()}
          </a>
        </Show>
        <DeedMenu deeds={deeds()} row={props.location} onDeed={act} labelled />
      </Show>
    </div>
  )
}

const Path = (props: { location: LocationRecord }) => (
  <Show when={props.location.above.length > 0}>
    <span class="t3">
      {hierarchy_below()}{' '}
      <For each={props.location.above}>
        {(each, index) => (
          <>
            <Show when={index() > 0}> › </Show>
            <a class="u" dir="auto" href={paths.location(each.id)}>
              {each.name}
            </a>
          </>
        )}
      </For>
    </span>
  </Show>
)

/** Why it was not verified, and the way to hand it in again. */
const Verification = (props: { location: LocationRecord }) => {
  const me = useMe()
  const resubmit = createTrpcMutation(api.hierarchy.resubmit, {
    onSuccess: () => toast(hierarchy_resubmitted({ location: props.location.name })),
  })
  const mayHandIn = () => may(me(), 'organisations.change') && props.location.attemptsLeft > 0
  return (
    <Show when={props.location.status === 'verification_failed'}>
      <div class="mt-4">
        <Note tone="act" icon="alert">
          <b>{verificationReason(props.location.verificationReason)}</b>{' '}
          <Show when={mayHandIn()}>
            {hierarchy_failed_text()}
            <p class="row wrap mt-2">
              <a class="btn" href={organisationPaths.editLocation(props.location.id)}>
                {hierarchy_edit()}
              </a>
              <Button
                look="primary"
                busy={resubmit.isPending}
                onClick={() => resubmit.mutate({ locationId: props.location.id, version: props.location.version })}
              >
                {hierarchy_resubmit()}
              </Button>
            </p>
          </Show>
          <Show when={resubmit.isError}>
            <p role="alert">{problemOf(resubmit.error).message}</p>
          </Show>
        </Note>
      </div>
    </Show>
  )
}
