import {
  references_assignment,
  references_check_comment_private,
  references_check_comment_shared,
  references_check_counts,
  references_check_counts_nothing,
  references_checks_signals,
  references_checks_title,
  references_place_unknown,
  references_signals_clean,
  references_signals_note,
  references_what_one,
} from '@ofrecord/messages/messages'
import { useParams } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { createPage } from '../lib/page.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { paths } from '../paths.ts'
import { Loaded } from '../ui/loaded.tsx'
import { Note } from '../ui/note.tsx'
import { Section } from '../ui/record.tsx'
import { Status } from '../ui/status.tsx'
import { CustomerAnswer, Suggestions } from './answer.tsx'
import type { ReferenceCheck } from './answers.ts'
import { FactsAside, ProjectSection } from './facts.tsx'
import { ReferenceHistory } from './history.tsx'
import { signalWord, checkWords } from './words.ts'
import './references.css'

/** One customer's answer with everything about it, for the vendor's reviewers (L9, B.18). */
const ReferenceCheckPage = () => {
  const params = useParams<{ referenceId: string }>()
  const check = createTrpcQuery(api.references.check, () => ({ referenceId: params.referenceId }))
  createPage(() => ({
    title: answerOf(check)?.fields.projectTitle ?? references_checks_title(),
    above: [{ label: references_checks_title(), href: paths.referenceChecks }],
  }))
  return (
    <Loaded query={check} whole what={references_what_one()} rows={8}>
      {(known) => (
        <>
          <CheckHead check={known()} />
          <Signals check={known()} />
          <div class="cols record mt-4">
            <div>
              <ProjectSection reference={known()} />
              <CustomerAnswer reference={known()} reader="vendor" />
              <Show when={known().comment !== null}>
                <p class="t3 sm mt-2">
                  {known().commentShared ? references_check_comment_shared() : references_check_comment_private()}
                </p>
              </Show>
              <Suggestions reference={known()} />
              <Show when={known().approvedAt}>
                <Section title={references_assignment()}>
                  <p class="mt-3">{countsText(known())}</p>
                </Section>
              </Show>
              <ReferenceHistory reference={known()} names={namesIn(known())} />
            </div>
            <FactsAside reference={known()} />
          </div>
        </>
      )}
    </Loaded>
  )
}

export default ReferenceCheckPage

const CheckHead = (props: { check: ReferenceCheck }) => (
  <div class="head">
    <div>
      <h1 dir="auto">{props.check.fields.projectTitle}</h1>
      <div class="row wrap sm mt-1">
        <Status look={checkWords[props.check.state].look}>{checkWords[props.check.state].word()}</Status>
        <span class="t2" dir="auto">
          {props.check.fields.company}
        </span>
        <span class="t3" dir="auto">
          {props.check.organizationName}
        </span>
      </div>
    </div>
  </div>
)

/** What looked like a program's: to be judged by a person, never a refusal (L9). */
const Signals = (props: { check: ReferenceCheck }) => (
  <Show when={props.check.answeredAt}>
    <Show when={props.check.signals.length > 0} fallback={<p class="t3 sm">{references_signals_clean()}</p>}>
      <Note tone="act" icon="alert">
        <b>{references_checks_signals()}</b>
        <ul>
          <For each={props.check.signals}>{(signal) => <li>{signalWord(signal)}</li>}</For>
        </ul>
        <p class="t2">{references_signals_note()}</p>
      </Note>
    </Show>
  </Show>
)

const countsText = ({ assignment }: ReferenceCheck): string =>
  assignment
    ? references_check_counts({ competency: assignment.competencyName, location: assignment.locationName })
    : references_check_counts_nothing()

const namesIn = ({ assignments, competencyNames }: ReferenceCheck) => ({
  competency: (code: string): string => competencyNames.find((each) => each.code === code)?.name ?? code,
  location: (id: string): string =>
    assignments.find(({ locationId }) => locationId === id)?.locationName ?? references_place_unknown(),
})
