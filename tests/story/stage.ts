import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import type { Browser, BrowserContext, Page } from '@playwright/test'
import { Client } from 'pg'
import { quickHash } from '../../packages/core/test/password.ts'
import { prepareTemplate } from '../../packages/core/test/stage.ts'
import { createScratch } from '../../packages/core/test/scratch.ts'
import { browserOptions } from '../../tools/browser.ts'
import { builtQuietly, dashboard } from '../../tools/built.ts'
import { startMailbox } from '../../tools/mailbox/mailbox.ts'
import { startProgram } from '../../tools/programs.ts'
import type { Program } from '../../tools/programs.ts'

export const password = 'correct horse battery staple'

export interface Stage {
  api: string
  consent: string
  browser: Browser
  /** A window of its own, with nobody signed in; errors on its pages fail the story. */
  window: (options?: Parameters<Browser['newContext']>[0]) => Promise<{ context: BrowserContext; page: Page }>
  mailbox: Awaited<ReturnType<typeof startMailbox>>
  sql: <Row extends object>(statement: string, values?: unknown[]) => Promise<Row[]>
  restartWorker: () => Promise<void>
  complaints: string[]
  close: () => Promise<void>
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })

/** The four programs, each on its own, against a database of their own, with a mail catcher and a browser. */
export const openStage = async (): Promise<Stage> => {
  await builtQuietly(dashboard)
  const scratch = await createScratch(process.env.OFRECORD_TEST_DATABASE_URL!, await prepareTemplate())
  const owner = new Client({ connectionString: scratch.url })
  await owner.connect()
  const sql = async <Row extends object>(statement: string, values: unknown[] = []) =>
    (await owner.query<Row>(statement, values)).rows
  await giveSignIns(sql)
  const folder = mkdtempSync(join(tmpdir(), 'ofrecord-story-'))
  const mailbox = await startMailbox({ smtpPort: 0, httpPort: 0, dir: join(folder, 'mailbox') })
  const [port, consentPort] = [await freePort(), await freePort()]
  const env = {
    ...process.env,
    DATABASE_URL: scratch.url,
    OFRECORD_PORT: String(port),
    OFRECORD_CONSENT_PORT: String(consentPort),
    OFRECORD_DATA_DIR: folder,
    OFRECORD_SECRET: 'a secret that only this story knows, 32+',
    OFRECORD_MAIL_FROM: 'records@halcyon.example',
    SMTP_URL: `smtp://127.0.0.1:${mailbox.smtpPort}`,
    OFRECORD_SCAN: 'off',
    OFRECORD_LOG: 'warn',
  }
  const programs: Program[] = []
  const start = (name: string): Program => {
    const program = startProgram(name, [`apps/${name}/src/main.ts`], env)
    programs.push(program)
    return program
  }
  const [api, consent] = [`http://127.0.0.1:${port}`, `http://127.0.0.1:${consentPort}`]
  let worker = start('worker')
  await Promise.all([
    start('api').answers(`${api}/readyz`),
    start('consent').answers(`${consent}/readyz`),
    worker.said('worker ready'),
  ])
  const browser = await chromium.launch(browserOptions())
  const complaints: string[] = []
  return {
    api,
    consent,
    browser,
    mailbox,
    sql,
    complaints,
    window: async (options) => {
      const context = await browser.newContext(options)
      context.setDefaultTimeout(15_000)
      const page = await context.newPage()
      page.on('console', (message) => {
        if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) complaints.push(message.text())
      })
      page.on('pageerror', (error) => complaints.push(String(error)))
      return { context, page }
    },
    restartWorker: async () => {
      await worker.stop()
      worker = start('worker')
      await worker.said('worker ready')
    },
    close: async () => {
      await browser.close()
      await Promise.all(programs.map((program) => program.stop()))
      await mailbox.stop()
      await owner.end()
      await scratch.drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Everybody of the tiny world can sign in with the same password. */
const giveSignIns = async (sql: Stage['sql']): Promise<void> => {
  const hash = await quickHash(password)
  await sql(`with made as (
      insert into auth_user (name, email, "emailVerified") select name, email_normalised, true from person returning id, email)
    update person p set user_id = made.id from made where made.email = p.email_normalised`)
  await sql(
    `insert into auth_account ("accountId", "providerId", "userId", password, "updatedAt") select id::text, 'credential', id, $1, now() from auth_user`,
    [hash],
  )
}

/** Waits until a fact is there, for half a minute at most. */
export const until = async <Fact>(look: () => Promise<Fact | undefined>, what: string): Promise<Fact> => {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline;) {
    const fact = await look()
    if (fact !== undefined) return fact
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`never came: ${what}`)
}
