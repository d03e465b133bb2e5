import { tiny } from '@ofrecord/world/tiny'
import type { ClaimInput } from '../src/claims/claim.rules.ts'

const { nordmark } = tiny.tenants

/** A presales claim for Nordmark, whose subscriptions are one of each kind. Changes for `goodInput` and `makeClaim`. */
export const presales = (changes: Partial<ClaimInput> = {}): Partial<ClaimInput> => ({
  areaCode: 'business_apps',
  activity: 'presales',
  tenantId: nordmark.tenantId,
  domain: nordmark.domains[0]!,
  items: [{ code: 'SALE', subscription: tiny.subscriptions.salesShowrooms.subscriptionId }],
  name: 'Showrooms of Nordmark',
  customerContact: {
    name: 'Malte Ohlsen',
    title: 'Head of Sales Operations',
    email: 'm.ohlsen@nordmark.example',
    language: 'de',
    phone: '',
  },
  technicalContact: {
    name: 'Svenja Brockhaus',
    title: 'Application Manager',
    email: 's.brockhaus@nordmark.example',
    language: 'de',
    phone: '',
  },
  ...changes,
})

/** A revenue claim for the same: no evidence, no notice, active at once (T7r). */
export const revenue = (changes: Partial<ClaimInput> = {}): Partial<ClaimInput> =>
  presales({
    activity: 'revenue',
    name: 'Shelf planner for Nordmark',
    solutionSellerName: 'Kestrel Consulting Group',
    revenueCustomerName: 'Nordmark Möbel',
    isvProductName: 'Shelf Planner',
    ...changes,
  })
