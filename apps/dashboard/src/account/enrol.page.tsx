import {
  account_sign_out,
  security_enrol_have,
  security_enrol_lead,
  security_enrol_title,
  security_passkey,
  security_passkey_failed,
  security_title,
} from '@ofrecord/messages/messages'
import { createSignal, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { createTrpcQuery, refresh } from '../lib/query.ts'
import { signOut, useMe } from '../lib/session.ts'
import { Button } from '../ui/button.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Note } from '../ui/note.tsx'
import { canUsePasskeys, signInWithPasskey } from './doors.ts'
import { Entrance } from './entrance.tsx'
import { Passkeys } from './passkeys.tsx'
import { SecondFactor } from './second-factor.tsx'
import { createStepUp } from './step-up.tsx'

/** All that a member of the vendor's staff gets who came with a password alone. */
const EnrolPage = () => {
  const me = useMe()
  const security = createTrpcQuery(api.account.security)
  const stepUp = createStepUp()
  const [isFailed, setFailed] = createSignal(false)
  const enter = (): void => void refresh(api.session)
  const enterWithPasskey = async (): Promise<void> => {
    setFailed(false)
    await signInWithPasskey().then(enter, () => setFailed(true))
  }
  return (
    <Entrance title={security_enrol_title()} single>
      <section aria-labelledby="enrol">
        <h1 id="enrol">{security_enrol_title()}</h1>
        <p class="lead">{security_enrol_lead({ vendor: me().vendor.name })}</p>
        <Loaded query={security} what={security_title()}>
          {(known) => (
            <>
              <Show when={known().passkeys.length > 0 && canUsePasskeys()}>
                <p class="row">
                  {security_enrol_have()}
                  <Button look="primary" icon="key" onClick={() => void enterWithPasskey()}>
                    {security_passkey()}
                  </Button>
                </p>
              </Show>
              <Show when={isFailed()}>
                <Note tone="stop" icon="alert" alert>
                  {security_passkey_failed()}
                </Note>
              </Show>
              <Passkeys security={known()} stepUp={stepUp} />
              <SecondFactor security={known()} stepUp={stepUp} onAdded={enter} />
            </>
          )}
        </Loaded>
        <p class="mt-4">
          <button type="button" class="link" onClick={() => void signOut()}>
            {account_sign_out()}
          </button>
        </p>
        {stepUp.dialog()}
      </section>
    </Entrance>
  )
}

export default EnrolPage
