import { join } from 'node:path'
import { readLaunchSettings, settingsOrExit } from '../../packages/core/src/kernel/settings.ts'
import { startMailbox } from './mailbox.ts'

const settings = settingsOrExit(readLaunchSettings)
const { host, port, returnsToken } = settings
const api = ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host
const mailbox = await startMailbox({
  smtpPort: settings.smtpPort,
  httpPort: settings.mailboxPort,
  dir: join(settings.dataDir, 'mailbox'),
  ...(returnsToken && { counter: { url: `http://${api}:${port}/mail/returns`, token: returnsToken } }),
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void mailbox.stop())
console.log(`mailbox ready, SMTP on 127.0.0.1:${mailbox.smtpPort}, page on http://127.0.0.1:${mailbox.httpPort}`)
