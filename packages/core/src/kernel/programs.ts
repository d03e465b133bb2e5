import type { MikroORM } from '@mikro-orm/postgresql'
import pino from 'pino'
import type { Installation } from './installation.ts'
import { deriveKey } from './keys.ts'
import type { Settings } from './settings.ts'

/** What a program logs with: JSON lines, no personal data, no tokens. */
export const openLog = (
  program: string,
  settings: Pick<Settings, 'log'>,
  to: pino.DestinationStream = pino.destination(1),
) =>
  pino(
    {
      name: program,
      level: settings.log,
      base: { program },
      redact: ['link', 'token', 'password', '*.link', '*.token', '*.password'],
    },
    to,
  )

export type Log = ReturnType<typeof openLog>

export const installationOf = (settings: Settings): Installation => ({
  publicUrl: settings.publicUrl,
  consentUrl: settings.consentUrl,
  payments: settings.payments,
  bankAccount: settings.bankAccount,
  keys: {
    link: deriveKey(settings.secret, 'link'),
    nonce: deriveKey(settings.secret, 'form-nonce'),
    cursor: deriveKey(settings.secret, 'cursor'),
    receipt: deriveKey(settings.secret, 'receipt'),
    code: deriveKey(settings.secret, 'code'),
    proof: deriveKey(settings.secret, 'proof'),
    returns: deriveKey(settings.secret, 'returns'),
    erasure: deriveKey(settings.secret, 'erasure'),
    signIn: deriveKey(settings.secret, 'sign-in'),
  },
})

/** The pools of a program that serves people: one that may write, two that can only read. Unused ones hold no connection. */
export interface Pools {
  orm: MikroORM
  reader: MikroORM
  /** Reads for whoever holds a mail link, one statement a page, without a transaction around it. */
  links: MikroORM
}
