import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LaunchSettings } from '../packages/core/src/kernel/settings.ts'

/** Where node keeps what it compiled: five programs load the same modules, each 0.4 s of processor time sooner. */
export const compiled = join(import.meta.dirname, '../node_modules/.cache/node')

/**
 * What `npm start` is told: the demo, which keeps files unscanned unless a scanner is named and speaks only of
 * what goes wrong. Anything given wins.
 */
export function demoEnv(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    NODE_COMPILE_CACHE: compiled,
    ...env,
    OFRECORD_DEMO: env.OFRECORD_DEMO || '1',
    OFRECORD_SCAN: env.OFRECORD_SCAN || (env.OFRECORD_CLAMD ? 'required' : 'off'),
    OFRECORD_LOG: env.OFRECORD_LOG || 'warn',
    // Nobody's account: what the demo's order pages print where somebody is asked to transfer a fee.
    OFRECORD_BANK_ACCOUNT: env.OFRECORD_BANK_ACCOUNT || 'Halcyon Software, Demo Bank, account 000-DEMO',
    // The demo's letters come back to addresses of their own; another sender has other mailboxes.
    OFRECORD_RETURN_ADDRESS: env.OFRECORD_RETURN_ADDRESS || (env.OFRECORD_MAIL_FROM ? '' : 'bounces@halcyon.example'),
  }
}

/** What its programs are told: the same, with the database and the secrets in place. */
export function programEnv(env: NodeJS.ProcessEnv, settings: LaunchSettings, databaseUrl: string): NodeJS.ProcessEnv {
  const { DATABASE_URL_FILE: _url, OFRECORD_SECRET_FILE: _secret, OFRECORD_RETURNS_TOKEN_FILE: _token, ...rest } = env
  return {
    ...rest,
    OFRECORD_DATA_DIR: settings.dataDir,
    DATABASE_URL: databaseUrl,
    OFRECORD_SECRET: settings.secret ?? keptSecret(settings.dataDir),
    // The mail catcher gives letters back with it; nobody else needs to know it.
    OFRECORD_RETURNS_TOKEN: settings.returnsToken ?? randomBytes(32).toString('base64url'),
  }
}

/** Made once: with another secret every session, link and receipt of this data directory would be void. */
function keptSecret(dataDir: string) {
  const path = join(dataDir, 'secret')
  if (existsSync(path)) return readFileSync(path, 'utf8')
  mkdirSync(dataDir, { recursive: true, mode: 0o711 })
  const secret = randomBytes(48).toString('base64url')
  writeFileSync(path, secret, { mode: 0o600 })
  return secret
}
