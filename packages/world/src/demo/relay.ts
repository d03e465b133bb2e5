import { createTransport } from 'nodemailer'
import type { Message } from '@ofrecord/core/letters/deliver'
import type { Outcome } from '@ofrecord/core/letters/letter.rules'

/**
 * Hands the demo's letters to the mail catcher, over one connection so that they arrive in order. Mail of invented
 * people goes nowhere else (SED-R7): with another relay the letters count as accepted and nothing is sent.
 */
export const openCatcher = (smtpUrl: string, smtpPort: number) => {
  if (smtpUrl !== `smtp://127.0.0.1:${smtpPort}`) return { send: nowhere, close: () => {} }
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 1,
    maxMessages: Number.POSITIVE_INFINITY,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const send = async ({ messageId, date, from, to, subject, html, text }: Message): Promise<Outcome> => {
    const envelope = { from: /<([^>]+)>/.exec(from)?.[1] ?? from, to: [to.address] }
    const headers = { 'Auto-Submitted': 'auto-generated' }
    const sent = await transport.sendMail({ envelope, messageId, date, from, to, subject, html, text, headers })
    return { kind: 'accepted', response: sent.response ?? '' }
  }
  return { send, close: () => transport.close() }
}

const nowhere = (): Promise<Outcome> => Promise.resolve({ kind: 'accepted', response: '250 OK (demo, not sent)' })
