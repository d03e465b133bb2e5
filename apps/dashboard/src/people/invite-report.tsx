import {
  people_line_already_active,
  people_line_already_pending,
  people_line_checking,
  people_line_free_mail,
  people_line_invited,
  people_line_location,
  people_line_other_organisation,
  people_line_same,
  people_line_see_awaited,
  people_line_syntax,
  people_line_twice,
  people_line_use,
  people_line_will,
  people_report,
  people_will_go,
  people_will_not,
} from '@ofrecord/messages/messages'
import type { JSX } from 'solid-js'
import { For, Index, Show } from 'solid-js'
import { paths } from '../paths.ts'
import { Icon } from '../ui/icon.tsx'
import type { InviteLine, InviteRow } from './invite-lines.ts'
import { goesOut, isLeftOut } from './invite-lines.ts'

/** What becomes of each typed line, while it is typed. */
export const LiveReport = (props: { lines: readonly InviteLine[]; onMend: (line: InviteLine) => void }) => {
  const out = () => props.lines.filter(goesOut).length
  const left = () => props.lines.filter(isLeftOut).length
  return (
    <Show when={props.lines.length > 0}>
      <Counts out={out()} left={left()} />
      <ol class="report" aria-label={people_report()}>
        {/* A line that changes while it is typed stays the same line. */}
        <Index each={props.lines}>
          {(line) => (
            <ReportLine
              line={line().line}
              typed={line().typed}
              tone={toneOf(line())}
              why={
                <>
                  {whyOf(line())}{' '}
                  <Show when={line().meant}>
                    {(meant) => (
                      <button type="button" class="link" onClick={() => props.onMend(line())}>
                        {people_line_use({ address: meant() })}
                      </button>
                    )}
                  </Show>
                  <Show when={line().judgement?.code === 'INVITE_ALREADY_PENDING' && line().sameAs === undefined}>
                    <a class="u" href={`${paths.awaiting}?email=${encodeURIComponent(line().address)}`}>
                      {people_line_see_awaited()}
                    </a>
                  </Show>
                </>
              }
            />
          )}
        </Index>
      </ol>
    </Show>
  )
}

/** What became of each line once they were sent. */
export const SentReport = (props: { rows: readonly InviteRow[] }) => (
  <ol class="report" aria-label={people_report()}>
    <For each={props.rows}>
      {(row) => (
        <ReportLine
          line={row.line}
          typed={row.typed}
          tone={row.code === null ? (row.warnings.length > 0 ? 'wary' : 'good') : 'bad'}
          why={sentences(row, people_line_invited)}
        />
      )}
    </For>
  </ol>
)

const Counts = (props: { out: number; left: number }) => (
  <p class="counts" role="status">
    <span>{people_will_go({ count: props.out })}</span>
    <Show when={props.left > 0}>
      <span class="will-not">{people_will_not({ count: props.left })}</span>
    </Show>
  </p>
)

type LineTone = 'good' | 'wary' | 'bad' | 'open'

const icons = { good: 'check', wary: 'info', bad: 'x', open: 'clock' } as const

const ReportLine = (props: { line: number; typed: string; tone: LineTone; why: JSX.Element }) => (
  <li class={props.tone}>
    <span class="num t3">{props.line}</span>
    <Icon name={icons[props.tone]} />
    <div>
      <span class="typed" dir="ltr">
        {props.typed}
      </span>
      <span class="why">{props.why}</span>
    </div>
  </li>
)

const toneOf = (line: InviteLine): LineTone => {
  if (isLeftOut(line)) return 'bad'
  if (!line.judgement) return 'open'
  return line.judgement.warnings.length > 0 ? 'wary' : 'good'
}

const whyOf = ({ sameAs, judgement }: InviteLine): string => {
  if (sameAs !== undefined) return people_line_same({ line: sameAs })
  return judgement ? sentences(judgement, people_line_will) : people_line_checking()
}

const codeWords: Record<NonNullable<InviteRow['code']>, () => string> = {
  INVITE_SYNTAX: people_line_syntax,
  INVITE_DUPLICATE: people_line_twice,
  INVITE_ALREADY_ACTIVE: people_line_already_active,
  INVITE_ALREADY_PENDING: people_line_already_pending,
  INVITE_LOCATION: people_line_location,
}

const warningWords: Record<InviteRow['warnings'][number], () => string> = {
  FREE_MAIL: people_line_free_mail,
  OTHER_ORGANISATION: people_line_other_organisation,
}

const sentences = ({ code, warnings }: Pick<InviteRow, 'code' | 'warnings'>, good: () => string): string =>
  code === null ? [good(), ...warnings.map((warning) => warningWords[warning]())].join(' ') : codeWords[code]()
