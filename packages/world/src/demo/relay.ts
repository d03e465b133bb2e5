import { createTransport } from 'nodemailer'
import type { Message } from '@ofrecord/core/letters/deliver'
import type { Outcome } from '@ofrecord/core/letters/letter.rules'

/**
 * Hands the demo's letters to the mail catcher, over one connection so that they arrive in order. The catcher refuses
 * nothing, so a letter counts as accepted when it is handed over, and the load goes on meanwhile; `drained` throws when
 * one did not arrive after all. Mail of invented people goes nowhere else (SED-R7): with another relay the letters
 * count as accepted and nothing is sent.
 */
export const openCatcher = (smtpUrl: string, smtpPort: number) => {
  if (smtpUrl !== `smtp://127.0.0.1:${smtpPort}`) return { send: nowhere, drained: async () => {}, close: () => {} }
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 1,
    maxMessages: Number.POSITIVE_INFINITY,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const underWay = new Set<Promise<unknown>>()
  let failure: Error | undefined
  const handOver = (mail: Parameters<typeof transport.sendMail>[0]): void => {
    const sending: Promise<unknown> = transport
      .sendMail(mail)
      .catch((error: Error) => (failure ??= error))
      .finally(() => underWay.delete(sending))
    underWay.add(sending)
  }
  const send = async ({ messageId, date, from, to, subject, html, text }: Message): Promise<Outcome> => {
    const envelope = { from: /<([^>]+)>/.exec(from)?.[1] ?? from, to: [to.address] }
    const headers = { 'Auto-Submitted': 'auto-generated' }
    handOver({ envelope, messageId, date, from, to, subject, html, text, headers })
    return accepted
  }
  const drained = async (): Promise<void> => {
    while (underWay.size > 0) await Promise.allSettled(underWay)
    if (failure) throw failure
  }
  return { send, drained, close: () => transport.close() }
}

const accepted: Outcome = { kind: 'accepted', response: '250 OK' }
const nowhere = (): Promise<Outcome> => Promise.resolve({ kind: 'accepted', response: '250 OK (demo, not sent)' })
