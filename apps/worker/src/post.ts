import { renderLetter } from '@ofrecord/emails/render'
import type { Log } from '@ofrecord/core/kernel/programs'
import type { Message, Post } from '@ofrecord/core/letters/deliver'
import type { Outcome } from '@ofrecord/core/letters/letter.rules'

interface Place {
  /** `name@host` or `Name <name@host>`. */
  mailFrom: string
  returnAddress?: string | undefined
}

/** How this installation writes letters out and hands them over. */
export const postOf = (
  { mailFrom, returnAddress }: Place,
  relay: { send: (message: Message) => Promise<Outcome> },
  log: Log,
): Post => {
  const address = /<([^>]+)>/.exec(mailFrom)?.[1] ?? mailFrom
  return {
    render: renderLetter,
    send: relay.send,
    from: (vendorName) =>
      mailFrom.includes('<') ? mailFrom : `"${vendorName.replaceAll(/["\\\r\n]/g, '')}" <${address}>`,
    returnMailbox: returnAddress,
    messageDomain: address.slice(address.indexOf('@') + 1),
    report: (error, letterId) => log.error({ err: String(error), letterId }, 'a letter could not be sent'),
  }
}
