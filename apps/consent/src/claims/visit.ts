import type { Locale } from '@ofrecord/messages/customer/runtime'
import type { Context } from 'hono'
import type { NoticeItem, NoticeView } from '../door.ts'
import { networkOf } from '../network.ts'
import type { Site } from '../site.ts'
import { chosenLocale, letterLocale } from '../words.ts'

/** The pages of a link. */
export type Step = '/deny' | '/reject' | '/confirm' | '/undo' | '/question' | '/t'

/** One reader with one link, in the language they chose or, by default, the letter's. */
export interface LinkVisit {
  locale: Locale
  /** Whose page it is: the vendor. */
  owner: string
  /** The mailbox the link was sent to. */
  address: string
  nonce: string
  /** Address of a page of this link, e.g. `to('/deny')`; keeps a chosen language. */
  to(step?: Step): string
}

/** Such a reader before a notice. */
export interface Visit extends LinkVisit {
  notice: NoticeView
}

export const linkOf = (c: Context): string => c.req.param('token') ?? ''

export const visitNotice = async (site: Site, c: Context): Promise<Visit> => {
  const link = linkOf(c)
  const notice = await site.consent.notice({ link })
  const to = (step: string = ''): string => `/n/${encodeURIComponent(link)}${step}${languageQuery(c)}`
  const { vendorName: owner, recipient, nonce } = notice
  return { notice, owner, address: recipient.address, nonce, locale: letterLocale(c, notice.locale), to }
}

export const languageQuery = (c: Context): string => {
  const chosen = chosenLocale(c)
  return chosen ? `?lang=${chosen}` : ''
}

export const liveItems = ({ items }: NoticeView): readonly NoticeItem[] => items.filter(({ state }) => state === 'live')

/** A no is possible as long as something is live (MIC-R4). */
export const mayDeny = (notice: NoticeView): boolean =>
  notice.state !== 'denied' && notice.state !== 'ended' && liveItems(notice).length > 0

/** A yes only before the association is in force; afterwards there is nothing left to agree to. */
export const mayConfirm = (notice: NoticeView): boolean =>
  !notice.onlyNo && (notice.state === 'window' || notice.state === 'waiting') && liveItems(notice).length > 0

export const senderOf = (site: Site, c: Context, form: URLSearchParams) => ({
  trap: form.get(trapName)?.slice(0, 200) || (site.traps.isSprung(linkOf(c)) ? 'link' : undefined),
  userAgent: c.req.header('user-agent')?.slice(0, 300),
  ip: networkOf(c, site.settings.trustedProxy),
})

/** No browser fills a field of this name by itself; programs that fill everything do. */
export const trapName = 'topic'
