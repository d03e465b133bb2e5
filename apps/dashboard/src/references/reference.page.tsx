import {
  references_assign,
  references_edit,
  references_place_unknown,
  references_title,
  references_what_one,
} from '@ofrecord/messages/messages'
import { useNavigate, useParams } from '@solidjs/router'
import { createSignal, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { createPage } from '../lib/page.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { may, useMe } from '../lib/session.ts'
import { paths } from '../paths.ts'
import { programmePaths } from '../paths.programme.ts'
import { Button } from '../ui/button.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Status } from '../ui/status.tsx'
import { CustomerAnswer, Suggestions } from './answer.tsx'
import type { ReferenceDetail } from './answers.ts'
import { createNames } from './answers.ts'
import { AssignDialog } from './assign.dialog.tsx'
import { FactsAside, ProjectSection } from './facts.tsx'
import { ReferenceHistory } from './history.tsx'
import { Places } from './places.tsx'
import { RowMenu } from './row-menu.tsx'
import type { Subject } from './row-menu.tsx'
import { Returned } from './returned.tsx'
import { ReferenceStanding } from './standing.tsx'
import { allows, stateWords } from './words.ts'
import './references.css'

/** One reference: where it stands, what the customer said, where it counts, and everything that happened to it. */
const ReferencePage = () => {
  const params = useParams<{ referenceId: string }>()
  const reference = createTrpcQuery(api.references.get, () => ({ referenceId: params.referenceId }))
  const names = createNames()
  const title = () => answerOf(reference)?.fields.projectTitle || answerOf(reference)?.fields.company
  createPage(() => ({
    title: title() || references_title(),
    above: [{ label: references_title(), href: paths.references }],
  }))
  return (
    <Loaded query={reference} whole what={references_what_one()} rows={8}>
      {(known) => (
        <>
          <ReferenceHead reference={known()} resendAfterDays={names.options()?.terms.resendAfterDays} />
          <ReferenceStanding reference={known()} />
          <Returned reference={known()} />
          <div class="cols record mt-4">
            <div>
              <ProjectSection reference={known()} />
              <CustomerAnswer reference={known()} reader="partner" />
              <Suggestions reference={known()} />
              <Places reference={known()} />
              <ReferenceHistory reference={known()} names={placeNames(known(), names)} />
            </div>
            <FactsAside reference={known()} />
          </div>
        </>
      )}
    </Loaded>
  )
}

export default ReferencePage

/** A location that is out of the reader's sight now has a name still where the reference counted there. */
const placeNames = ({ assignments }: ReferenceDetail, names: ReturnType<typeof createNames>) => ({
  competency: names.competency,
  location: (id: string): string =>
    assignments.find(({ locationId }) => locationId === id)?.locationName ??
    names.location(id) ??
    references_place_unknown(),
})

const subjectOf = ({ fields, ...reference }: ReferenceDetail): Subject => ({
  ...reference,
  company: fields.company,
  contactName: fields.contactName,
  projectTitle: fields.projectTitle,
  competencies: fields.competencies,
})

const ReferenceHead = (props: { reference: ReferenceDetail; resendAfterDays: number | undefined }) => {
  const me = useMe()
  const navigate = useNavigate()
  const [isAssigning, setAssigning] = createSignal(false)
  const state = () => stateWords[props.reference.state]
  const mayManage = () => may(me(), 'references.manage')
  return (
    <div class="head">
      <div>
        <h1 dir="auto">{props.reference.fields.projectTitle || props.reference.fields.company}</h1>
        <div class="row wrap sm mt-1">
          <Status look={state().look}>{state().word()}</Status>
          <span class="t2" dir="auto">
            {props.reference.fields.company}
          </span>
        </div>
      </div>
      <Show when={mayManage() && props.reference.state === 'draft'}>
        <Button
          look="primary"
          icon="edit"
          onClick={() => navigate(programmePaths.editReference(props.reference.referenceId))}
        >
          {references_edit()}
        </Button>
      </Show>
      <Show when={mayManage() && allows(props.reference.state, 'assign') && !props.reference.assignment}>
        <Button look="primary" icon="link" onClick={() => setAssigning(true)}>
          {references_assign()}
        </Button>
      </Show>
      <RowMenu
        row={subjectOf(props.reference)}
        resendAfterDays={props.resendAfterDays}
        labelled
        onDiscarded={() => navigate(paths.references)}
      />
      <Show when={isAssigning()}>
        <AssignDialog row={subjectOf(props.reference)} onClose={() => setAssigning(false)} />
      </Show>
    </div>
  )
}
