import { useParams } from '@solidjs/router'
import {
  competencies_banner_preapproved,
  competencies_banner_risk,
  competencies_banner_withdrawn,
  competencies_column_anniversary,
  competencies_column_held_at,
  competencies_column_level,
  competencies_fact_group,
  competencies_fact_paid,
  competencies_fact_since,
  competencies_facts,
  competencies_goal,
  competencies_simulate,
  competencies_title,
  competencies_what_one,
} from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { formatDate } from '../lib/format.ts'
import { createPage } from '../lib/page.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { paths } from '../paths.ts'
import { programmePaths } from '../paths.programme.ts'
import { CatalogueName } from '../ui/catalogue.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Note } from '../ui/note.tsx'
import type { Fact } from '../ui/record.tsx'
import { DefinitionList } from '../ui/record.tsx'
import { Flag, Status } from '../ui/status.tsx'
import './competencies.css'
import { Critical } from './critical.tsx'
import { dayText } from './days.ts'
import { EnrollmentHistory } from './enrollment-history.tsx'
import { EnrollmentStanding } from './standing-box.tsx'
import { feeOf } from './fee.ts'
import { GoalButton } from './goal-button.tsx'
import { capital, lossText, moreText } from './figures.ts'
import { Levels } from './levels.tsx'
import type { Answers } from './names.ts'
import { createNames } from './names.ts'
import { WithdrawButton } from './withdraw.tsx'
import { levelWords, stateWords } from './words.ts'

type Enrollment = Answers['get']

/** One competency at one location: every way to every level, who and what counts, and what became of it. */
const EnrollmentPage = () => {
  const params = useParams<{ enrollmentId: string }>()
  const names = createNames()
  const query = createTrpcQuery(api.competencies.get, () => ({ enrollmentId: params.enrollmentId }))
  createPage(() => ({
    title: answerOf(query)?.competency.name ?? competencies_title(),
    above: [{ label: competencies_title(), href: paths.competencies }],
  }))
  return (
    <Loaded query={query} whole what={competencies_what_one()} rows={6}>
      {(known) => (
        <>
          <Head known={known()} />
          <div class="notes">
            <Banner known={known()} />
          </div>
          <EnrollmentStanding row={known()} />
          <div class="cols record">
            <div>
              <Levels
                standing={known().standing}
                renewsOn={known().standing.outlook?.on ?? known().renewsOn}
                current={{ level: known().level, fee: feeOf(known()) }}
                names={names}
              />
              <Critical competency={known().competency.code} locationId={known().location.id} />
              <EnrollmentHistory competency={known().competency.code} locationId={known().location.id} />
            </div>
            <aside class="side" aria-label={competencies_facts()}>
              <section>
                <h2>{competencies_facts()}</h2>
                <DefinitionList facts={factsOf(known())} />
              </section>
            </aside>
          </div>
        </>
      )}
    </Loaded>
  )
}

export default EnrollmentPage

const Head = (props: { known: Enrollment }) => (
  <div class="head">
    <div>
      <h1>
        <CatalogueName>{props.known.competency.name}</CatalogueName>{' '}
        <span class="t3 h1-at" dir="auto">
          {props.known.location.name}
        </span>
      </h1>
      <p class="row wrap">
        <Status look={stateWords[props.known.state].look}>{stateWords[props.known.state].word()}</Status>
        <span class="t2">{levelWords[props.known.level]()}</span>
        <Show when={props.known.goal}>
          <Flag icon="compete">{competencies_goal()}</Flag>
        </Show>
      </p>
    </div>
    <div class="row wrap head-acts">
      <a
        class="btn"
        href={`${programmePaths.simulation}?${new URLSearchParams({
          competency: props.known.competency.code,
          location: props.known.location.id,
        })}`}
      >
        {competencies_simulate()}
      </a>
      <GoalButton known={props.known} />
      <WithdrawButton known={props.known} />
    </div>
  </div>
)

/** What must not be missed: granted ahead, at risk, given up. */
const Banner = (props: { known: Enrollment }) => {
  const risks = () =>
    props.known.risks.map(({ unit, needed, have, expiring }) =>
      capital(have < needed ? moreText(unit, needed - have) : lossText(unit, expiring)),
    )
  return (
    <>
      <Show when={props.known.state === 'active_preapproved' && props.known.preapprovedUntil}>
        {(day) => <Note tone="wait">{competencies_banner_preapproved({ date: dayText(day()) })}</Note>}
      </Show>
      <Show when={props.known.atRisk}>
        <Note tone="act">
          <b>{competencies_banner_risk({ date: dayText(props.known.renewsOn ?? '') })}</b> {risks().join('. ')}
          {risks().length > 0 ? '.' : ''}
        </Note>
      </Show>
      <Show when={props.known.state === 'withdrawn' && props.known.renewsOn}>
        {(day) => <Note>{competencies_banner_withdrawn({ date: dayText(day()) })}</Note>}
      </Show>
    </>
  )
}

const factsOf = (known: Enrollment): Fact[] => [
  { term: competencies_fact_group(), detail: <CatalogueName>{known.competency.groupName}</CatalogueName> },
  { term: competencies_column_level(), detail: levelWords[known.level]() },
  { term: competencies_column_held_at(), detail: `${known.location.name} ${known.location.number}` },
  { term: competencies_fact_since(), detail: formatDate(known.stateAt) },
  { term: competencies_column_anniversary(), detail: known.renewsOn && dayText(known.renewsOn) },
  { term: competencies_fact_paid(), detail: known.paidThrough && dayText(known.paidThrough) },
]
