import type { DigestCadence } from '@ofrecord/core/people/digest.rules'
import type { inferRouterOutputs } from '@trpc/server'
import {
  account_letters_account,
  account_letters_account_why,
  account_letters_always,
  account_letters_asked,
  account_letters_asked_why,
  account_letters_daily,
  account_letters_daily_when,
  account_letters_deadlines,
  account_letters_deadlines_why,
  account_letters_decisions,
  account_letters_decisions_why,
  account_letters_digest,
  account_letters_digest_what,
  account_letters_how_often,
  account_letters_lead,
  account_letters_next,
  account_letters_none,
  account_letters_off,
  account_letters_off_when,
  account_letters_saved,
  account_letters_title,
  account_letters_weekly,
  account_letters_weekly_when,
} from '@ofrecord/messages/messages'
import { api } from '../lib/api.ts'
import type { AppRouter } from '../lib/app-router.ts'
import { formatMoment } from '../lib/format.ts'
import { createTrpcMutation } from '../lib/mutation.ts'
import { createPage } from '../lib/page.ts'
import { createTrpcQuery } from '../lib/query.ts'
import { tellFailure } from '../lists/perform.ts'
import { RadioGroup } from '../ui/choices.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { DefinitionList, Section } from '../ui/record.tsx'
import { toast } from '../ui/toast.tsx'

type Digest = inferRouterOutputs<AppRouter>['digests']['get']

/** Which letters always come and why, and how often the one comes that somebody can do without. */
const LettersPage = () => {
  const digest = createTrpcQuery(api.digests.get)
  createPage(() => ({ title: account_letters_title() }))
  return (
    <Loaded query={digest} whole what={account_letters_title()}>
      {(known) => (
        <>
          <div class="head">
            <div>
              <h1>{account_letters_title()}</h1>
              <p class="t2">{account_letters_lead({ address: known().address })}</p>
            </div>
          </div>
          <div class="max-w-160">
            <DigestChoice digest={known()} />
            <Section title={account_letters_always()}>
              <DefinitionList
                facts={[
                  { term: account_letters_decisions(), detail: account_letters_decisions_why() },
                  { term: account_letters_deadlines(), detail: account_letters_deadlines_why() },
                  { term: account_letters_asked(), detail: account_letters_asked_why() },
                  { term: account_letters_account(), detail: account_letters_account_why() },
                ]}
              />
            </Section>
          </div>
        </>
      )}
    </Loaded>
  )
}

export default LettersPage

/** Saved with the choice itself: there is nothing else to fill in. */
const DigestChoice = (props: { digest: Digest }) => {
  const choose = createTrpcMutation(api.digests.choose, {
    onSuccess: () => toast(account_letters_saved()),
    onError: tellFailure,
  })
  const next = (): string =>
    props.digest.nextAt === null
      ? account_letters_none()
      : account_letters_next({ when: formatMoment(props.digest.nextAt) })
  return (
    <Section title={account_letters_digest()} first>
      <p class="t2 mt-2 mb-4">{account_letters_digest_what()}</p>
      <RadioGroup
        label={account_letters_how_often()}
        value={choose.isPending ? choose.variables?.cadence : props.digest.cadence}
        onChange={(cadence) => choose.mutate({ cadence: cadence as DigestCadence })}
        choices={[
          { value: 'weekly', label: account_letters_weekly(), hint: account_letters_weekly_when() },
          { value: 'daily', label: account_letters_daily(), hint: account_letters_daily_when() },
          { value: 'off', label: account_letters_off(), hint: account_letters_off_when() },
        ]}
      />
      <p role="status">{next()}</p>
    </Section>
  )
}
