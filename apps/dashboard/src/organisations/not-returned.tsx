import {
  hierarchy_back_all,
  hierarchy_back_changed,
  hierarchy_back_claims,
  hierarchy_back_competencies,
  hierarchy_back_contacts,
  hierarchy_back_homes,
  hierarchy_back_line,
  hierarchy_back_privileges,
  hierarchy_back_references,
  hierarchy_back_roles,
  hierarchy_back_why_blocked,
  hierarchy_back_why_elsewhere,
  hierarchy_back_why_left,
  hierarchy_back_why_moved,
  hierarchy_back_why_name,
  hierarchy_back_why_over,
  hierarchy_back_why_own,
  hierarchy_back_why_subscription,
  hierarchy_back_why_taken,
  hierarchy_back_why_taken_item,
} from '@ofrecord/messages/messages'
import { For, Show } from 'solid-js'
import { roleName } from '../account/role-name.ts'
import { shownPerson } from '../lib/erased.ts'
import { DefinitionList } from '../ui/record.tsx'
import type { Answers } from './answers.ts'
import { contactWord, levelWord, privilegeWord } from './change/impact.words.ts'

export type NothingBack = Answers['restore']['notReturned']

/** Before reasons were kept, people were names and there were neither references nor competencies. */
type Kept = { [Key in keyof NothingBack]?: readonly (NothingBack[Key][number] | string)[] }

const personReasons = {
  left: hierarchy_back_why_left,
  moved: hierarchy_back_why_moved,
  taken: hierarchy_back_why_taken,
}
const itemReasons = {
  taken: hierarchy_back_why_taken_item,
  own: hierarchy_back_why_own,
  subscription: hierarchy_back_why_subscription,
  blocked: hierarchy_back_why_blocked,
  name: hierarchy_back_why_name,
}
const referenceReasons = { elsewhere: hierarchy_back_why_elsewhere, over: hierarchy_back_why_over }

const because = (what: string, why: (() => string) | undefined): string =>
  why ? hierarchy_back_line({ what, why: why() }) : what

const peopleOf = (rows: Kept['homes'] = [], word: (what: string) => string = () => ''): string[] =>
  rows.map((row) => {
    if (typeof row === 'string') return shownPerson(row)
    return because([shownPerson(row.name), word(row.what)].filter(Boolean).join(', '), personReasons[row.why])
  })

const textsOf = <Row,>(rows: readonly (Row | string)[] = [], text: (row: Row) => string): string[] =>
  rows.map((row) => (typeof row === 'string' ? row : text(row)))

/** What a restore did not bring back, by kind, each with why. */
const factsOf = (kept: Kept) => [
  {
    term: hierarchy_back_claims(),
    lines: textsOf(kept.items, ({ claimNumber, item, why }) => because(`${claimNumber} ${item}`, itemReasons[why])),
  },
  { term: hierarchy_back_homes(), lines: peopleOf(kept.homes) },
  { term: hierarchy_back_roles(), lines: peopleOf(kept.roles, roleName) },
  { term: hierarchy_back_contacts(), lines: peopleOf(kept.contacts, contactWord) },
  { term: hierarchy_back_privileges(), lines: peopleOf(kept.privileges, privilegeWord) },
  {
    term: hierarchy_back_references(),
    lines: textsOf(kept.references, ({ reference, why }) => because(reference, referenceReasons[why])),
  },
  {
    term: hierarchy_back_competencies(),
    lines: textsOf(kept.competencies, ({ competency, level }) =>
      because(`${competency} · ${levelWord(level)}`, hierarchy_back_changed),
    ),
  },
]

export const NotReturned = (props: { of: Kept }) => {
  const facts = () => factsOf(props.of).filter(({ lines }) => lines.length > 0)
  return (
    <Show when={facts().length > 0} fallback={<p>{hierarchy_back_all()}</p>}>
      <DefinitionList
        facts={facts().map(({ term, lines }) => ({
          term,
          detail: (
            <ul>
              <For each={lines}>{(line) => <li dir="auto">{line}</li>}</For>
            </ul>
          ),
        }))}
      />
    </Show>
  )
}
