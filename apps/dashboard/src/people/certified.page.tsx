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
  people_column_name,
  people_filter_certification,
  people_filter_credential,
  people_filter_ends,
  people_filter_ends_days,
  people_filter_location,
  people_filter_part,
  people_filter_standing,
  people_invite_one,
  people_search_names,
  people_export_text,
} from '@ofrecord/messages/messages'
import { createSignal, Show } from 'solid-js'
import { choiceChip, textChip } from '../claims/list/chips.tsx'
import { api } from '../lib/api.ts'
import { shownPerson } from '../lib/erased.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { may, useMe } from '../lib/session.ts'
import { paths } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import { createAddressSearch, createListAddress } from '../lists/address.ts'
import { AskLinkDialog } from './ask-link.dialog.tsx'
import { certifiedColumns, removal } from './certified.columns.tsx'
import { ExportButton } from '../lists/export-button.tsx'
import { PeopleFrame } from './frame.tsx'
import { LastImport } from './last-import.tsx'
import { ListView } from '../lists/list-view.tsx'
import { placeChip } from '../organisations/place-filter.tsx'
import { createPlaces } from '../organisations/places.ts'

/** Days ahead in which something of somebody's ends. */
const spans = [30, 90, 180]

/** People whose certifications count for the organisation (CP-R5). */
const CertifiedPage = () => {
  const me = useMe()
  const manages = () => may(me(), 'people.manage')
  const address = createListAddress(['q', 'location', 'certification', 'credential', 'status', 'ends'])
  const places = createPlaces('people.manage')
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
  const removes = () => manages() && (answerOf(list)?.rows ?? []).some(({ status }) => status === 'left')
  const search = createAddressSearch(address)
  const chips = () => [
    choiceChip({
      key: 'certification',
      label: people_filter_certification(),
      choices: () => (answerOf(certifications) ?? []).map(({ code, name }) => ({ value: code, label: name })),
      chosen: () => filters().certification,
      choose: (certification) => address.change({ certification }),
    }),
    placeChip(places, {
      label: people_filter_location(),
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
          <ExportButton
            procedure={api.credentials.exportCount}
            file="professionals"
            filters={filters()}
            text={people_export_text}
          />
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
        search={{
          value: search.typed(),
          onInput: search.set,
          label: people_search_names(),
          placeholder: people_column_name(),
        }}
        filters={chips()}
        onClear={search.clear}
      />
      <ListView
        query={list}
        address={{ ...address, clear: search.clear }}
        what={people_certified_what()}
        label={people_certified_list()}
        columns={removes() ? [...certifiedColumns, removal] : certifiedColumns}
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
