import type { inferRouterOutputs } from '@trpc/server'
import {
  access_professional_left,
  access_professional_linked,
  people_ask_link,
  people_asked_link,
  people_certified_empty_text,
  people_certified_empty_title,
  people_certified_lead,
  people_certified_list,
  people_certified_none_text,
  people_certified_none_title,
  people_certified_what,
  people_column_certifications,
  people_column_credential,
  people_column_ends,
  people_column_location,
  people_column_name,
  people_column_qualifies,
  people_column_standing,
  people_filter_certification,
  people_filter_credential,
  people_filter_ends,
  people_filter_ends_days,
  people_filter_location,
  people_filter_part,
  people_filter_standing,
  people_invite_one,
  people_left_on,
  people_menu_column,
  people_professional_remove,
  people_professional_remove_of,
  people_professional_removed,
  people_search_names,
} from '@ofrecord/messages/messages'
import { createSignal, For, Show } from 'solid-js'
import { choiceChip, textChip } from '../claims/list/chips.tsx'
import { api } from '../lib/api.ts'
import type { AppRouter } from '../lib/app-router.ts'
import { shownPerson } from '../lib/erased.ts'
import { formatDate } from '../lib/format.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { createSearch } from '../lib/search.ts'
import { may, useMe } from '../lib/session.ts'
import { paths } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import { looks, Status } from '../ui/status.tsx'
import type { Column } from '../ui/table.tsx'
import { createListAddress } from './address.ts'
import { AskLinkDialog } from './ask-link.dialog.tsx'
import { perform } from './deed.ts'
import { ExportButton } from './export.tsx'
import { PeopleFrame } from './frame.tsx'
import { LastImport } from './last-import.tsx'
import { ListView } from './list.tsx'
import { createPlaces } from './places.ts'
import { dayText } from './days.ts'
import { skillWords } from './words.ts'

type CertifiedRow = inferRouterOutputs<AppRouter>['credentials']['certified']['rows'][number]

const columns: Column<CertifiedRow>[] = [
  {
    key: 'name',
    head: people_column_name(),
    names: true,
    slot: 'title',
    cell: (row) => (
      <>
        <span class="b" dir="auto">
          {shownPerson(row.name)}
        </span>
        <span class="t3">{shownPerson(row.email)}</span>
      </>
    ),
  },
  {
    key: 'credential',
    head: people_column_credential(),
    spare: true,
    cell: (row) => <span class="mono">{row.credentialId}</span>,
  },
  {
    key: 'certifications',
    head: people_column_certifications(),
    slot: 'next',
    cell: (row) => <SkillsCell skills={row.skills} />,
  },
  {
    key: 'qualifies',
    head: people_column_qualifies(),
    spare: true,
    cell: (row) => row.qualifiesFor.join(', '),
  },
  {
    key: 'location',
    head: people_column_location(),
    slot: 'under',
    cell: (row) => <span dir="auto">{row.locationName}</span>,
  },
  {
    key: 'standing',
    head: people_column_standing(),
    slot: 'state',
    cell: (row) => (
      <Show when={row.unlinkedAt} fallback={<Status look={looks.inForce}>{access_professional_linked()}</Status>}>
        {(at) => <Status look={looks.ended}>{people_left_on({ date: formatDate(at()) })}</Status>}
      </Show>
    ),
  },
  {
    key: 'ends',
    head: people_column_ends(),
    cell: (row) => <Show when={row.nextEndOn}>{(day) => dayText(day())}</Show>,
  },
]

const SkillsCell = (props: { skills: CertifiedRow['skills'] }) => (
  <For each={props.skills}>
    {(skill) => (
      <span class="held">
        {skill.name}{' '}
        <Show when={skill.status !== 'valid'}>
          <span class="t3">{skillWords[skill.status].word()}</span>
        </Show>
      </span>
    )}
  </For>
)

/** Who left stays in the report until an administrator removes them (CP-R1). */
const removal: Column<CertifiedRow> = {
  key: 'remove',
  head: people_menu_column(),
  fixed: true,
  cell: (row) => (
    <Show when={row.status === 'left'}>
      <button type="button" class="link" onClick={() => void remove(row)}>
        {people_professional_remove()}{' '}
        <span class="vh">{people_professional_remove_of({ name: shownPerson(row.name) })}</span>
      </button>
    </Show>
  ),
}

const remove = ({ linkId, name }: CertifiedRow): Promise<boolean> =>
  perform(() => api.credentials.removeRow.mutate({ linkId }), people_professional_removed({ name: shownPerson(name) }))

/** Days ahead in which something of somebody's ends. */
const spans = [30, 90, 180]

/** People whose certifications count for the organisation (CP-R5). */
const CertifiedPage = () => {
  const me = useMe()
  const manages = () => may(me(), 'people.manage')
  const address = createListAddress(['q', 'location', 'certification', 'credential', 'status', 'ends'])
  const places = createPlaces()
  const certifications = createTrpcQuery(api.credentials.certifications)
  const [isAsking, setAsking] = createSignal(false)
  const filters = () => ({
    name: address.value('q'),
    locationId: address.value('location') || null,
    certification: address.value('certification') || null,
    credentialId: address.value('credential'),
    status: (['linked', 'left'] as const).find((status) => status === address.value('status')) ?? null,
    endsWithinDays: spans.find((days) => String(days) === address.value('ends')) ?? null,
  })
  const list = createTrpcQuery(
    api.credentials.certified,
    () => ({ ...filters(), cursor: address.cursor(), size: address.size() }),
    () => ({ keepsPrevious: true }),
  )
  const search = createSearch(
    () => address.value('q'),
    (typed) => address.change({ q: typed || null }, true),
  )
  const clear = (): void => {
    search.set('')
    address.clear()
  }
  const chips = () => [
    choiceChip({
      key: 'certification',
      label: people_filter_certification(),
      choices: () => (answerOf(certifications) ?? []).map(({ code, name }) => ({ value: code, label: name })),
      chosen: () => filters().certification,
      choose: (certification) => address.change({ certification }),
    }),
    choiceChip({
      key: 'location',
      label: people_filter_location(),
      choices: () => places.options(),
      chosen: () => filters().locationId,
      choose: (location) => address.change({ location }),
    }),
    textChip({
      key: 'credential',
      label: people_filter_credential(),
      field: people_filter_part(),
      value: () => filters().credentialId,
      change: (typed) => address.change({ credential: typed || null }),
    }),
    choiceChip({
      key: 'status',
      label: people_filter_standing(),
      choices: () => [
        { value: 'linked', label: access_professional_linked() },
        { value: 'left', label: access_professional_left() },
      ],
      chosen: () => filters().status,
      choose: (status) => address.change({ status }),
    }),
    choiceChip({
      key: 'ends',
      label: people_filter_ends(),
      choices: () => spans.map((days) => ({ value: String(days), label: people_filter_ends_days({ count: days }) })),
      chosen: () => filters().endsWithinDays?.toString() ?? null,
      choose: (ends) => address.change({ ends }),
    }),
  ]
  return (
    <PeopleFrame
      current="certified"
      actions={
        <>
          <ExportButton procedure={api.credentials.exportCount} file="professionals" filters={filters()} />
          <Show when={manages()}>
            <Button onClick={() => setAsking(true)}>{people_ask_link()}</Button>
          </Show>
        </>
      }
    >
      <p class="t2 lead-in">
        {people_certified_lead()} <LastImport at={answerOf(list)?.lastImportAt} />
      </p>
      <FilterBar
        search={{ value: search.typed(), onInput: search.set, label: people_search_names() }}
        filters={chips()}
        onClear={clear}
      />
      <ListView
        query={list}
        address={{ ...address, clear }}
        what={people_certified_what()}
        label={people_certified_list()}
        columns={manages() ? [...columns, removal] : columns}
        rowKey={(row) => row.linkId}
        rowName={(row) => shownPerson(row.name)}
        narrow="labels"
        empty={{
          title: people_certified_empty_title(),
          text: people_certified_empty_text(),
          action: (
            <Show when={manages()}>
              <a class="btn" href={paths.invite}>
                {people_invite_one()}
              </a>
            </Show>
          ),
        }}
        none={{ title: people_certified_none_title(), text: people_certified_none_text() }}
      />
      <Show when={isAsking()}>
        <AskLinkDialog onClose={() => setAsking(false)} onAsked={(name) => people_asked_link({ name })} />
      </Show>
    </PeopleFrame>
  )
}

export default CertifiedPage
