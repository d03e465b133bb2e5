import {
  memberships_offer_covered,
  memberships_offer_limit,
  memberships_offer_open,
  memberships_offer_open_link,
  memberships_offer_priceless,
  memberships_offer_under_gold,
  memberships_offer_unqualified,
  memberships_offer_unqualified_gold,
  memberships_offer_unqualified_link,
} from '@ofrecord/messages/messages'
import { paths } from '../paths.ts'
import { programmePaths } from '../paths.programme.ts'
import type { Offer, Offers } from './answers.ts'

interface Why {
  text: string
  /** What would help, and where it is. */
  way: { href: string; label: string } | undefined
}

/** Why an offer cannot be bought now, and what would help; undefined where it can. */
export const whyNot = ({ offer, refusal }: Offer, { offers, currency }: Offers, vendor: string): Why | undefined => {
  if (refusal === null) return undefined
  const isUnderGold =
    offer === 'silver' && offers.some((each) => each.offer === 'gold' && each.refusal === 'FEE_COVERED')
  const covered = isUnderGold ? memberships_offer_under_gold() : memberships_offer_covered()
  const open = { href: programmePaths.payments, label: memberships_offer_open_link() }
  const whys: Record<NonNullable<Offer['refusal']>, Why> = {
    STARTER_LIMIT: { text: memberships_offer_limit(), way: undefined },
    NOT_QUALIFIED: {
      text: offer === 'silver' ? memberships_offer_unqualified() : memberships_offer_unqualified_gold(),
      way: { href: paths.competencies, label: memberships_offer_unqualified_link() },
    },
    FEE_COVERED: { text: covered, way: undefined },
    NO_SILVER: { text: covered, way: undefined },
    ORDER_OPEN: { text: memberships_offer_open(), way: open },
    PRICE_UNKNOWN: { text: memberships_offer_priceless({ currency, vendor }), way: undefined },
  }
  return whys[refusal]
}
