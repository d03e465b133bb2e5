import { claims_home_recent, claims_home_recent_all, claims_list_what } from '@ofrecord/messages/messages'
import { For, Show } from 'solid-js'
import { statusWords } from '../claims/page/status.ts'
import { api } from '../lib/api.ts'
import { createTrpcQuery } from '../lib/query.ts'
import { paths } from '../paths.ts'
import { Loaded } from '../ui/loaded.tsx'
import { Section } from '../ui/record.tsx'
import { Status } from '../ui/status.tsx'
import { Time } from '../ui/time.tsx'

const shown = 6

/** What moved last, whoever moved it. */
export const RecentClaims = () => {
  const recent = createTrpcQuery(api.claims.list, () => ({ size: 25 as const }))
  return (
    <Loaded query={recent} what={claims_list_what()} rows={shown}>
      {(page) => (
        <Show when={page().rows.length > 0}>
          <Section title={claims_home_recent()} actions={<a href={paths.claims}>{claims_home_recent_all()}</a>}>
            <ul class="recent">
              <For each={page().rows.slice(0, shown)}>
                {(row) => (
                  <li>
                    <span>
                      <a class="name" dir="auto" href={paths.claim(row.id)}>
                        {row.name}
                      </a>{' '}
                      <span class="t3 num">{row.number}</span>
                      <span class="t3 below" dir="auto">
                        {row.customerName}, {row.locationName}
                      </span>
                    </span>
                    <Status look={statusWords[row.shownStatus].look}>{statusWords[row.shownStatus].word()}</Status>
                    <span class="t3 num">
                      <Time at={row.changedAt} form="ago" />
                    </span>
                  </li>
                )}
              </For>
            </ul>
          </Section>
        </Show>
      )}
    </Loaded>
  )
}
