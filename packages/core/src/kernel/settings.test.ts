import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readLaunchSettings, readSettings, SettingsProblem } from './settings.ts'

const secret = 'forty-eight-random-characters-or-at-least-32'
const enough = {
  DATABASE_URL: 'postgres://ofrecord:hush@db.example:5432/ofrecord',
  OFRECORD_SECRET: secret,
  OFRECORD_SCAN: 'off',
}

function problems(env: NodeJS.ProcessEnv) {
  try {
    readSettings(env)
    return []
  } catch (problem) {
    if (problem instanceof SettingsProblem) return problem.lines
    throw problem
  }
}

test('a database, a secret and a word about scanning are enough, the rest has defaults', () => {
  expect(readSettings(enough)).toEqual({
    host: '127.0.0.1',
    trustedProxy: false,
    port: 4000,
    consentPort: 4001,
    mailboxPort: 4002,
    smtpPort: 4025,
    dataDir: join(process.cwd(), '.data'),
    databaseUrl: enough.DATABASE_URL,
    smtpUrl: 'smtp://127.0.0.1:4025',
    secret,
    files: { kind: 'folder', path: join(process.cwd(), '.data', 'files') },
    clamd: undefined,
    scan: 'off',
    demo: false,
    publicUrl: 'http://127.0.0.1:4000',
    consentUrl: 'http://127.0.0.1:4001',
    mailFrom: 'Halcyon Software <records@halcyon.example>',
    payments: ['manual'],
    log: 'info',
  })
})

test('settings cannot be changed after they were read', () => {
  const settings = readSettings(enough)
  expect(Object.isFrozen(settings) && Object.isFrozen(settings.files)).toBe(true)
})

test('the other defaults follow the ports and the data directory', () => {
  const settings = readSettings({
    ...enough,
    OFRECORD_PORT: '5000',
    OFRECORD_CONSENT_PORT: '5001',
    OFRECORD_SMTP_PORT: '5025',
    OFRECORD_DATA_DIR: '/srv/ofrecord',
  })
  expect(settings).toMatchObject({
    publicUrl: 'http://127.0.0.1:5000',
    consentUrl: 'http://127.0.0.1:5001',
    smtpUrl: 'smtp://127.0.0.1:5025',
    files: { kind: 'folder', path: '/srv/ofrecord/files' },
  })
})

test('all problems are named at once, each with its fix', () => {
  expect(problems({ OFRECORD_PORT: 'four', OFRECORD_DEMO: 'yes', OFRECORD_LOG: 'loud' })).toEqual([
    'OFRECORD_PORT="four" is not a port. Give a whole number from 1 to 65535.',
    'DATABASE_URL is missing. Give a PostgreSQL 15 or newer: postgres://user:password@host:5432/database',
    'OFRECORD_SECRET is missing. Give 32 random characters or more: openssl rand -base64 48',
    'OFRECORD_DEMO="yes" is unknown. Give 1 for the demo, 0 for real work.',
    'OFRECORD_LOG="loud" is no log level. Give one of fatal, error, warn, info, debug, trace, silent.',
    'OFRECORD_CLAMD is missing. Give host:port of a clamd, or OFRECORD_SCAN=off to keep files marked "not scanned".',
  ])
})

test.each([
  ['OFRECORD_PORT', '0'],
  ['OFRECORD_PORT', '65536'],
  ['OFRECORD_SMTP_PORT', '25 '.padStart(9, '1')],
  ['OFRECORD_PUBLIC_URL', 'records.example.com'],
  ['OFRECORD_PUBLIC_URL', 'https://records.example.com/app'],
  ['OFRECORD_CONSENT_URL', 'ftp://records.example.com'],
  ['OFRECORD_FILES_URL', '/srv/files'],
  ['OFRECORD_FILES_URL', 's3:bucket'],
  ['OFRECORD_FILES_URL', 'file://host/folder'],
  ['OFRECORD_CLAMD', 'clamd'],
  ['OFRECORD_CLAMD', 'clamd:99999'],
  ['OFRECORD_SCAN', 'maybe'],
  ['OFRECORD_RETURN_ADDRESS', 'bounces'],
  ['OFRECORD_RETURN_ADDRESS', 'bounces+more@halcyon.example'],
  ['OFRECORD_RETURN_ADDRESS', 'a-name-of-twenty-three-x@halcyon.example'],
  ['OFRECORD_MAIL_FROM', 'records at example'],
  ['OFRECORD_MAIL_FROM', 'Records <records@halcyon.example>, Others <others@halcyon.example>'],
])('%s=%s is refused by name', (name, value) => {
  expect(problems({ ...enough, [name]: value })).toEqual([expect.stringContaining(`${name}="${value.trim()}" is `)])
})

test('an unknown variable stops the start and the nearest known one is suggested', () => {
  expect(problems({ ...enough, OFRECORD_PROT: '4000', OFRECORD_SECRETFILE: '/run/secret' })).toEqual([
    'OFRECORD_PROT is unknown. Did you mean OFRECORD_PORT?',
    'OFRECORD_SECRETFILE is unknown. Did you mean OFRECORD_SECRET_FILE?',
  ])
})

test('no problem repeats a secret', () => {
  const hushed = { OFRECORD_SECRET: 'hush-hush', DATABASE_URL: 'mysql://root:hush-hush@db', SMTP_URL: 'hush-hush' }
  const lines = problems({ ...enough, ...hushed, OFRECORD_MAIL_FROM: 'records@halcyon.example' })
  expect(lines).toHaveLength(3)
  expect(lines.join()).not.toContain('hush')
})

test('secrets may stand in files', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'ofrecord-')), 'secret')
  writeFileSync(path, `${secret}\n`)
  const { OFRECORD_SECRET: _, ...rest } = enough
  expect(readSettings({ ...rest, OFRECORD_SECRET_FILE: path }).secret).toBe(secret)
  expect(problems({ ...enough, OFRECORD_SECRET_FILE: path })).toEqual([
    'OFRECORD_SECRET and OFRECORD_SECRET_FILE are both set. Keep one of them.',
  ])
})

test('a secret file that cannot be read is named', () => {
  expect(problems({ ...enough, DATABASE_URL: '', DATABASE_URL_FILE: '/nowhere/url' })).toContain(
    'DATABASE_URL_FILE="/nowhere/url" cannot be read. Give the path of a readable file that holds DATABASE_URL.',
  )
})

test('an empty variable counts as unset', () => {
  expect(readSettings({ ...enough, OFRECORD_PORT: '', OFRECORD_CLAMD: ' ' })).toMatchObject({ port: 4000 })
})

test('letters that leave the machine need a sender', () => {
  expect(problems({ ...enough, SMTP_URL: 'smtp://relay.example:587' })).toEqual([
    'OFRECORD_MAIL_FROM is missing. SMTP_URL is set: give the sender your mail server may send for.',
  ])
})

test('links in letters are encrypted, except on this machine and in the demo', () => {
  const open = { ...enough, OFRECORD_CONSENT_URL: 'http://records.example.com' }
  expect(problems(open)).toEqual([
    'OFRECORD_CONSENT_URL="http://records.example.com" is not encrypted. Give an address that begins with https://',
  ])
  expect(readSettings({ ...open, OFRECORD_DEMO: '1' }).consentUrl).toBe('http://records.example.com')
  expect(readSettings({ ...enough, OFRECORD_PUBLIC_URL: 'http://localhost:8080/' }).publicUrl).toBe(
    'http://localhost:8080',
  )
})

test('files may lie in a folder or in a bucket', () => {
  const files = (url: string) => readSettings({ ...enough, OFRECORD_FILES_URL: url }).files
  expect(files('file:///srv/files')).toEqual({ kind: 'folder', path: '/srv/files' })
  expect(files('s3://evidence/main/?endpoint=http://127.0.0.1:9000&region=eu-1')).toEqual({
    kind: 's3',
    bucket: 'evidence',
    prefix: 'main',
    endpoint: 'http://127.0.0.1:9000',
    region: 'eu-1',
  })
})

test('clamd may listen on a port or on a socket', () => {
  const clamd = (place: string) => readSettings({ ...enough, OFRECORD_SCAN: '', OFRECORD_CLAMD: place }).clamd
  expect(clamd('clamd:3310')).toEqual({ kind: 'port', host: 'clamd', port: 3310 })
  expect(clamd('[::1]:3310')).toEqual({ kind: 'port', host: '::1', port: 3310 })
  expect(clamd('/run/clamav/clamd.ctl')).toEqual({ kind: 'socket', path: '/run/clamav/clamd.ctl' })
})

test('letters are signed for the domain of their sender, by a key that whoever checks them accepts', () => {
  const pem = (bits: number) =>
    generateKeyPairSync('rsa', {
      modulusLength: bits,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    }).privateKey
  const key = pem(1024)
  const sender = { ...enough, OFRECORD_MAIL_FROM: 'Records <records@mail.example>', OFRECORD_DKIM_SELECTOR: 'one' }
  const dkim = { domain: 'mail.example', selector: 'one', key: key.trim() }
  expect(readSettings({ ...sender, OFRECORD_DKIM_KEY: key }).dkim).toEqual(dkim)
  expect(readSettings({ ...sender, OFRECORD_DKIM_KEY: key.replaceAll('\n', '\\n') }).dkim?.key.trim()).toBe(dkim.key)
  expect(
    readSettings({ ...sender, OFRECORD_DKIM_KEY: key, OFRECORD_DKIM_DOMAIN: 'halcyon.example' }).dkim?.domain,
  ).toBe('halcyon.example')
  expect(problems(sender)).toEqual([expect.stringContaining('OFRECORD_DKIM_KEY is missing')])
  expect(problems({ ...enough, OFRECORD_DKIM_KEY: key })).toEqual([
    expect.stringContaining('OFRECORD_DKIM_SELECTOR is missing'),
  ])
  expect(problems({ ...sender, OFRECORD_DKIM_KEY: pem(512) }).join()).toMatch(
    /^OFRECORD_DKIM_KEY is not a private RSA key/,
  )
})

test('npm start brings its own database and secret', () => {
  expect(readLaunchSettings({ OFRECORD_SCAN: 'off' })).toMatchObject({ databaseUrl: undefined, secret: undefined })
})

test('fees are paid by transfers, in a demo also by the adapter that takes no money, which nothing else may use', () => {
  expect(readSettings(enough).payments).toEqual(['manual'])
  expect(readSettings({ ...enough, OFRECORD_DEMO: '1' }).payments).toEqual(['manual', 'test'])
  expect(problems({ ...enough, OFRECORD_PAYMENTS: 'manual,test' })).toEqual([
    'OFRECORD_PAYMENTS="manual,test" sells for nothing. Give manual, or OFRECORD_DEMO=1 for a demo.',
  ])
  expect(problems({ ...enough, OFRECORD_PAYMENTS: 'cheques' })).toEqual([
    'OFRECORD_PAYMENTS="cheques" is unknown. Give manual, test or manual,test.',
  ])
  expect(readSettings({ ...enough, OFRECORD_BANK_ACCOUNT: 'Halcyon, GB00' }).bankAccount).toBe('Halcyon, GB00')
})
