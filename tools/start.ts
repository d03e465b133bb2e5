import { join } from 'node:path'
import { readLaunchSettings, settingsOrExit } from '../packages/core/src/kernel/settings.ts'
import { built, dashboard, messages } from './built.ts'
import { demoEnv, programEnv } from './launch-env.ts'
import { takenPorts } from './ports.ts'
import { type PostgresServer, startPostgres } from './postgres.ts'
import { finished, type Program, startProgram } from './programs.ts'
import { welcome } from './welcome.ts'

// `npm start`: everything on one machine, from an empty data directory to "Ofrecord is ready".

const root = join(import.meta.dirname, '..')
process.chdir(root)

const given = demoEnv(process.env)
const settings = settingsOrExit(() => readLaunchSettings(given))
const catchesMail = settings.smtpUrl === `smtp://127.0.0.1:${settings.smtpPort}`
const here = ['0.0.0.0', '::'].includes(settings.host) ? '127.0.0.1' : settings.host

let postgres: PostgresServer | undefined
const programs: Program[] = []
let ending = false

process.on('SIGINT', interrupted).on('SIGTERM', interrupted).on('SIGHUP', interrupted)
await start().catch((problem: Error) => end(problem.message))

async function start() {
  await checkPorts()
  const words = built(messages, () => finished(launch('messages', messages.program, given)))
  // Thrown below, once the database is there to be ended as well.
  words.catch(() => {})
  const env = programEnv(given, settings, settings.databaseUrl ?? (await ownDatabase()))
  await Promise.all([
    finished(launch('migrate', ['packages/core/src/migrate.ts'], env)),
    catchesMail && keep('mailbox', 'tools/mailbox/main.ts', env).said('mailbox ready'),
    words,
  ])
  const demo = settings.demo ? launch('demo', ['packages/world/src/demo.ts'], env) : undefined
  await built(dashboard, () => finished(launch('dashboard', dashboard.program, given, dashboard.from)))
  await Promise.all([
    keep('api', 'apps/api/src/main.ts', env).answers(`http://${here}:${settings.port}/readyz`),
    keep('consent', 'apps/consent/src/main.ts', env).answers(`http://${here}:${settings.consentPort}/readyz`),
    // A worker waits until the demo has played its year on a moved clock, but the demo has to come first.
    demo && Promise.race([demo.said('the demo world is'), demo.ended]),
  ])
  await Promise.all([keep('worker', 'apps/worker/src/main.ts', env).said('worker ready'), demo && finished(demo)])
  await welcome(settings, catchesMail)
}

async function checkPorts() {
  const doors = { OFRECORD_PORT: settings.port, OFRECORD_CONSENT_PORT: settings.consentPort }
  const mail = { OFRECORD_MAILBOX_PORT: settings.mailboxPort, OFRECORD_SMTP_PORT: settings.smtpPort }
  const taken = await takenPorts(catchesMail ? { ...doors, ...mail } : doors, settings.host)
  if (taken.length > 0) throw new Error(taken.join('\n'))
}

async function ownDatabase() {
  postgres = await startPostgres({ dataDir: settings.dataDir })
  void postgres.died.then((last) => end(`PostgreSQL ended on its own:\n${last}`))
  return postgres.url
}

/** A program that ends when its work is done. */
function launch(name: string, words: string[], env: NodeJS.ProcessEnv, folder?: string) {
  if (ending) throw new Error(`${name} was not started: everything is ending.`)
  const program = startProgram(name, words, env, folder)
  programs.push(program)
  return program
}

/** A program that runs until everything ends. */
function keep(name: string, file: string, env: NodeJS.ProcessEnv) {
  const program = launch(name, [file], env)
  void program.ended.then((how) => end(`${name} ended on its own with ${how}. Its lines above say why.`))
  return program
}

/** The second Ctrl-C ends at once what the first one asks to finish. */
function interrupted() {
  if (!ending) return void end()
  for (const program of programs) program.kill()
  postgres?.kill()
  process.exit(130)
}

/** Doors close first, then the worker, then the mailbox it sends to, and last the database they all write to. */
async function end(problem?: string) {
  if (ending) return
  ending = true
  if (problem) console.error(`\n${problem}${programs.length > 0 ? '\nEverything else is ending too.' : ''}`)
  const order = (name: string) => ['worker', 'mailbox'].indexOf(name)
  for (const step of [-1, 0, 1]) {
    await Promise.all(programs.filter(({ name }) => order(name) === step).map((program) => program.stop()))
  }
  await postgres?.stop()
  console.log(problem ? 'Ofrecord has ended' : '\nOfrecord has ended. The data is kept.')
  process.exit(problem ? 1 : 0)
}
