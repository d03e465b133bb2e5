import { security_lead, security_title } from '@ofrecord/messages/messages'
import type { inferRouterOutputs } from '@trpc/server'
import { api } from '../lib/api.ts'
import type { AppRouter } from '../lib/app-router.ts'
import { createPage } from '../lib/page.ts'
import { createTrpcQuery } from '../lib/query.ts'
import { Loaded } from '../ui/loaded.tsx'
import { Passkeys } from './passkeys.tsx'
import { PasswordChange } from './password-change.tsx'
import { SecondFactor } from './second-factor.tsx'
import { Sessions } from './sessions.tsx'
import { createStepUp } from './step-up.tsx'

export type Security = inferRouterOutputs<AppRouter>['account']['security']

/** What somebody signs in with, and where they are signed in. */
const SecurityPage = () => {
  const security = createTrpcQuery(api.account.security)
  const stepUp = createStepUp()
  createPage(() => ({ title: security_title() }))
  return (
    <>
      <div class="head">
        <div>
          <h1>{security_title()}</h1>
          <p class="t2">{security_lead()}</p>
        </div>
      </div>
      <div class="max-w-160">
        <Loaded query={security} what={security_title()}>
          {(known) => (
            <>
              <Passkeys security={known()} stepUp={stepUp} />
              <SecondFactor security={known()} stepUp={stepUp} />
              <PasswordChange security={known()} />
              <Sessions sessions={known().sessions} />
            </>
          )}
        </Loaded>
      </div>
      {stepUp.dialog()}
    </>
  )
}

export default SecurityPage
