import type { Locale } from '@ofrecord/messages/customer/runtime'
import type { Sender } from '../door.ts'

export type ConsentMode = 'opt_out' | 'opt_in' | 'allow_list'
export type EvidenceKind = 'statement_of_work' | 'master_agreement' | 'purchase_order' | 'vendor_form' | 'other'

export interface PortalPartner {
  /** The number of the location that asked; for a rule, of the organisation's head office. */
  number: number
  name: string
  city: string
  /** Two letters, ISO 3166-1. */
  country: string
}

/** How often the partner's people opened the figures; one look a person and hour. Months are those of UTC. */
export interface Looks {
  thisMonth: number
  lastMonth: number
  /** ISO instant; null: never. */
  lastAt: string | null
}

export interface AccessItem {
  associationId: string
  name: string
  /** Short code of a workload or product. */
  code: string
  /** The subscription's GUID; null for a workload. */
  subscriptionId: string | null
  /** ISO instant at which the subscription ends; null: the access ends when the customer stops it. */
  endsAt: string | null
  looks: Looks
}

/** One claim with what of it is live or awaited. */
export interface AccessRow {
  method: 'claim'
  claimNumber: number
  partner: PortalPartner
  /** The name of the location, where it differs from the partner's. */
  locationName: string
  /** `active`: in force; `awaiting`: the window runs, no answer came yet, or another partner's access ends first. */
  state: 'active' | 'awaiting'
  /**
   * How it began: `silence` (asked, nobody answered), `yes` (asked, somebody said yes), `named` (the customer answered
   * a question with this partner's name), `revenue` (sold by the partner: no letter is sent), `asked` (still awaiting).
   */
  began: 'silence' | 'yes' | 'named' | 'revenue' | 'asked'
  /** ISO instant: since when it is in force; while it is awaited, when it was approved. */
  since: string
  /** `figures`: users and seats of these items; `nothing`: nothing yet. */
  sees: 'figures' | 'nothing'
  /** Kinds of the documents that showed the work; never their content. */
  evidence: readonly EvidenceKind[]
  items: readonly AccessItem[]
  /** The greatest of its items: one look at the claim counts on each of them. */
  looks: Looks
  /** The last end among its items; null when one of them has none. */
  endsAt: string | null
  /** Whether it can be stopped here. */
  stoppable: boolean
}

/** A partner that another system has on record. It is only read: no figures come with it, and nothing of it is stopped here. */
export interface RecordedRow {
  /** `designation`: the customer named it; `delegated`: works with rights it was given; `transaction`: sold it. */
  method: 'designation' | 'delegated' | 'transaction'
  partner: PortalPartner
  locationName: string
  items: readonly { name: string; code: string }[]
  /** ISO instant. */
  since: string
  /** ISO instant from which it is not on record any more; null: none is set. */
  endsAt: string | null
}

/** A partner who asks, and whose window runs or starts with the first letter that arrives. */
export interface OpenRequest {
  claimNumber: number
  letterNumber: string
  partner: PortalPartner
  items: readonly string[]
  /** What silence means for this request, as it was set when it was told: `opt_in`: nothing. */
  mode: ConsentMode
  /** ISO instant; null until a mail server took a letter. */
  dueAt: string | null
  /** Path of the reader's own link, `/n/…`; null when the letter went to others only. */
  path: string | null
}

/** A question which of two partners does the work. */
export interface OpenQuestion {
  itemName: string
  /** By name. */
  partners: readonly string[]
  dueAt: string
  /** Path of the reader's own link, `/por/…`; null when others were asked. */
  path: string | null
}

export interface PortalRule extends PortalPartner {
  setAt: string
  /** The mailbox that said so. */
  setBy: string
}

export interface PortalPerson {
  id: string
  name: string
  address: string
  /** A delegate sees and stops, and names nobody and sets no policy. */
  delegate: boolean
  /** `imported`: has not signed in yet. */
  state: 'imported' | 'verified'
  /** The mailbox that named this one, or the domain whose record did; null: the vendor's directory. */
  invitedBy: string | null
  me: boolean
}

export interface PortalPolicy {
  mode: ConsentMode
  /** Calendar days of silence that count as yes, where silence counts. */
  windowDays: number
  /** Whom a notice goes to when a claim names nobody better; null: nobody. */
  defaultContact: string | null
  /** Language of letters and of this page. */
  language: Locale
  /** Printed in genuine letters, 3 to 40 characters; null: none. */
  codePhrase: string | null
}

export interface AccessMap {
  vendorName: string
  locale: Locale
  /** IANA zone in which the page writes its times. */
  timeZone: string
  /** ISO instant of the database's clock: what "now", "this month" and "for 200 days" mean. */
  now: string
  /** Bound to this session, valid for 24 hours: goes with every post. */
  nonce: string
  /** ISO instant at which this session ends. */
  sessionEndsAt: string
  customer: { name: string; tenantId: string; domains: readonly string[] }
  me: { name: string; address: string; delegate: boolean }
  /** Every customer whose administrator this mailbox is, the present one included. */
  tenants: readonly { id: string; name: string; current: boolean }[]
  rows: readonly AccessRow[]
  /** By partner. */
  recorded: readonly RecordedRow[]
  requests: readonly OpenRequest[]
  questions: readonly OpenQuestion[]
  blocked: readonly PortalRule[]
  allowed: readonly PortalRule[]
  people: readonly PortalPerson[]
  policy: PortalPolicy
  counts: {
    /** Partners (not claims) with access in force. */
    partners: number
    /** Rows in force that can be stopped here. */
    stoppable: number
    receipts: number
  }
}

/** What a line of the history is about; the page has a sentence for each. */
export type PortalEventKind =
  | 'noticed'
  | 'started'
  | 'denied'
  | 'partly_denied'
  | 'confirmed'
  | 'undone'
  | 'silence'
  | 'revoked'
  | 'ended'
  | 'blocked'
  | 'unblocked'
  | 'allowed'
  | 'disallowed'
  | 'policy_set'
  | 'invited'
  | 'removed'
  | 'proven'
  | 'signed_in'

export interface PortalEvent {
  id: string
  at: string
  kind: PortalEventKind
  /** The mailbox that did it; null: nobody of the customer (silence, the partner, the vendor) or an erased one. */
  by: string | null
  /** Null where it is about no partner. */
  partnerName: string | null
  claimNumber: number | null
  items: readonly string[]
  /** Code of the receipt, for `/r/…`. */
  receipt: string | null
  /**
   * `ended`: the category, `partner_disassociated`, `superseded`, `subscription_ended`, `location_dissociated`,
   * `vendor_revoked` or `no_consent`; `policy_set`: the mode.
   */
  detail: string | null
  /** `invited`, `removed`, `proven`: the mailbox it is about; null after an erasure. */
  about: string | null
}

export interface PortalPost {
  session: string
  nonce: string
}

/**
 * The door of the customer's own page (B.2.7). Calls without `nonce` change nothing but codes and sessions.
 *
 * Every call with a `session` refuses with PORTAL_SIGN_IN when the session is unknown, over (8 hours) or ended, or when
 * its mailbox administers the customer no more. Every call with a `nonce` refuses with FORM_NONCE_INVALID (a page older
 * than a day, or of another session). What does not exist and what is foreign are both absent.
 * `failureOf` of ../door.ts reads all of them.
 */
export interface PortalDoor {
  /**
   * Mails a code of six digits, good once, for 10 minutes and 5 tries. Answers the same for every address: one that
   * administers nothing, or that asked for five codes within the hour, gets no letter.
   */
  requestCode(input: { address: string } & Sender): Promise<void>
  /** Refuses with PORTAL_CODE_WRONG: wrong, used, expired, tried too often or never asked for, alike. */
  signIn(input: { address: string; code: string } & Sender): Promise<{ session: string; expiresAt: string }>
  /**
   * What a TXT record must say, and where, so that the address becomes the first administrator. Answers the same for
   * every domain. Refuses with PORTAL_ADDRESS_NOT_ON_DOMAIN when the address is not on the domain (or below it), and
   * INPUT_SHAPE ones that are no domain or address (`failureOf`: `invalid`).
   */
  startProof(input: { domain: string; address: string }): Promise<{ name: string; value: string }>
  /**
   * Looks the record up. `found` is what DNS said and nothing more: where the domain is a customer's without an
   * administrator, the address may sign in by code from now on. Refuses as `startProof`.
   */
  checkProof(input: { domain: string; address: string } & Sender): Promise<{ found: boolean }>

  map(input: { session: string }): Promise<AccessMap>
  /** Newest first, 50 a page; `before` is the `next` of the page before. */
  history(input: { session: string; before?: string | undefined }): Promise<{
    events: readonly PortalEvent[]
    next: string | null
  }>
  /** Every receipt document of the customer, one line each (NDJSON), oldest first, byte for byte as signed. */
  receipts(input: { session: string }): Promise<string>
  /** Name, city and country of a partner number, to be shown before it is blocked or allowed. Absent: no such number. */
  partner(input: { session: string; number: number }): Promise<PortalPartner>

  /**
   * Stops access to these associations; `block` keeps their partners from asking again. One receipt a claim; the same
   * post twice answers the same receipts. Absent when one of them is not this customer's. Refuses with
   * PORTAL_NOTHING_CHOSEN when there are none. Delegates may stop; `block` needs an administrator (PORTAL_DELEGATE).
   */
  revoke(
    input: PortalPost & { associationIds: string[]; block: boolean } & Sender,
  ): Promise<{ receipts: readonly string[] }>

  /** The four of them refuse a delegate with PORTAL_DELEGATE. The same twice changes nothing. */
  block(input: PortalPost & { number: number }): Promise<void>
  unblock(input: PortalPost & { number: number }): Promise<void>
  allow(input: PortalPost & { number: number }): Promise<void>
  removeAllowed(input: PortalPost & { number: number }): Promise<void>

  /**
   * Holds for requests that come from now on (POL-R1). Empty texts are none. Refuses with PORTAL_DELEGATE,
   * PORTAL_CODE_PHRASE_INVALID (3 to 40 characters, no web address), PORTAL_ADDRESS_NOT_ON_DOMAIN (default contact).
   */
  setPolicy(
    input: PortalPost & { mode: ConsentMode; defaultContact: string; language: Locale; codePhrase: string },
  ): Promise<void>
  /** Names another person and writes to them. Refuses with PORTAL_DELEGATE, PORTAL_ADDRESS_NOT_ON_DOMAIN. */
  invite(input: PortalPost & { name: string; email: string; delegate: boolean }): Promise<void>
  /** Ends their sessions too. Refuses with PORTAL_DELEGATE, and PORTAL_LAST_ADMINISTRATOR for the last one. */
  removePerson(input: PortalPost & { personId: string }): Promise<void>

  /** To another customer of the same mailbox; the session stays. Absent when it administers no such customer. */
  switchTenant(input: PortalPost & { tenant: string }): Promise<void>
  /** Always succeeds; a session that is over is over. */
  signOut(input: { session: string }): Promise<void>
}
