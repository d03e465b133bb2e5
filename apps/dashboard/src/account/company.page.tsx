import {
  account_nav_organisation,
  security_company_lead,
  security_company_title,
  security_passkey_keep,
  security_saving,
  security_sso_callback,
  security_sso_client,
  security_sso_domain,
  security_sso_domain_choose,
  security_sso_enabled,
  security_sso_failed,
  security_sso_issuer,
  security_sso_issuer_hint,
  security_sso_lead,
  security_sso_no_domain,
  security_sso_off,
  security_sso_on,
  security_sso_remove,
  security_sso_remove_ask,
  security_sso_remove_text,
  security_sso_removed,
  security_sso_save,
  security_sso_secret,
  security_sso_secret_kept,
  security_sso_test,
  security_sso_test_failed,
  security_sso_testing,
  security_sso_title,
} from '@ofrecord/messages/messages'
import { createSignal, Show, untrack } from 'solid-js'
import { api } from '../lib/api.ts'
import { createPage } from '../lib/page.ts'
import { createTrpcQuery, refresh } from '../lib/query.ts'
import { OrganisationTabs } from '../organisations/organisation-tabs.tsx'
import { paths } from '../paths.ts'
import { organisationPaths } from '../paths.organisations.ts'
import { tellFailure } from '../lists/perform.ts'
import { Button } from '../ui/button.tsx'
import { CheckBox } from '../ui/choices.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { Select, TextInput } from '../ui/inputs.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Note } from '../ui/note.tsx'
import { Section } from '../ui/record.tsx'
import { toast } from '../ui/toast.tsx'
import { Directory } from './company.directory.tsx'
import type { Settings } from './company.form.ts'
import { createCompanyForm } from './company.form.ts'
import type { StepUp } from './step-up.tsx'
import { createStepUp } from './step-up.tsx'

/** An organisation's own sign-in server, and its directory: for its global administrators. */
const CompanyPage = () => {
  const settings = createTrpcQuery(api.singleSignOn.get)
  const stepUp = createStepUp()
  createPage(() => ({
    title: security_company_title(),
    above: [{ label: account_nav_organisation(), href: paths.organisation }],
  }))
  return (
    <>
      <div class="head">
        <div>
          <h1>{security_company_title()}</h1>
          <p class="t2">{security_company_lead()}</p>
        </div>
      </div>
      <OrganisationTabs at={organisationPaths.companySignIn} />
      <div class="mt-4 max-w-160">
        <Section title={security_sso_title()} first>
          <p class="t2 mt-3 mb-3">{security_sso_lead()}</p>
          <Loaded query={settings} what={security_sso_title()}>
            {(known) => (
              <Show when={known().domains.length > 0} fallback={<Note tone="act">{security_sso_no_domain()}</Note>}>
                <Server settings={known()} stepUp={stepUp} />
              </Show>
            )}
          </Loaded>
        </Section>
        <Directory stepUp={stepUp} />
      </div>
      {stepUp.dialog()}
    </>
  )
}

export default CompanyPage

const Server = (props: { settings: Settings; stepUp: StepUp }) => {
  // What was typed stays when the settings are read anew.
  const form = createCompanyForm(
    () => props.settings,
    untrack(() => props.stepUp),
  )
  return (
    <>
      <Note tone={props.settings.server?.enabled ? 'done' : 'rest'}>
        {props.settings.server?.enabled
          ? security_sso_on({ domain: props.settings.server.domain })
          : security_sso_off()}
      </Note>
      <p class="mt-4 sm">
        {security_sso_callback()}
        <br />
        <span class="mono break-all">{props.settings.callbackUrl}</span>
      </p>
      <form noValidate class="mt-4" onSubmit={(event) => void form.save(event)}>
        <ErrorSummary
          title={form.isTest() ? security_sso_test_failed() : security_sso_failed()}
          errors={form.errors()}
          attempt={form.attempt()}
        />
        <Field
          id="issuer"
          label={security_sso_issuer()}
          hint={security_sso_issuer_hint()}
          error={form.textOf('issuer')}
          confirmation={form.answer()}
        >
          <TextInput
            inputmode="url"
            autocomplete="off"
            maxLength={300}
            value={form.typed.issuer}
            onInput={(value) => form.setTyped('issuer', value)}
          />
        </Field>
        <Field id="clientId" label={security_sso_client()} error={form.textOf('clientId')}>
          <TextInput
            mono
            autocomplete="off"
            maxLength={200}
            value={form.typed.clientId}
            onInput={(value) => form.setTyped('clientId', value)}
          />
        </Field>
        <Field
          id="clientSecret"
          label={security_sso_secret()}
          hint={props.settings.server ? security_sso_secret_kept() : undefined}
          error={form.textOf('clientSecret')}
        >
          <TextInput
            type="password"
            mono
            autocomplete="off"
            maxLength={400}
            value={form.typed.clientSecret}
            onInput={(value) => form.setTyped('clientSecret', value)}
          />
        </Field>
        <Field id="domain" label={security_sso_domain()} error={form.textOf('domain')}>
          <Select
            value={form.typed.domain}
            onChange={(value) => form.setTyped('domain', value)}
            options={props.settings.domains.map((domain) => ({ value: domain, label: domain }))}
            empty={security_sso_domain_choose()}
          />
        </Field>
        <CheckBox
          label={security_sso_enabled()}
          checked={form.typed.enabled}
          onChange={(is) => form.setTyped('enabled', is)}
        />
        <div class="row mt-4">
          <Button type="submit" look="primary" busy={form.busy() === 'save'} busyWord={security_saving()}>
            {security_sso_save()}
          </Button>
          <Button busy={form.busy() === 'test'} busyWord={security_sso_testing()} onClick={() => void form.test()}>
            {security_sso_test()}
          </Button>
          <Show when={props.settings.server}>
            <Removal stepUp={props.stepUp} onGone={form.clear} />
          </Show>
        </div>
      </form>
    </>
  )
}

const Removal = (props: { stepUp: StepUp; onGone: () => void }) => {
  const [isOpen, setOpen] = createSignal(false)
  const remove = async (): Promise<void> => {
    setOpen(false)
    try {
      if (!(await props.stepUp.freshly(() => api.singleSignOn.remove.mutate()))) return
      toast(security_sso_removed())
      props.onGone()
      await refresh(api.singleSignOn)
    } catch (error) {
      tellFailure(error)
    }
  }
  return (
    <>
      <Button look="danger" onClick={() => setOpen(true)}>
        {security_sso_remove()}
      </Button>
      <ConfirmDialog
        open={isOpen()}
        onClose={() => setOpen(false)}
        question={security_sso_remove_ask()}
        confirm={security_sso_remove()}
        keep={security_passkey_keep()}
        danger
        onConfirm={() => void remove()}
      >
        {security_sso_remove_text()}
      </ConfirmDialog>
    </>
  )
}
