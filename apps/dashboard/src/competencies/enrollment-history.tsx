import {
  competencies_began,
  competencies_became,
  competencies_history_empty_title,
  competencies_history_what,
  competencies_tab_history,
} from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { createTrpcQuery } from '../lib/query.ts'
import { Loaded } from '../ui/loaded.tsx'
import { Section } from '../ui/record.tsx'
import type { TimelineEntry } from '../ui/timeline.tsx'
import { Timeline } from '../ui/timeline.tsx'
import { causeText } from './cause.words.ts'
import type { Answers } from './names.ts'
import { levelWords, stateWords } from './words.ts'

type Step = Answers['history']['rows'][number]

/** What became of one competency at one location, and why, newest first. */
export const EnrollmentHistory = (props: { competency: string; locationId: string }) => {
  const list = createTrpcQuery(api.competencies.history, () => ({
    competency: props.competency,
    locationId: props.locationId,
    size: 25 as const,
  }))
  return (
    <Section title={competencies_tab_history()}>
      <Loaded query={list} what={competencies_history_what()} rows={3}>
        {(page) => (
          <Show when={page().rows.length > 0} fallback={<p class="t2 sm mt-3">{competencies_history_empty_title()}</p>}>
            <Timeline label={competencies_tab_history()} entries={page().rows.map(entryOf)} />
          </Show>
        )}
      </Loaded>
    </Section>
  )
}

const entryOf = ({ id, at, from, to, level, cause }: Step): TimelineEntry => {
  const states = { level: levelWords[level](), to: stateWords[to].word() }
  return {
    id,
    at,
    icon: stateWords[to].look.icon,
    who: from ? competencies_became({ ...states, from: stateWords[from].word() }) : competencies_began(states),
    did: causeText(cause),
  }
}
