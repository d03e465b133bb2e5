import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { oneTimeCode } from '../../packages/core/test/one-time-code.ts'
import { statementOfWork } from '../../packages/world/src/documents.ts'
import { tiny } from '../../packages/world/src/tiny.ts'
import { openStage, password, until } from './stage.ts'
import type { Stage } from './stage.ts'

/**
 * The main job, as its people do it: four programs on their own, a real browser, real mail. Each step stands on the one
 * before. Set STORY_PICTURES to a folder to see every step.
 */

let stage: Stage
let ines: Page
let rosa: Page
let claimId: string
let number: string
const pictures = process.env.STORY_PICTURES

beforeAll(async () => {
  stage = await openStage()
  if (pictures) mkdirSync(pictures, { recursive: true })
}, 180_000)

afterAll(async () => {
  await stage?.close()
})

const look = async (page: Page, name: string): Promise<void> => {
  if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true })
}

const signIn = async (page: Page, login: string): Promise<void> => {
  await page.goto(`${stage.api}/sign-in`)
  await page.getByLabel('Work e-mail').fill(login)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}

/** The vendor's staff get in with a password alone no further than to adding a second step. */
const addSecondStep = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Set it up' }).click()
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Set it up' }).click()
  const key = (await page.locator('.qr + p .mono').textContent())!.replaceAll(/\s/g, '')
  const code = oneTimeCode(`otpauth://totp/story?secret=${key}`)
  await look(page, '08-second-step')
  await page.getByLabel('Then type the six digits the app shows').fill(code)
  await page.getByRole('button', { name: 'Switch it on' }).click()
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await page.getByRole('navigation').first().waitFor()
}

const go = (page: Page): Promise<void> => page.getByRole('button', { name: 'Continue' }).click()

test('an incentive person signs in and sees the claims of their organisation', async () => {
  ines = (await stage.window({ viewport: { width: 1440, height: 900 } })).page
  await signIn(ines, 'ines.incentive@kestrel.example')
  await ines.goto(`${stage.api}/claims`)
  await ines.getByRole('heading', { name: 'Customer associations' }).waitFor()
  await ines.getByText('No claims yet').waitFor()
  await look(ines, '01-claims-empty')
})

test('C4 the wizard keeps what was typed when the tab is closed after step 3', async () => {
  await ines.goto(`${stage.api}/claims/new`)
  await ines.getByLabel('Workplace & Security').check()
  await ines.getByRole('radio', { name: /Usage/ }).check()
  await look(ines, '02-wizard-activity')
  await go(ines)
  await ines.getByRole('combobox', { name: 'Location' }).selectOption({ index: 1 })
  await ines.getByLabel('Customer’s domain').fill('orchardfoods.example')
  await ines.getByLabel('Tenant ID').fill(` {${tiny.tenants.orchard.tenantId.toUpperCase()}} `)
  await go(ines)
  await ines.getByRole('heading', { name: 'Which services do you work on?' }).waitFor()
  const { pathname } = new URL(ines.url())
  const context = ines.context()
  await ines.close()
  ines = await context.newPage()
  await ines.goto(`${stage.api}${pathname.replace(/[^/]+$/, 'customer')}`)
  await expect.poll(() => ines.getByLabel('Customer’s domain').inputValue()).toBe('orchardfoods.example')
  await expect.poll(() => ines.getByLabel('Tenant ID').inputValue()).toBe(tiny.tenants.orchard.tenantId)
  await look(ines, '03-wizard-customer')
  await go(ines)
})

test('the wizard ends in a claim with a number', async () => {
  await ines.getByLabel('Mail and Calendar').check()
  await ines.getByLabel('Meetings and Chat').check()
  await look(ines, '04-wizard-items')
  await go(ines)
  const customer = ines.getByRole('region', { name: 'Contact at the customer', exact: true })
  await ines.getByLabel('Name of the claim').fill('Mail and meetings for Orchard')
  await customer.getByLabel('Name', { exact: true }).fill('Nora Whitlock')
  await customer.getByLabel('Job title').fill('Head of IT')
  await customer.getByLabel('E-mail').fill('nora.contact@orchardfoods.example')
  await look(ines, '05-wizard-contacts')
  await go(ines)
  await ines.getByRole('heading', { name: 'Is all of this right?' }).waitFor()
  await look(ines, '06-wizard-review')
  await ines.getByRole('button', { name: 'Create claim' }).click()
  await ines.waitForURL(/\/claims\/[0-9a-f-]{36}$/)
  claimId = ines.url().slice(-36)
  number = (
    await stage.sql<{ number: number }>('select number from claim where id = $1', [claimId])
  )[0]!.number.toString()
  await ines.getByRole('heading', { name: new RegExp(number) }).waitFor()
})

test('C17 without evidence it cannot be submitted; with a real document, a comment and the tick it can', async () => {
  const acknowledgement = ines.getByLabel(/What this claim says is true/)
  const submit = ines.getByRole('button', { name: 'Submit claim' })
  await acknowledgement.check()
  await submit.click()
  await ines.getByText('Add a document that shows the work', { exact: false }).first().waitFor()
  const content = statementOfWork({
    kind: 'statement_of_work',
    number: 'SOW-7',
    partner: { name: 'Kestrel Consulting Group', city: 'Leeds', signatory: 'Ines Marchetti' },
    customer: { name: 'Orchard Foods', city: 'Hereford', signatory: 'Nora Whitlock' },
    items: ['Mail and Calendar', 'Meetings and Chat'],
    activities: ['Kestrel moves the mailboxes and trains the people who use them.'],
    signedAt: new Date('2026-06-12T00:00:00Z'),
  })
  await ines
    .locator('input[type=file]')
    .setInputFiles({ name: 'Statement of work.pdf', mimeType: 'application/pdf', buffer: content })
  await ines.getByText('Not scanned', { exact: false }).first().waitFor()
  await look(ines, '07-claim-draft')
  await submit.click()
  await ines.getByText(`Claim ${number} submitted`).waitFor()
  const [evidence] = await stage.sql<{ mime: string; bytes: number }>(
    'select mime, bytes from evidence where claim_id = $1',
    [claimId],
  )
  expect(evidence).toEqual({ mime: 'application/pdf', bytes: content.length })
})

test('a reviewer takes it from the queue, sees facts, document and checklist, and approves it', async () => {
  rosa = (await stage.window({ viewport: { width: 1440, height: 900 } })).page
  await signIn(rosa, 'rosa.reviewer@halcyon.example')
  await addSecondStep(rosa)
  await rosa.goto(`${stage.api}/review`)
  await rosa.getByText(number).first().waitFor()
  await look(rosa, '08-queue')
  await rosa.goto(`${stage.api}/review/${claimId}`)
  await rosa.getByRole('button', { name: 'Take claim' }).first().click()
  await rosa.getByText('Take the claim to answer.').waitFor({ state: 'hidden' })
  await rosa.getByText('Statement of work.pdf').first().waitFor()
  for (const point of ['1', '2', '3', '4', '5', '6']) {
    await rosa.keyboard.press(point)
    await rosa.keyboard.press('y')
  }
  await rosa.getByText('all answered').waitFor()
  await look(rosa, '09-review')
  await rosa
    .getByRole('button', { name: /^Approve/ })
    .first()
    .click()
  await until(
    async () =>
      (await stage.sql<{ status: string }>('select status from claim where id = $1', [claimId])).find(
        ({ status }) => status === 'approved',
      ),
    'the approval',
  )
})

const letterTo = (address: string, word: RegExp): Promise<{ id: string; subject: string }> =>
  until(async () => {
    const response = await fetch(
      `http://127.0.0.1:${stage.mailbox.httpPort}/api/messages?to=${encodeURIComponent(address)}&limit=50`,
    )
    const { messages } = (await response.json()) as { messages: { id: string; subject: string }[] }
    return messages.find(({ subject }) => word.test(subject))
  }, `a letter to ${address}`)

const linkIn = async (id: string): Promise<string> => {
  const message = (await (await fetch(`http://127.0.0.1:${stage.mailbox.httpPort}/api/messages/${id}`)).json()) as {
    text: string
  }
  return /http:\/\/\S+\/n\/[A-Za-z0-9_-]{43}/.exec(message.text)![0]
}

test('C41 the contact and each administrator get a letter of their own, and no partner address is in any header', async () => {
  const noticed = [
    'nora.contact@orchardfoods.example',
    ...tiny.tenants.orchard.administrators.map(({ email }) => email),
  ]
  const links = new Set<string>()
  for (const address of noticed) {
    const { id } = await letterTo(address, /asks to see two figures/)
    const { headers, envelope } = (await (
      await fetch(`http://127.0.0.1:${stage.mailbox.httpPort}/api/messages/${id}`)
    ).json()) as { headers: unknown; envelope: unknown }
    expect(JSON.stringify([headers, envelope])).not.toContain('kestrel')
    links.add(await linkIn(id))
  }
  expect(links.size).toBe(noticed.length)
})

test('C45 C56 the contact says no without an account or script, and gets a receipt she can download', async () => {
  const { id } = await letterTo('nora.contact@orchardfoods.example', /asks to see two figures/)
  const { page, context } = await stage.window({
    javaScriptEnabled: false,
    viewport: { width: 320, height: 800 },
    acceptDownloads: true,
  })
  await page.goto(await linkIn(id))
  await look(page, '10-notice')
  const before = await stage.sql('select count(*)::int as count from consent_decision')
  expect(before).toEqual([{ count: 0 }])
  await page.getByRole('link', { name: 'Say no' }).click()
  await look(page, '11-deny')
  await page.getByLabel('We do not know this partner').check()
  await page.getByRole('button', { name: 'Say no' }).click()
  // A quick person is asked once more; the page keeps what was chosen.
  const again = page.getByRole('button', { name: /Say no/ })
  if (new URL(page.url()).pathname.startsWith('/n/') && (await again.count()) > 0) await again.click()
  await page.waitForURL(/\/r\//)
  await page.getByRole('heading', { name: /cannot see your figures/ }).waitFor()
  await look(page, '12-receipt')
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download as JSON' }).click()
  const receipt = JSON.parse(readFileSync(await (await download).path(), 'utf8')) as {
    decision: string
    signature: string
  }
  expect(receipt.decision).toBe('deny')
  await context.close()
})

test('everybody sees at once who did what, and the partner sees no figures', async () => {
  const [claim] = await stage.sql<{ status: string }>('select status from claim where id = $1', [claimId])
  expect(claim!.status).toBe('consent_denied')
  await ines.reload()
  await ines.getByText('Denied by customer').first().waitFor()
  await look(ines, '13-claim-denied')
  await letterTo('ines.incentive@kestrel.example', /said no/)
  await rosa.goto(`${stage.api}/review/${claimId}`)
  await rosa
    .getByText(/Denied by customer/)
    .first()
    .waitFor()
  await look(rosa, '14-review-denied')
})

test('C48 without an answer the association becomes active when the window ends, and the figures are visible', async () => {
  // Another claim of the same story, as far as its window, made by the same people over the wire.
  const quiet = await makeQuietClaim()
  await until(
    async () =>
      (await stage.sql('select from claim where id = $1 and consent_state = $2', [quiet, 'window_open'])).at(0),
    'the window',
  )
  // Seven days pass: the stored instants move, the database's clock stays.
  await stage.sql(`update claim set consent_due_at = now() - interval '1 second' where id = $1`, [quiet])
  await stage.sql(
    `update timer set fires_at = now() - interval '1 second' where aggregate_id = $1 and kind = 'claim.consentWindow'`,
    [quiet],
  )
  await stage.restartWorker()
  await until(
    async () => (await stage.sql('select from claim where id = $1 and activated_at is not null', [quiet])).at(0),
    'the activation',
  )
  expect(await stage.sql('select kind from consent_decision where claim_id = $1', [quiet])).toEqual([
    { kind: 'silence' },
  ])
  await ines.goto(`${stage.api}/claims/${quiet}`)
  await ines.getByText('Active', { exact: true }).first().waitFor()
  await ines.getByRole('heading', { name: /Usage/ }).waitFor()
  await look(ines, '15-claim-active')
})

const makeQuietClaim = async (): Promise<string> => {
  const call = async <Out>(page: Page, kind: 'query' | 'mutation', procedure: string, input: unknown): Promise<Out> => {
    const result = await page.evaluate(
      async ([how, path, body]) => {
        const url =
          how === 'query' ? `/trpc/${path}?input=${encodeURIComponent(JSON.stringify(body))}` : `/trpc/${path}`
        const init = how === 'query' ? {} : { method: 'POST', body: JSON.stringify(body) }
        return (
          await fetch(url, { ...init, headers: { 'content-type': 'application/json', 'x-ofrecord': '1' } })
        ).json() as Promise<unknown>
      },
      [kind, procedure, input] as const,
    )
    const { result: ok, error } = result as { result?: { data: Out }; error?: unknown }
    if (!ok) throw new Error(`${procedure}: ${JSON.stringify(error)}`)
    return ok.data
  }
  const claimed = await call<{ locationId: string; contacts: { kind: string }[] }>(ines, 'query', 'claims.get', {
    claimId,
  })
  const input = {
    areaCode: 'workplace',
    activity: 'usage',
    locationId: claimed.locationId,
    tenantId: tiny.tenants.orchard.tenantId,
    domain: 'orchardfoods.example',
    items: [{ code: 'SITE', subscription: '' }],
    name: 'Sites for Orchard',
    customerContact: {
      name: 'Nora Whitlock',
      title: 'Head of IT',
      email: 'nora.contact@orchardfoods.example',
      language: 'it',
      phone: '',
    },
    partnerContact: { name: 'Ines Marchetti', email: 'ines.incentive@kestrel.example' },
  }
  const draft = await call<{ draftId: string; version: number }>(ines, 'mutation', 'claims.drafts.save', {
    draftId: null,
    version: null,
    step: 'review',
    input,
  })
  const { claimId: made } = await call<{ claimId: string }>(ines, 'mutation', 'claims.drafts.finish', {
    draftId: draft.draftId,
    version: draft.version,
  })
  await stage.sql(
    `insert into evidence (id, vendor_id, organization_id, claim_id, file_name, mime, bytes, sha256, storage_key, kind, uploaded_at, uploaded_by, scan_state, round)
     select gen_random_uuid(), vendor_id, organization_id, $1, file_name, mime, bytes, sha256, storage_key, kind, uploaded_at, uploaded_by, scan_state, round from evidence limit 1`,
    [made],
  )
  const version = async (page: Page, procedure: string) =>
    (await call<{ version: number }>(page, 'query', procedure, { claimId: made })).version
  await call(ines, 'mutation', 'claims.submit', {
    claimId: made,
    version: await version(ines, 'claims.get'),
    acknowledged: true,
  })
  await call(rosa, 'mutation', 'review.take', { claimId: made, version: await version(rosa, 'review.get') })
  for (const point of ['E1', 'E2', 'E3', 'E4', 'E5', 'E6'])
    await call(rosa, 'mutation', 'review.check', { claimId: made, point, answer: 'yes' })
  await call(rosa, 'mutation', 'review.approve', { claimId: made, version: await version(rosa, 'review.get') })
  return made
}

test('no page complained', () => {
  expect(stage.complaints).toEqual([])
})

test('the first visit to the claims downloads at most 70 kB of JavaScript, gzip', () => {
  const { status, stdout } = spawnSync(process.execPath, ['apps/dashboard/size.ts'], { encoding: 'utf8' })
  expect(stdout).toContain('budget 70000')
  expect(status, stdout).toBe(0)
})
