import {
  common_close,
  people_addresses,
  people_addresses_error,
  people_addresses_hint,
  people_addresses_none_good,
  people_addresses_too_many,
  people_choose_location,
  people_choose_location_error,
  people_column_location,
  people_copied,
  people_copy_others,
  people_invite_again,
  people_invite_several,
  people_invited_left,
  people_invited_many,
  people_language_letter,
  people_send_count,
  people_send_none,
  people_sending,
} from '@ofrecord/messages/messages'
import { useNavigate } from '@solidjs/router'
import { createEffect, createMemo, createSignal, on, onCleanup, onMount, Show } from 'solid-js'
import { languageChoices } from '../account/language-choices.ts'
import { api } from '../lib/api.ts'
import { createDeed } from '../lib/deed.ts'
import { locale } from '../lib/locale.ts'
import { paths } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { Icon } from '../ui/icon.tsx'
import { Select, TextArea } from '../ui/inputs.tsx'
import { toast } from '../ui/toast.tsx'
import { renew } from './deed.ts'
import { focusFirstError } from '../ui/focus.ts'
import type { InviteLine, InviteReport, Judgement } from './invite-lines.ts'
import { goesOut, isLeftOut, judge, linesOf, mostInvited, unknownIn, withPiece } from './invite-lines.ts'
import { LiveReport, SentReport } from './invite-report.tsx'
import { PlaceSelect } from '../organisations/place-select.tsx'
import { createPlaces } from '../organisations/places.ts'

/** A pause in typing after which the server is asked. */
const typingPause = 300

/** What was typed, and what the server says of each address as soon as it was asked. */
const createLines = () => {
  const [text, setText] = createSignal('')
  const [known, setKnown] = createSignal<ReadonlyMap<string, Judgement>>(new Map())
  const lines = createMemo(() => linesOf(text(), known()))
  let timer: ReturnType<typeof setTimeout> | undefined
  const look = async (): Promise<void> => {
    const addresses = unknownIn(text(), known())
    if (addresses.length === 0 || lines().length > mostInvited) return
    // Whatever could not be asked is asked again with the next letter, and judged in any case when it is sent.
    const found = await judge(addresses).catch(() => new Map<string, Judgement>())
    setKnown((before) => new Map([...before, ...found]))
  }
  createEffect(
    on(
      text,
      () => {
        clearTimeout(timer)
        timer = setTimeout(() => void look(), typingPause)
      },
      { defer: true },
    ),
  )
  onCleanup(() => clearTimeout(timer))
  const mend = ({ line, meant }: InviteLine): void => {
    if (!meant) return
    setText((now) => withPiece(now, line, meant))
    // The button is gone with what it mended.
    document.getElementById('addresses')?.focus()
  }
  return { text, setText, lines, look, mend }
}

/** One list of addresses: the good lines go out, whatever is wrong with the others (AF5, PPL-R3). */
export const InviteSeveral = () => {
  const navigate = useNavigate()
  const places = createPlaces('people.manage')
  const deed = createDeed(renew)
  const typed = createLines()
  const [locationId, setLocationId] = createSignal('')
  const [language, setLanguage] = createSignal<string>(locale())
  const [errors, setErrors] = createSignal<{ text?: string; locationId?: string }>({})
  const [report, setReport] = createSignal<InviteReport>()
  // One list is sent once, however often the button is pressed (API-R3).
  let key = crypto.randomUUID()
  let heading: HTMLHeadingElement | undefined
  onMount(() => heading?.focus({ preventScroll: true }))
  const home = () => locationId() || places.only()
  const out = () => typed.lines().filter(goesOut)
  const left = () => typed.lines().filter(isLeftOut)

  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    await typed.look()
    setErrors({ ...textError(typed.lines()), ...(home() === '' && { locationId: people_choose_location_error() }) })
    if (Object.keys(errors()).length > 0) return focusFirstError()
    const text = typed.text()
    const invited = { text, locationId: home(), language: language(), key }
    const done = await deed.run(() => api.people.inviteMany.mutate(invited))
    if (!done) return
    key = crypto.randomUUID()
    if (done.answer.leftOut > 0) return void setReport(done.answer)
    toast(people_invited_many({ count: done.answer.invited }))
    navigate(paths.awaiting)
  }
  const again = (): void => {
    const rows = report()?.rows ?? []
    typed.setText(
      rows
        .filter(({ code }) => code !== null)
        .map((row) => row.typed)
        .join('\n'),
    )
    setReport()
  }
  return (
    <section class="panel" aria-labelledby="invite-several">
      <header>
        <h2 id="invite-several" tabindex="-1" ref={heading}>
          {people_invite_several()}
        </h2>
        <a class="btn quiet icon push" href={paths.awaiting}>
          <Icon name="x" />
          <span class="vh">{common_close()}</span>
        </a>
      </header>
      <Show
        when={report()}
        fallback={
          <form noValidate onSubmit={(event) => void send(event)}>
            <div class="in">
              <Field
                id="addresses"
                label={people_addresses()}
                hint={people_addresses_hint({ most: mostInvited })}
                error={errors().text}
              >
                <TextArea class="mono-lines" rows={5} value={typed.text()} onInput={typed.setText} spellcheck={false} />
              </Field>
              <div class="two">
                <Field id="home" label={people_column_location()} error={errors().locationId}>
                  <PlaceSelect
                    places={places}
                    value={home()}
                    empty={people_choose_location()}
                    onChange={setLocationId}
                  />
                </Field>
                <Field label={people_language_letter()}>
                  <Select value={language()} options={languageChoices()} onChange={setLanguage} />
                </Field>
              </div>
              <LiveReport lines={typed.lines()} onMend={typed.mend} />
              <Failure problem={deed.problem()} />
            </div>
            <footer class="foot">
              <Button type="submit" look="primary" busy={deed.isBusy()} busyWord={people_sending()}>
                {out().length > 0 ? people_send_count({ count: out().length }) : people_send_none()}
              </Button>
              <Show when={left().length > 0}>
                <Button onClick={() => void copy(left().map((line) => line.typed))}>
                  {people_copy_others({ count: left().length })}
                </Button>
              </Show>
            </footer>
          </form>
        }
      >
        {(done) => (
          <>
            <div class="in">
              <p class="b" role="status" tabindex="-1" ref={(told) => queueMicrotask(() => told.focus())}>
                {people_invited_left({ out: done().invited, left: done().leftOut })}
              </p>
              <SentReport rows={done().rows} />
            </div>
            <footer class="foot">
              <Button look="primary" onClick={again}>
                {people_invite_again()}
              </Button>
              <Button onClick={() => void copy(leftOf(done()))}>{people_copy_others({ count: done().leftOut })}</Button>
            </footer>
          </>
        )}
      </Show>
    </section>
  )
}

const leftOf = ({ rows }: InviteReport): string[] => rows.filter(({ code }) => code !== null).map(({ typed }) => typed)

const textError = (lines: readonly InviteLine[]): { text?: string } => {
  if (lines.length === 0) return { text: people_addresses_error() }
  if (lines.length > mostInvited) return { text: people_addresses_too_many({ count: lines.length, most: mostInvited }) }
  return lines.every(isLeftOut) ? { text: people_addresses_none_good() } : {}
}

const copy = async (addresses: readonly string[]): Promise<void> => {
  await navigator.clipboard.writeText(addresses.join('\n'))
  toast(people_copied({ count: addresses.length }))
}
