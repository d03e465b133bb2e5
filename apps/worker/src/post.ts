import { renderLetter } from '@ofrecord/emails/render'
import { isLocale } from '@ofrecord/messages/runtime'
import type { Log } from '@ofrecord/core/kernel/programs'
import type { Message, Post } from '@ofrecord/core/letters/deliver'
import type { Outcome } from '@ofrecord/core/letters/letter.rules'

/** How this installation writes letters out and hands them over. `mailFrom` is `name@host` or `Name <name@host>`. */
export const postOf = (mailFrom: string, relay: { send: (message: Message) => Promise<Outcome> }, log: Log): Post => {
  const address = /<([^>]+)>/.exec(mailFrom)?.[1] ?? mailFrom
  return {
    // A customer may read a language that letters are not written in yet; English then, rather than no letter.
    render: (template, locale, params) => renderLetter(template, isLocale(locale) ? locale : 'en', params),
    send: relay.send,
    from: (vendorName) =>
      mailFrom.includes('<') ? mailFrom : `"${vendorName.replaceAll(/["\\\r\n]/g, '')}" <${address}>`,
    messageDomain: address.slice(address.indexOf('@') + 1),
    report: (error, letterId) => log.error({ err: String(error), letterId }, 'a letter could not be sent'),
  }
}
