import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import {
  type ClamdPlace,
  clamdPlace,
  type FilesPlace,
  filesPlace,
  hasScheme,
  isOpenToEavesdroppers,
  isOrigin,
} from './addresses.ts'
import type { PaymentAdapterName } from './installation.ts'
import { type Signing, dkimContradictions, dkimOf, mailShape } from './mail.settings.ts'

/**
 * What an installation is told from outside. Ports are TCP ports, paths are absolute, web addresses are origins
 * without a closing slash. `host` is the interface the servers listen on; `trustedProxy` says that X-Forwarded-For was
 * written by a proxy of ours, so that limits count the readers behind it and not the proxy.
 */
export type Settings = Readonly<{
  host: string
  trustedProxy: boolean
  port: number
  consentPort: number
  mailboxPort: number
  smtpPort: number
  dataDir: string
  databaseUrl: string
  smtpUrl: string
  secret: string
  files: Readonly<FilesPlace>
  clamd: Readonly<ClamdPlace> | undefined
  scan: 'required' | 'off'
  demo: boolean
  publicUrl: string
  consentUrl: string
  mailFrom: string
  /** How fees can be paid. */
  payments: readonly PaymentAdapterName[]
  /** The account that transfers go to, on one line; undefined: the vendor tells its partners another way. */
  bankAccount: string | undefined
  /** The mailbox that takes what comes back; undefined: letters come back to their sender. */
  returnAddress: string | undefined
  /** What whoever hands in a returned letter has to show; undefined: nobody hands any in. */
  returnsToken: string | undefined
  dkim: Signing | undefined
  log: (typeof logLevels)[number]
}>

/** As `Settings`, for `npm start`, which brings a database and a secret of its own where none is given. */
export type LaunchSettings = Readonly<
  Omit<Settings, 'databaseUrl' | 'secret'> & { databaseUrl: string | undefined; secret: string | undefined }
>

/** Everything that is wrong with the environment, one line each: the variable, what is wrong, the fix. */
export class SettingsProblem extends Error {
  readonly lines: readonly string[]

  constructor(lines: readonly string[]) {
    super(lines.join('\n'))
    this.name = 'SettingsProblem'
    this.lines = lines
  }
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** Each of these may also be given as `…_FILE`, the path of a file that holds it; its value is never printed. */
const secretNames: readonly string[] = [
  'OFRECORD_SECRET',
  'DATABASE_URL',
  'SMTP_URL',
  'OFRECORD_RETURNS_TOKEN',
  'OFRECORD_DKIM_KEY',
]

const notAPort = 'is not a port. Give a whole number from 1 to 65535.'
const port = (standard: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/, notAPort)
    .transform(Number)
    .refine((value) => value >= 1 && value <= 65535, notAPort)
    .default(standard)

const webAddress = z
  .string()
  .refine(isOrigin, 'is not a web address. Give scheme and host without a path: https://records.example.com')
  .transform((value) => new URL(value).origin)

const sender = /^(?:[^<>@"\r\n]+ <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/

const complete = z.object({
  OFRECORD_HOST: z.string().default('127.0.0.1'),
  OFRECORD_TRUSTED_PROXY: z
    .enum(['0', '1'], { error: 'is unknown. Give 1 behind a proxy that writes X-Forwarded-For, else 0.' })
    .default('0')
    .transform((value) => value === '1'),
  OFRECORD_PORT: port(4000),
  OFRECORD_CONSENT_PORT: port(4001),
  OFRECORD_MAILBOX_PORT: port(4002),
  OFRECORD_SMTP_PORT: port(4025),
  OFRECORD_DATA_DIR: z
    .string()
    .default('.data')
    .transform((value) => resolve(value)),
  DATABASE_URL: z
    .string({ error: 'is missing. Give a PostgreSQL 15 or newer: postgres://user:password@host:5432/database' })
    .refine(
      (value) => hasScheme(value, 'postgres:', 'postgresql:'),
      'is not a PostgreSQL address. Give postgres://user:password@host:5432/database',
    ),
  SMTP_URL: z
    .string()
    .refine((value) => hasScheme(value, 'smtp:', 'smtps:'), 'is not a mail server. Give smtp://user:password@host:587')
    .optional(),
  OFRECORD_SECRET: z
    .string({ error: 'is missing. Give 32 random characters or more: openssl rand -base64 48' })
    .min(32, 'is too short. Give 32 random characters or more: openssl rand -base64 48'),
  OFRECORD_FILES_URL: z
    .string()
    .transform(filesPlace)
    .refine((place) => place !== undefined, {
      error: 'is not a place for files. Give file:///folder or s3://bucket?endpoint=https://host&region=name',
    })
    .optional(),
  OFRECORD_CLAMD: z
    .string()
    .transform(clamdPlace)
    .refine((place) => place !== undefined, { error: 'is not a clamd. Give host:port or the path of its socket.' })
    .optional(),
  OFRECORD_SCAN: z.enum(['required', 'off'], { error: 'is unknown. Give required or off.' }).default('required'),
  OFRECORD_DEMO: z
    .enum(['0', '1'], { error: 'is unknown. Give 1 for the demo, 0 for real work.' })
    .default('0')
    .transform((value) => value === '1'),
  OFRECORD_PUBLIC_URL: webAddress.optional(),
  OFRECORD_CONSENT_URL: webAddress.optional(),
  OFRECORD_MAIL_FROM: z.string().regex(sender, 'is not a sender. Give name@host or Name <name@host>').optional(),
  OFRECORD_PAYMENTS: z
    .string()
    .regex(/^(?:manual|test)(?:, ?(?:manual|test))*$/, 'is unknown. Give manual, test or manual,test.')
    .transform((value) => [...new Set(value.split(/, ?/) as PaymentAdapterName[])])
    .optional(),
  OFRECORD_BANK_ACCOUNT: z
    .string()
    .max(200, 'is too long. Give the account on one line, 200 characters at most.')
    .regex(/^[^\r\n]+$/, 'is not one line. Give holder, bank and number on one line.')
    .optional(),
  ...mailShape,
  OFRECORD_LOG: z.enum(logLevels, { error: `is no log level. Give one of ${logLevels.join(', ')}.` }).default('info'),
})

const launch = complete.partial({ DATABASE_URL: true, OFRECORD_SECRET: true })

/** Read by the test runner and its programs, without a meaning for an installation. */
const testNames = ['OFRECORD_TEST_DATABASE_URL']
const knownNames = [...Object.keys(launch.shape), ...secretNames.map((name) => `${name}_FILE`), ...testNames]

/**
 * The settings of a program that runs on its own (api, consent, worker, migrate).
 * Throws `SettingsProblem` with all problems at once; the values of secrets are never repeated in it.
 */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const values = read(env, complete)
  return Object.freeze({ ...shared(values), databaseUrl: values.DATABASE_URL, secret: values.OFRECORD_SECRET })
}

/** The settings of `npm start`: DATABASE_URL and OFRECORD_SECRET may be absent. Throws as `readSettings` does. */
export function readLaunchSettings(env: NodeJS.ProcessEnv = process.env): LaunchSettings {
  const values = read(env, launch)
  return Object.freeze({ ...shared(values), databaseUrl: values.DATABASE_URL, secret: values.OFRECORD_SECRET })
}

/** Calls `readSettings` or the reader given; prints the problems and ends the process with 78 (EX_CONFIG). */
export function settingsOrExit<T = Settings>(reader: () => T): T {
  try {
    return reader()
  } catch (problem) {
    if (!(problem instanceof SettingsProblem)) throw problem
    for (const line of problem.lines) console.error(line)
    process.exit(78)
  }
}

function read<T extends z.ZodType>(env: NodeJS.ProcessEnv, schema: T): z.output<T> {
  const { given, problems } = collect(env)
  const result = schema.safeParse(given)
  for (const { path, message } of result.error?.issues ?? []) problems.push(`${named(path[0], given)} ${message}`)
  problems.push(...unknownNames(env), ...contradictions(given))
  if (problems.length > 0 || !result.success) throw new SettingsProblem(problems)
  return result.data
}

/** Empty counts as unset: compose files and shells pass empty strings for what nobody filled in. */
function collect(env: NodeJS.ProcessEnv) {
  const given: Record<string, string> = {}
  const problems: string[] = []
  for (const name of Object.keys(launch.shape)) {
    const value = env[name]?.trim()
    if (value) given[name] = value
  }
  for (const name of secretNames) {
    const path = env[`${name}_FILE`]
    if (!path) continue
    if (given[name] !== undefined) problems.push(`${name} and ${name}_FILE are both set. Keep one of them.`)
    try {
      given[name] = readFileSync(path, 'utf8').trim()
    } catch {
      problems.push(`${name}_FILE="${path}" cannot be read. Give the path of a readable file that holds ${name}.`)
      given[name] = ''
    }
  }
  return { given, problems }
}

function named(name: PropertyKey | undefined, given: Record<string, string>) {
  const key = String(name)
  return given[key] === undefined || secretNames.includes(key) ? key : `${key}="${given[key]}"`
}

/** A misspelt variable would silently leave a default in force, so it stops the start. */
function unknownNames(env: NodeJS.ProcessEnv) {
  return Object.keys(env)
    .filter((name) => name.startsWith('OFRECORD_') && !knownNames.includes(name))
    .map((name) => `${name} is unknown. Did you mean ${nearest(name, knownNames)}?`)
}

function contradictions(given: Record<string, string>) {
  const problems: string[] = []
  if ((given.OFRECORD_SCAN ?? 'required') === 'required' && given.OFRECORD_CLAMD === undefined) {
    problems.push(
      'OFRECORD_CLAMD is missing. Give host:port of a clamd, or OFRECORD_SCAN=off to keep files marked "not scanned".',
    )
  }
  if (given.SMTP_URL !== undefined && given.OFRECORD_MAIL_FROM === undefined) {
    problems.push('OFRECORD_MAIL_FROM is missing. SMTP_URL is set: give the sender your mail server may send for.')
  }
  problems.push(...dkimContradictions(given))
  if (given.OFRECORD_PAYMENTS?.includes('test') && given.OFRECORD_DEMO !== '1')
    problems.push(
      `OFRECORD_PAYMENTS="${given.OFRECORD_PAYMENTS}" sells for nothing. Give manual, or OFRECORD_DEMO=1 for a demo.`,
    )
  for (const name of ['OFRECORD_PUBLIC_URL', 'OFRECORD_CONSENT_URL']) {
    const value = given[name]
    if (value !== undefined && given.OFRECORD_DEMO !== '1' && isOpenToEavesdroppers(value)) {
      problems.push(`${name}="${value}" is not encrypted. Give an address that begins with https://`)
    }
  }
  return problems
}

function shared(values: z.output<typeof launch>): Omit<Settings, 'databaseUrl' | 'secret'> {
  const dataDir = values.OFRECORD_DATA_DIR
  const mailFrom = values.OFRECORD_MAIL_FROM ?? 'Halcyon Software <records@halcyon.example>'
  return {
    host: values.OFRECORD_HOST,
    trustedProxy: values.OFRECORD_TRUSTED_PROXY,
    port: values.OFRECORD_PORT,
    consentPort: values.OFRECORD_CONSENT_PORT,
    mailboxPort: values.OFRECORD_MAILBOX_PORT,
    smtpPort: values.OFRECORD_SMTP_PORT,
    dataDir,
    smtpUrl: values.SMTP_URL ?? `smtp://127.0.0.1:${values.OFRECORD_SMTP_PORT}`,
    files: Object.freeze(values.OFRECORD_FILES_URL ?? { kind: 'folder', path: join(dataDir, 'files') }),
    clamd: values.OFRECORD_CLAMD && Object.freeze(values.OFRECORD_CLAMD),
    scan: values.OFRECORD_SCAN,
    demo: values.OFRECORD_DEMO,
    publicUrl: values.OFRECORD_PUBLIC_URL ?? `http://127.0.0.1:${values.OFRECORD_PORT}`,
    consentUrl: values.OFRECORD_CONSENT_URL ?? `http://127.0.0.1:${values.OFRECORD_CONSENT_PORT}`,
    mailFrom,
    payments: Object.freeze(values.OFRECORD_PAYMENTS ?? (values.OFRECORD_DEMO ? ['manual', 'test'] : ['manual'])),
    bankAccount: values.OFRECORD_BANK_ACCOUNT,
    returnAddress: values.OFRECORD_RETURN_ADDRESS,
    returnsToken: values.OFRECORD_RETURNS_TOKEN,
    dkim: dkimOf(values, mailFrom),
    log: values.OFRECORD_LOG,
  }
}

function nearest(word: string, words: readonly string[]) {
  return words.toSorted((left, right) => distance(word, left) - distance(word, right))[0]
}

/** Levenshtein: how many letters to insert, drop or change. */
function distance(left: string, right: string) {
  let row = Array.from({ length: right.length + 1 }, (_, column) => column)
  for (const [index, letter] of [...left].entries()) {
    const next = [index + 1]
    for (const [column, other] of [...right].entries()) {
      const change = (row[column] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(change, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
