import type { PurchaseChannel } from '@ofrecord/core/catalogue/catalogue.rules'
import type { SubscriptionState } from '@ofrecord/core/customers/customer.rules'
import type { ProductCode } from './products.ts'
import { days, hours, minutes } from './time.ts'

/** A subscription that a story needs as it is; the second of a product on a tenant gets the key suffix `.2`. */
export interface NamedSubscription {
  tenant: string
  product: ProductCode
  channel: PurchaseChannel
  state?: SubscriptionState
  seats?: number
  /** Milliseconds from T0, negative for the past. */
  activated?: number
  ends?: number
}

const agreement = (tenant: string, product: ProductCode, extra: Partial<NamedSubscription> = {}): NamedSubscription => ({
  tenant, product, channel: 'enterprise_agreement', ...extra,
})

/** Everything the twelve customers of the stories own. */
export const namedSubscriptions: readonly NamedSubscription[] = [
  // Orchard Foods bought Work Suite 3 for its shops from a reseller; its offices have Work Suite 5 under the agreement.
  agreement('orchard', 'WRK5', { seats: 1_240 }),
  agreement('orchard', 'WRK3', { channel: 'reseller_managed', seats: 640 }),
  agreement('orchard', 'MOBS', { seats: 1_240 }),
  agreement('orchard', 'SECS', { seats: 1_240 }),
  agreement('orchard', 'SALE', { seats: 85 }),
  agreement('orchard', 'SERV', { channel: 'web_direct', seats: 40 }),
  agreement('orchard', 'INSI', { seats: 120 }),
  agreement('weserhafen', 'WRK5', { seats: 640 }),
  agreement('weserhafen', 'MOBS', { seats: 640 }),
  // Nordmark Möbel has two of one product twice over, and one subscription for each refusal of the wizard.
  agreement('nordmark', 'WRK3', { seats: 790 }),
  agreement('nordmark', 'SERV', { activated: -233 * days, seats: 60 }),
  agreement('nordmark', 'FLDS', { seats: 45 }),
  agreement('nordmark', 'FLDS', { activated: -(47 * hours + 59 * minutes), seats: 30 }),
  agreement('nordmark', 'SALE', { seats: 70 }),
  agreement('nordmark', 'SALE', { channel: 'web_direct', seats: 15 }),
  agreement('nordmark', 'MKTG', { state: 'not_activated', seats: 20 }),
  agreement('nordmark', 'PROJ', { state: 'suspended', seats: 25 }),
  agreement('nordmark', 'PEOP', { state: 'grace', seats: 35 }),
  agreement('nordmark', 'FLOW', { state: 'ended', seats: 10 }),
  agreement('nordmark', 'SUPC', { seats: 110 }),
  agreement('nordmark', 'APPS', { channel: 'online_agreement', seats: 12 }),
  agreement('nordmark', 'RETA', { channel: 'reseller_managed', seats: 18 }),
  agreement('nordmark', 'INSI', { seats: 50 }),
  agreement('okeford', 'WRK3', { seats: 690 }),
  agreement('thornbury', 'WRK5', { seats: 1_450 }),
  agreement('thornbury', 'MOBS', { seats: 1_450 }),
  agreement('brennan', 'WRK1', { channel: 'open_license', seats: 300 }),
  agreement('brennan', 'FLDS', { channel: 'open_license', seats: 60 }),
  agreement('brennan', 'SERV', { channel: 'open_license', seats: 25 }),
  agreement('castellane', 'WRK3', { seats: 2_600 }),
  agreement('castellane', 'VOIA', { channel: 'enterprise_subscription', seats: 900 }),
  agreement('valdora', 'WRK1', { channel: 'web_direct', seats: 170 }),
  agreement('valdora', 'SALE', { channel: 'web_direct', seats: 22 }),
  agreement('westmere', 'WRK1', { channel: 'education_agreement', seats: 400 }),
  agreement('westmere', 'SECS', { channel: 'education_agreement', seats: 400 }),
  agreement('westmere', 'APPS', { channel: 'education_agreement', seats: 30 }),
  agreement('sunder', 'WRK1', { channel: 'web_direct', seats: 90 }),
  agreement('sunder', 'SALE', { channel: 'web_direct', seats: 14, activated: -343 * days, ends: 22 * days }),
  agreement('quillfeather', 'WRK3', { channel: 'open_license', seats: 58 }),
  agreement('aldea', 'WRK3', { channel: 'enterprise_subscription', seats: 150 }),
]
