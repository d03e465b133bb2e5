import { useParams } from '@solidjs/router'
import type { inferRouterOutputs } from '@trpc/server'
import {
  people_column_country,
  people_column_email,
  people_column_invited_by,
  people_column_job_role,
  people_column_location,
  people_column_since,
  people_column_until,
  people_fact_language,
  people_fact_phone,
  people_facts,
  people_history,
  people_mail_back_text,
  people_no_name,
  people_person_what,
  people_reason,
  people_title,
} from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import { api } from '../lib/api.ts'
import type { AppRouter } from '../lib/app-router.ts'
import { shownPerson } from '../lib/erased.ts'
import { formatDate } from '../lib/format.ts'
import { languageName } from '../lib/locale.ts'
import { createPage } from '../lib/page.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { countryName } from '../organisations/countries.ts'
import { paths } from '../paths.ts'
import { Address } from '../ui/address.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Note } from '../ui/note.tsx'
import type { Fact } from '../ui/record.tsx'
import { DefinitionList, Section } from '../ui/record.tsx'
import { Status } from '../ui/status.tsx'
import { Timeline } from '../ui/timeline.tsx'
import { nameOrAddress } from './cells.tsx'
import { historyEntries } from './history.ts'
import { Holdings } from './holdings.tsx'
import './people.css'
import { PersonMenu } from './person-menu.tsx'
import { stateWords } from './words.ts'

type KnownPerson = inferRouterOutputs<AppRouter>['people']['get']

/** One person, as far as an administrator of where they are at home may know them (B.18). */
const PersonPage = () => {
  const params = useParams<{ affiliationId: string }>()
  const person = createTrpcQuery(api.people.get, () => ({ affiliationId: params.affiliationId }))
  const title = () => {
    const known = answerOf(person)
    return known ? nameOrAddress(known) : people_title()
  }
  createPage(() => ({ title: title(), above: [{ label: people_title(), href: paths.people }] }))
  return (
    <Loaded query={person} whole what={people_person_what()} rows={6}>
      {(known) => (
        <>
          <div class="head">
            <div>
              <h1 dir="auto">{shownPerson(known().name) || people_no_name()}</h1>
              <Status look={stateWords[known().status].look}>{stateWords[known().status].word()}</Status>
            </div>
            <PersonMenu person={known()} labelled />
          </div>
          <Show when={known().bouncedAt}>
            {(at) => (
              <Note tone="act" icon="mail">
                {people_mail_back_text({ date: formatDate(at()) })}
              </Note>
            )}
          </Show>
          <div class="cols record">
            <div>
              <Holdings of={known().holdings} />
              <Show when={known().history.length > 0}>
                <Section title={people_history()}>
                  <Timeline label={people_history()} entries={historyEntries(known().history)} />
                </Section>
              </Show>
            </div>
            <aside class="side" aria-label={people_facts()}>
              <section>
                <h2>{people_facts()}</h2>
                <DefinitionList facts={factsOf(known())} />
              </section>
            </aside>
          </div>
        </>
      )}
    </Loaded>
  )
}

export default PersonPage

const factsOf = (person: KnownPerson): Fact[] => [
  { term: people_column_email(), detail: <Address of={shownPerson(person.email)} /> },
  { term: people_column_job_role(), detail: person.jobRole },
  { term: people_column_country(), detail: person.country && countryName(person.country) },
  { term: people_fact_language(), detail: person.language && languageName(person.language) },
  { term: people_fact_phone(), detail: person.phone },
  { term: people_column_location(), detail: person.locationName },
  { term: people_column_since(), detail: formatDate(person.since) },
  { term: people_column_invited_by(), detail: person.invitedBy },
  { term: people_column_until(), detail: person.dueAt && formatDate(person.dueAt) },
  { term: people_reason(), detail: person.reason },
]
