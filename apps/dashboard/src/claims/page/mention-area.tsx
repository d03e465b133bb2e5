import {
  claims_page_talk_mention_found,
  claims_page_talk_mention_list,
  claims_page_talk_mention_none,
} from '@ofrecord/messages/messages'
import { createMemo, createSignal } from 'solid-js'
import { TextArea } from '../../ui/inputs.tsx'
import type { Suggestion } from '../../ui/suggestions.tsx'
import { createSuggestions, SuggestionList } from '../../ui/suggestions.tsx'
import type { Fellow } from './mentions.ts'
import { beingTyped, matching } from './mentions.ts'

export interface MentionAreaProps {
  value: string
  onInput: (text: string) => void
  /** Whom the comment can mention; undefined until it is known. */
  fellows: readonly Fellow[] | undefined
  /** The first @ was typed. */
  onAsk: () => void
}

/** A comment being written; after an @ it suggests names. */
export const MentionArea = (props: MentionAreaProps) => {
  let area: HTMLTextAreaElement | undefined
  const [typed, setTyped] = createSignal<string>()
  const found = createMemo((): Suggestion[] | undefined => {
    const name = typed()
    if (name === undefined || props.fellows === undefined) return undefined
    const fits = matching(props.fellows, name).map(({ personId, name: label }) => ({ key: personId, label }))
    // After a blank the sentence may simply go on.
    return fits.length === 0 && name.includes(' ') ? undefined : fits
  })
  const look = (): void => {
    const name = area ? beingTyped(area.value, area.selectionStart) : undefined
    if (name !== undefined) props.onAsk()
    setTyped(name)
  }
  const close = (): void => {
    setTyped(undefined)
  }
  const take = ({ label }: Suggestion): void => {
    if (!area) return
    const caret = area.selectionStart
    const start = caret - (typed() ?? '').length
    const rest = area.value.slice(caret)
    const before = `${area.value.slice(0, start)}${label}${/^\s/.test(rest) ? '' : ' '}`
    props.onInput(`${before}${rest}`)
    close()
    area.setSelectionRange(before.length, before.length)
  }
  const suggestions = createSuggestions(found, take, close)
  return (
    <span class="suggests">
      <TextArea
        ref={(element) => (area = element)}
        {...suggestions.attributes}
        value={props.value}
        onInput={(text) => {
          props.onInput(text)
          look()
        }}
        onKeyDown={(event) => suggestions.onKeyDown(event)}
        onClick={look}
        onBlur={close}
      />
      <SuggestionList
        of={suggestions}
        label={claims_page_talk_mention_list()}
        none={claims_page_talk_mention_none()}
        counted={(count) => claims_page_talk_mention_found({ count })}
      />
    </span>
  )
}
