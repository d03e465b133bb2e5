import { createSignal, For } from 'solid-js'
import { Button } from '../ui/button.tsx'
import { CheckBox, RadioGroup } from '../ui/choices.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { Select, TextArea, TextInput } from '../ui/inputs.tsx'
import { Note } from '../ui/note.tsx'
import { EmptyState, ErrorState, LoadingBars } from '../ui/states.tsx'
import { Flag, looks, Status } from '../ui/status.tsx'
import { Uploader } from '../ui/uploader.tsx'
import { Sample } from './sample.tsx'

export const ControlSamples = () => (
  <>
    <Sample title="Status words">
      <div class="row wrap gap-4">
        <For each={Object.entries(looks)}>{([name, look]) => <Status look={look}>{name}</Status>}</For>
      </div>
      <div class="row wrap mt-3 gap-4">
        <Flag icon="compete">Competing</Flag>
        <Flag icon="clock">Over time</Flag>
        <Flag icon="coins">No incentive</Flag>
        <Flag icon="mail">Mail bounced</Flag>
      </div>
    </Sample>
    <Sample title="Buttons">
      <ButtonSamples />
    </Sample>
    <Sample title="Fields">
      <FieldSamples />
    </Sample>
    <Sample title="Notes">
      <div class="g2">
        <Note tone="act">
          <b>Reviewers cannot see this yet.</b> Your comments are saved. Submit the claim to start the review.
        </Note>
        <Note tone="wait">
          <b>With the customer until Monday 9 November, 09:14.</b> You see no figures before that.
        </Note>
        <Note tone="done">
          <b>Active since 12 September.</b> Nobody said no; the{' '}
          <a class="u" href="#receipt">
            receipt
          </a>{' '}
          is signed.
        </Note>
        <Note tone="stop">
          <b>The customer said no</b> on 28 October: “we do not know this partner”.
        </Note>
      </div>
    </Sample>
    <Sample title="Empty, loading, failed">
      <div class="g3">
        <EmptyState title="No claims match these filters" action={<Button>Remove “Rome”</Button>}>
          Six claims are in customer window, but none of them in Rome.
        </EmptyState>
        <LoadingBars what="claims" rows={4} />
        <ErrorState title="The list could not be loaded" problem={timeout} onRetry={() => {}} />
      </div>
    </Sample>
    <Sample title="Uploader">
      <Uploader upload={crawl} hint="PDF, Office, images, mail; up to 25 MB each." check={tooLarge} />
    </Sample>
  </>
)

const timeout = {
  code: 'TIMEOUT',
  message: 'The server did not answer in time.',
  field: undefined,
  ruleId: undefined,
  params: {},
  retryable: true,
  reference: '7F3K-20',
}

const tooLarge = (file: File): string | undefined =>
  file.size > 25_000_000 ? 'The file is larger than 25 MB.' : undefined

/** Sends nothing, slowly. */
const crawl = (file: File, onProgress: (bytes: number) => void, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    let sent = 0
    const timer = setInterval(() => {
      sent += file.size / 50
      onProgress(sent)
      if (sent >= file.size) {
        clearInterval(timer)
        resolve()
      }
    }, 100)
    signal.addEventListener('abort', () => {
      clearInterval(timer)
      reject(signal.reason as Error)
    })
  })

const ButtonSamples = () => {
  const [isBusy, setBusy] = createSignal(false)
  return (
    <div class="row wrap items-start">
      <Button look="primary" busy={isBusy()} busyWord="Submitting" onClick={() => setBusy(true)}>
        Submit claim
      </Button>
      <Button>Save comments</Button>
      <Button look="quiet">Cancel</Button>
      <Button look="danger">Withdraw</Button>
      <Button look="danger solid">Withdraw claim</Button>
      <Button look="primary" busy busyWord="Submitting">
        Submit claim
      </Button>
      <Button icon="plus" keys="c">
        New association
      </Button>
      <Button look="quiet" icon="contrast" iconOnly>
        Switch between light and dark
      </Button>
      <Button
        reason={
          <>
            The 30 days ended on 13 October. You can{' '}
            <a class="u" href="#new">
              start a new claim
            </a>
            .
          </>
        }
      >
        Dispute
      </Button>
    </div>
  )
}

const FieldSamples = () => {
  const [guid, setGuid] = createSignal('e2a4c9f0-53d7-4b68-a1cd')
  const [domain, setDomain] = createSignal('nordmark.example')
  const [place, setPlace] = createSignal('')
  const [mode, setMode] = createSignal<string>()
  const [hub, setHub] = createSignal(true)
  return (
    <form class="max-w-160">
      <ErrorSummary
        attempt={0}
        title="One field needs you"
        errors={[{ id: 'tenant', text: 'Tenant ID: the last group is missing' }]}
      />
      <Field label="Domain" hint="One that the tenant has verified" confirmation="Belongs to Nordmark Möbel.">
        <TextInput value={domain()} onInput={setDomain} />
      </Field>
      <Field
        id="tenant"
        label="Tenant ID"
        hint="36 characters, braces and capitals are fine"
        error="This has 23 of 36 characters. The last group is missing."
      >
        <TextInput mono value={guid()} onInput={setGuid} />
      </Field>
      <Field label="Customer’s e-mail" warning="A private mailbox. You can go on; the reviewer sees this note too.">
        <TextInput type="email" value="k.lindal@postfree.example" onInput={() => {}} />
      </Field>
      <Field label="Location">
        <Select
          value={place()}
          onChange={setPlace}
          empty="Choose a location"
          options={[
            { value: 'm', label: 'Milan' },
            { value: 'g', label: 'Genoa' },
          ]}
        />
      </Field>
      <Field label="Comment" optional>
        <TextArea value="" onInput={() => {}} />
      </Field>
      <RadioGroup
        label="Activity"
        value={mode()}
        onChange={setMode}
        error="Choose one activity."
        choices={[
          { value: 'presales', label: 'Presales', hint: 'Before the customer bought.' },
          { value: 'usage', label: 'Usage', hint: 'While the customer uses it.' },
          {
            value: 'recognition',
            label: 'Usage recognition',
            reason: 'This area has no recognition without an incentive.',
          },
        ]}
      />
      <fieldset class="fld">
        <legend>Products</legend>
        <CheckBox
          label={
            <>
              <b>Service Hub</b> <span class="t3">Customer engagement</span>
            </>
          }
          checked={hub()}
          onChange={setHub}
        />
        <CheckBox
          label={<b>Sales Hub</b>}
          checked={false}
          onChange={() => {}}
          reason={
            <>
              Already recorded for your organisation, by{' '}
              <a class="u" href="#c">
                Edinburgh in claim 1000276
              </a>
              .
            </>
          }
        />
      </fieldset>
    </form>
  )
}
