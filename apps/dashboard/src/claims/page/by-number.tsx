import { Navigate } from '@solidjs/router'
import { claims_page_what, common_absent_text, common_absent_title } from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import { createPage } from '../../lib/page.ts'
import { Loaded } from '../../ui/loaded.tsx'
import { EmptyState } from '../../ui/states.tsx'

/** Numbers are what people know, ids are what addresses hold (GEN-R1). */
export const isClaimNumber = (text: string): boolean => /^\d{7}$/.test(text)

type Found = Parameters<typeof Loaded<{ rows: { id: string; number: number }[] }>>[0]['query']

/** Goes on to the claim of a number, among the rows that a search for it found. */
export const ClaimByNumber = (props: { number: string; query: Found; pathOf: (id: string) => string }) => (
  <Loaded query={props.query} whole what={claims_page_what()}>
    {(page) => (
      <Show when={page().rows.find((row) => String(row.number) === props.number)} fallback={<Absent />}>
        {(row) => <Navigate href={props.pathOf(row().id)} />}
      </Show>
    )}
  </Loaded>
)

const Absent = () => {
  createPage(() => ({ title: common_absent_title() }))
  return (
    <EmptyState whole title={common_absent_title()}>
      {common_absent_text()}
    </EmptyState>
  )
}
