import type { inferRouterOutputs } from '@trpc/server'
import {
  access_professional_linked,
  people_column_certifications,
  people_column_credential,
  people_column_ends,
  people_column_location,
  people_column_name,
  people_column_qualifies,
  people_column_standing,
  people_menu_column,
  people_linked_until,
  people_professional_remove,
  people_professional_remove_keep,
  people_professional_remove_of,
  people_professional_remove_question,
  people_professional_remove_text,
  people_professional_removed,
  people_professional_removing,
} from '@ofrecord/messages/messages'
import { For, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import type { AppRouter } from '../lib/app-router.ts'
import { shownPerson } from '../lib/erased.ts'
import { formatDate } from '../lib/format.ts'
import { CatalogueName, CatalogueNames } from '../ui/catalogue.tsx'
import { looks, Status } from '../ui/status.tsx'
import type { Column } from '../ui/table.tsx'
import { Day } from './day.tsx'
import { AskFirst } from './ask-first.tsx'
import { skillWords } from './words.ts'

type CertifiedRow = inferRouterOutputs<AppRouter>['credentials']['certified']['rows'][number]

export const certifiedColumns: Column<CertifiedRow>[] = [
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
    cell: (row) => <CatalogueNames names={row.qualifiesFor} />,
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
        {(at) => <Status look={looks.ended}>{people_linked_until({ date: formatDate(at()) })}</Status>}
      </Show>
    ),
  },
  {
    key: 'ends',
    head: people_column_ends(),
    cell: (row) => <Show when={row.nextEndOn}>{(day) => <Day of={day()} />}</Show>,
  },
]

const SkillsCell = (props: { skills: CertifiedRow['skills'] }) => (
  <For each={props.skills}>
    {(skill) => (
      <span class="held">
        <CatalogueName>{skill.name}</CatalogueName>{' '}
        <Show when={skill.status !== 'valid'}>
          <span class="t3">{skillWords[skill.status].word()}</span>
        </Show>
      </span>
    )}
  </For>
)

/** Who left stays in the report until an administrator removes them (CP-R1). */
export const removal: Column<CertifiedRow> = {
  key: 'remove',
  head: people_menu_column(),
  fixed: true,
  cell: (row) => (
    <Show when={row.status === 'left'}>
      <AskFirst
        verb={people_professional_remove()}
        of={people_professional_remove_of({ name: shownPerson(row.name) })}
        about={{
          id: row.linkId,
          question: people_professional_remove_question({ name: shownPerson(row.name) }),
          told: people_professional_removed({ name: shownPerson(row.name) }),
        }}
        text={people_professional_remove_text()}
        busyWord={people_professional_removing()}
        keep={people_professional_remove_keep()}
        work={(linkId) => api.credentials.removeRow.mutate({ linkId })}
      />
    </Show>
  ),
}
