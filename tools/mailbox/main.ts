import { join } from 'node:path'
import { readLaunchSettings, settingsOrExit } from '../../packages/core/src/kernel/settings.ts'
import { startMailbox } from './mailbox.ts'

const settings = settingsOrExit(readLaunchSettings)
const mailbox = await startMailbox({
  smtpPort: settings.smtpPort,
  httpPort: settings.mailboxPort,
  dir: join(settings.dataDir, 'mailbox'),
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void mailbox.stop())
console.log(`mailbox ready, SMTP on 127.0.0.1:${mailbox.smtpPort}, page on http://127.0.0.1:${mailbox.httpPort}`)
