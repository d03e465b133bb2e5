import type { ClaimActivity } from '@ofrecord/core/catalogue/catalogue.rules'
import type { WorkloadCode } from '../products.ts'
import type { DenialReason, ReviewReason } from '../reasons.ts'
import { days, hours, minutes } from '../time.ts'
import type { Bucket } from './buckets.ts'
import type { ClaimPlan } from './plan.ts'

/** A claim that a screen, a test or the tour needs as it is; what is left out is drawn. */
export interface Story {
  key: string
  bucket: Bucket
  /** A location, or an organisation, which then takes one of its enrolled locations. */
  from: string
  activity: ClaimActivity
  fixtures?: readonly string[]
  name?: string
  tenant?: string
  /** Workload codes, or keys of subscriptions. */
  items?: readonly (WorkloadCode | (string & {}))[]
  count?: number
  /** The bucket's moment in milliseconds from T0. */
  at?: number
  reasons?: readonly ReviewReason[]
  denial?: DenialReason
  /** How many of its items the reviewer rejected while approving the others (CLM-R17). */
  rejects?: number
  rival?: ClaimPlan['rival']
  typed?: string
  /** What the contact asks the partner while the window is open, in the contact's language (B.2.3). */
  question?: string
  refusal?: string
  redacted?: true
  upload?: 'infected' | 'oversize'
}

export const story = (key: string, bucket: Bucket, from: string, activity: ClaimActivity, extra: Omit<Story, 'key' | 'bucket' | 'from' | 'activity'> = {}): Story => ({
  key, bucket, from, activity, ...extra,
})

/** Kestrel's claims at the customers everybody meets first. */
export const kestrel: readonly Story[] = [
  story('valdora-sales', 'action.today', 'kestrel.milan', 'presales', {
    name: 'Sales Hub presales, phase 2', tenant: 'valdora', items: ['valdora.sale'], at: 8.5 * hours, reasons: ['item_not_covered'],
  }),
  story('weserhafen-frontline', 'action.ten_days', 'kestrel.cologne', 'usage', {
    name: 'Frontline device programme', tenant: 'weserhafen', items: ['DEVM', 'IDPR', 'INFO'], at: 3 * days + 2 * hours + 2 * minutes,
    reasons: ['item_not_covered', 'dates_missing'],
  }),
  story('okeford-mail', 'window.bounced', 'kestrel.leeds', 'usage', {
    fixtures: ['fx.claim.bounced'], name: 'Citizen mail migration', tenant: 'okeford', items: ['MAIL', 'SYNC'], at: -3 * days,
  }),
  story('thornbury-devices', 'review.conflict', 'kestrel.leeds', 'usage', {
    fixtures: ['fx.conflict.fresh_vs_old'], name: 'Device management 2026', tenant: 'thornbury', items: ['DEVM', 'IDPR', 'VOIC'],
    rival: { claim: 'thornbury-tidewater', conflict: 'open' },
  }),
  story('brennan-field', 'review.dispute', 'kestrel.edinburgh', 'presales', {
    name: 'Field Service roll-out', tenant: 'brennan', items: ['brennan.flds', 'brennan.serv'],
  }),
  story('orchard-mail', 'window.plain', 'kestrel.leeds', 'usage', {
    fixtures: ['fx.claim.phish_check', 'fx.tenant.map'], name: 'Mail and meetings roll-out', tenant: 'orchard',
    items: ['MAIL', 'MEET', 'SITE', 'SYNC'], at: -40 * minutes,
  }),
  story('castellane-voice', 'window.ending', 'kestrel.milan', 'usage', {
    fixtures: ['fx.claim.window_ends_today'], name: 'Telephony for branches', tenant: 'castellane', items: ['VOIC'], at: -7 * days + 3 * hours,
    question: 'Qui, chez vous, verra ces deux chiffres, et pendant combien de temps ?',
  }),
  story('nordmark-supply', 'submitted.plain', 'kestrel.cologne', 'usage_recognition', {
    name: 'Supply Chain recognition', tenant: 'nordmark', items: ['nordmark.supc'], at: -10 * minutes,
  }),
  story('westmere-endpoint', 'active.plain', 'kestrel.leeds', 'usage', { name: 'Endpoint protection', tenant: 'westmere', items: ['THEP', 'THML'], at: -58 * days }),
  story('sunder-yards', 'active.ends_soon', 'kestrel.edinburgh', 'presales', { name: 'Sales Hub at the yards', tenant: 'sunder', items: ['sunder.sale'], at: -98 * days }),
  story('quillfeather-sites', 'denied.in_window', 'kestrel.bristol', 'usage', {
    name: 'Document sites, legal team', tenant: 'quillfeather', items: ['SITE'], at: -5 * days + 2 * hours, denial: 'unknown',
  }),
  story('aldea-meetings', 'rejected.disputable', 'kestrel.milan', 'usage', {
    name: 'Meetings pilot', tenant: 'aldea', items: ['MEET', 'SITE'], at: -19 * days, reasons: ['evidence_outdated'],
  }),
  story('nordmark-sales', 'active.plain', 'kestrel.edinburgh', 'presales', {
    fixtures: ['fx.conflict.self'], name: 'Sales Hub for the showrooms', tenant: 'nordmark', items: ['nordmark.sale'], at: -140 * days,
  }),
]

/** The others whom Orchard Foods and Thornbury see on their access maps. */
export const others: readonly Story[] = [
  story('thornbury-tidewater', 'active.plain', 'tidewater.london', 'usage', { tenant: 'thornbury', items: ['DEVM', 'IDPR'], at: -360 * days }),
  story('orchard-tidewater', 'active.plain', 'tidewater.boston', 'usage', { tenant: 'orchard', items: ['DEVM', 'IDPR'], at: -360 * days }),
  story('orchard-lanterna', 'active.confirmed', 'lanterna.verona', 'presales', { tenant: 'orchard', items: ['orchard.sale'], at: -167 * days }),
  story('orchard-pinecone', 'active.plain', 'pinecone.kassel', 'usage', { tenant: 'orchard', items: ['THEP'], at: -246 * days }),
]

/** Situations of the clock, of evidence and of consent (F.12). */
export const situations: readonly Story[] = [
  story('due-in-one-hour', 'action.one_hour', 'tidewater', 'usage', { fixtures: ['fx.claim.due_in_one_hour'], at: hours }),
  story('window-ended-missed', 'window.plain', 'countinghouse', 'usage', { fixtures: ['fx.claim.window_ended_missed'], at: -7 * days - 20 * minutes }),
  story('partial', 'review.plain', 'hexlow', 'usage', { fixtures: ['fx.claim.partial'], count: 3 }),
  story('partial-window', 'window.plain', 'rheinfels', 'usage', { count: 3, rejects: 1 }),
  story('last-dispute-day', 'rejected.last_day', 'lanterna', 'usage', { fixtures: ['fx.claim.last_dispute_day'], at: -30 * days + 30 * minutes }),
  story('redacted', 'submitted.plain', 'sakura', 'usage', { fixtures: ['fx.claim.nda'], redacted: true }),
  story('no-admin-copy', 'window.no_admin', 'marlstone', 'usage', { fixtures: ['fx.claim.no_admin_copy'] }),
  story('undo-one-hour-left', 'denied.in_window', 'auberline', 'usage', { fixtures: ['fx.deny.undo_1h_left'], at: -23 * hours, denial: 'data' }),
  story('undo-taken', 'denied.later', 'larkspur', 'usage', { fixtures: ['fx.deny.undo_taken'], at: -10 * hours, denial: 'other', count: 1 }),
  story('undo-taker', 'window.plain', 'brackwater', 'usage', { count: 1, at: -2 * hours, rival: { claim: 'undo-taken', conflict: 'moot' } }),
  story('infected', 'draft.plain', 'kestrel.leeds', 'usage', { fixtures: ['fx.evidence.infected'], upload: 'infected' }),
  story('oversize', 'draft.plain', 'tidewater', 'usage', { fixtures: ['fx.evidence.oversize'], upload: 'oversize' }),
  story('only-a-yes', 'window.opt_in', 'kestrel.cologne', 'usage', { fixtures: ['fx.claim.only_a_yes'], at: -9 * days }),
  story('only-a-yes-fresh', 'window.opt_in', 'tidewater.london', 'usage', { fixtures: ['fx.claim.only_a_yes_fresh'], at: -4 * days }),
  story('scanner', 'window.plain', 'fjordline', 'usage', { fixtures: ['fx.scanner'] }),
]

/** Drafts that the wizard would refuse, one per family of refusals (CLM-V1…V6). */
export const refused: readonly Story[] = [
  story('too-new', 'draft.invalid', 'kestrel.cologne', 'presales', {
    fixtures: ['fx.sub.too_new'], name: 'Field Service for the assembly teams', tenant: 'nordmark', items: ['nordmark.flds.2'], at: -1 * days,
    refusal: 'SUBSCRIPTION_TOO_NEW',
  }),
  story('malformed', 'draft.invalid', 'kestrel.cologne', 'presales', {
    tenant: 'nordmark', items: ['nordmark.sale.2'], typed: 'e2a4c9f0-53d7-4b68-a1cd-90b7f2e8d314', refusal: 'SUBSCRIPTION_ID_MALFORMED',
  }),
  story('not-on-tenant', 'draft.invalid', 'rheinfels', 'presales', {
    tenant: 'weserhafen', items: ['nordmark.flds'], refusal: 'PRODUCT_NOT_ON_TENANT',
  }),
  story('reseller-managed', 'draft.invalid', 'pinecone', 'presales', { tenant: 'nordmark', items: ['nordmark.reta'], refusal: 'SUBSCRIPTION_RESELLER_MANAGED' }),
  story('not-activated', 'draft.invalid', 'rheinfels', 'presales', { tenant: 'nordmark', items: ['nordmark.mktg'], refusal: 'SUBSCRIPTION_NOT_ACTIVATED' }),
]
