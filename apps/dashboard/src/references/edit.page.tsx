import type { ReferenceFields } from '@ofrecord/core/references/draft.rules'
import {
  references_form_edit,
  references_form_new,
  references_title,
  references_what_one,
} from '@ofrecord/messages/messages'
import { Navigate, useNavigate, useParams } from '@solidjs/router'
import type { Accessor } from 'solid-js'
import { createMemo, createSignal, onMount, Show, untrack } from 'solid-js'
import { api } from '../lib/api.ts'
import { locale } from '../lib/locale.ts'
import { createPage } from '../lib/page.ts'
import { createTrpcQuery } from '../lib/query.ts'
import { paths } from '../paths.ts'
import { programmePaths } from '../paths.programme.ts'
import { Loaded } from '../ui/loaded.tsx'
import type { ReferenceDetail, ReferenceOptions } from './answers.ts'
import { forget } from './answers.ts'
import { ReferenceFormView } from './form-view.tsx'
import './references.css'

/** One opening of the form: it begins with a draft or with nothing, and may come to hold one. */
interface Opening {
  referenceId: string | undefined
  holds: Accessor<string | undefined>
  hold: (referenceId: string) => void
}

const openingOf = (referenceId: string | undefined): Opening => {
  const [holds, setHolds] = createSignal(referenceId)
  return { referenceId, holds, hold: setHolds }
}

/** A new reference, or a draft. The address changes with the first save while the form stays. */
const EditReferencePage = () => {
  const params = useParams<{ referenceId?: string }>()
  const navigate = useNavigate()
  const options = createTrpcQuery(api.references.options)
  const opening = createMemo<Opening>((current) => {
    const wanted = params.referenceId
    return current && untrack(current.holds) === wanted && wanted !== undefined ? current : openingOf(wanted)
  })
  const keep = (now: Opening, referenceId: string): void => {
    now.hold(referenceId)
    navigate(programmePaths.editReference(referenceId), { replace: true, scroll: false })
  }
  createPage(() => ({
    title: params.referenceId ? references_form_edit() : references_form_new(),
    above: [{ label: references_title(), href: paths.references }],
  }))
  return (
    <Loaded query={options} whole what={references_what_one()}>
      {(known) => (
        <Show when={opening()} keyed>
          {(now) => (
            <Show
              when={now.referenceId}
              keyed
              fallback={
                <ReferenceFormView
                  opened={undefined}
                  blank={blankFor(known())}
                  options={known()}
                  onKept={(referenceId) => keep(now, referenceId)}
                />
              }
            >
              {(referenceId) => <OpenedDraft referenceId={referenceId} options={known()} />}
            </Show>
          )}
        </Show>
      )}
    </Loaded>
  )
}

export default EditReferencePage

/** The one location there is needs no choosing. */
const blankFor = ({ onlyLocationId, languages }: ReferenceOptions): ReferenceFields => ({
  locationId: onlyLocationId ?? '',
  company: '',
  contactName: '',
  contactTitle: '',
  contactEmail: '',
  contactLanguage: languages.includes(locale()) ? locale() : 'en',
  projectTitle: '',
  description: '',
  startedOn: null,
  endedOn: null,
  products: [],
  competencies: [],
  outcome: '',
  quotingAsked: false,
})

const OpenedDraft = (props: { referenceId: string; options: ReferenceOptions }) => {
  forget()
  const [isOpen, setOpen] = createSignal(false)
  const draft = createTrpcQuery(
    api.references.get,
    () => ({ referenceId: props.referenceId }),
    () => ({ enabled: !isOpen() }),
  )
  return (
    <Loaded query={draft} whole what={references_what_one()}>
      {(known) => (
        <Show
          when={untrack(() => known().state === 'draft')}
          fallback={<Navigate href={programmePaths.reference(props.referenceId)} />}
        >
          <Opened draft={known()} options={props.options} onOpen={() => setOpen(true)} />
        </Show>
      )}
    </Loaded>
  )
}

const Opened = (props: { draft: ReferenceDetail; options: ReferenceOptions; onOpen: () => void }) => {
  onMount(() => props.onOpen())
  const opened = untrack(() => props.draft)
  return <ReferenceFormView opened={opened} blank={opened.fields} options={props.options} />
}
