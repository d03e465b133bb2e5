import {
  people_file_example,
  people_file,
  people_file_columns,
  people_file_error,
  people_file_large,
  people_file_lead,
  people_file_send,
  people_file_title,
  people_invite_failed,
  people_invited_left,
  people_invited_many,
  people_language_letter,
  people_sending,
  people_tab_awaiting,
  people_title,
} from '@ofrecord/messages/messages'
import { createSignal, Show } from 'solid-js'
import { languageChoices } from '../account/language-choices.ts'
import { api } from '../lib/api.ts'
import { createDeed } from '../lib/deed.ts'
import { locale } from '../lib/locale.ts'
import { createPage } from '../lib/page.ts'
import { paths } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field, useField } from '../ui/field.tsx'
import { Select } from '../ui/inputs.tsx'
import { Section } from '../ui/record.tsx'
import { renew } from './deed.ts'
import type { InviteReport } from './invite-lines.ts'
import { SentReport } from './invite-report.tsx'
import './people.css'

const mostBytes = 1_000_000

const example = `email;location;name;language
ada.byrne@partner.example;4410213;Ada Byrne;en
luigi.conte@partner.example;4410245;Luigi Conte;it`

/** People out of a file: they come in as soon as their profile is done. */
const ImportPage = () => {
  const deed = createDeed(renew)
  const [file, setFile] = createSignal<File>()
  const [language, setLanguage] = createSignal<string>(locale())
  const [missing, setMissing] = createSignal<string>()
  const [attempt, setAttempt] = createSignal(0)
  const [report, setReport] = createSignal<InviteReport>()
  // A file is taken in once, however often the button is pressed (API-R3).
  let key = crypto.randomUUID()
  createPage(() => ({ title: people_file_title(), above: [{ label: people_title(), href: paths.people }] }))
  const error = () => missing() ?? deed.problem()?.message
  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const chosen = file()
    setMissing(!chosen ? people_file_error() : chosen.size > mostBytes ? people_file_large() : undefined)
    setAttempt((count) => count + 1)
    if (!chosen || missing()) return
    const csv = await chosen.text()
    const imported = { csv, language: language(), key }
    const done = await deed.run(() => api.people.import.mutate(imported))
    setAttempt((count) => count + 1)
    if (done) setReport(done.answer)
  }
  const choose = (chosen: File | undefined): void => {
    setFile(chosen)
    setReport()
    key = crypto.randomUUID()
  }
  return (
    <>
      <div class="head">
        <div>
          <h1>{people_file_title()}</h1>
          <p class="t2">{people_file_lead()}</p>
        </div>
      </div>
      <form noValidate class="max-w-160" onSubmit={(event) => void send(event)}>
        <ErrorSummary
          title={people_invite_failed()}
          errors={error() ? [{ id: 'file', text: error() }] : []}
          attempt={attempt()}
        />
        <Field id="file" label={people_file()} hint={people_file_columns()} error={error()}>
          <FileInput onChoose={choose} />
        </Field>
        <pre class="example" dir="ltr" tabindex="0" aria-label={people_file_example()}>
          {example}
        </pre>
        <Field label={people_language_letter()}>
          <Select value={language()} options={languageChoices()} onChange={setLanguage} />
        </Field>
        <Button type="submit" look="primary" busy={deed.isBusy()} busyWord={people_sending()}>
          {people_file_send()}
        </Button>
      </form>
      <Show when={report()}>
        {(done) => (
          <Section
            title={
              <span role="status">
                {done().leftOut > 0
                  ? people_invited_left({ out: done().invited, left: done().leftOut })
                  : people_invited_many({ count: done().invited })}
              </span>
            }
            actions={<a href={paths.awaiting}>{people_tab_awaiting()}</a>}
          >
            <div class="max-w-160">
              <SentReport rows={done().rows} />
            </div>
          </Section>
        )}
      </Show>
    </>
  )
}

export default ImportPage

const FileInput = (props: { onChoose: (file: File | undefined) => void }) => (
  <input
    {...useField()}
    type="file"
    class="inp file-choice"
    accept=".csv,text/csv"
    onChange={(event) => props.onChoose(event.currentTarget.files?.[0])}
  />
)
