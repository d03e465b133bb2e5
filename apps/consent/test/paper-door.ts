import type { VerifiedLetter, VerifiedReceipt } from '@ofrecord/core/consent/verifying'
import { Refusal, type RefusalKind } from '@ofrecord/core/kernel/errors'
import { createConsentApp, type ConsentParts } from '../src/app.ts'
import type { ConsentDoor, DenyAnswer, NoticeView, QuestionView, ReceiptView } from '../src/door.ts'

/** 43 characters, as a link is. */
export const nora = 'NoraQ7Zt1vYcB2mXw9F4kLr8sTpE6hJd3gUaZx5yVnK'
export const admin = 'AdmnQ7Zt1vYcB2mXw9F4kLr8sTpE6hJd3gUaZx5yVnK'
export const site = 'https://records.halcyon.example'

export const notice: NoticeView = {
  letterNumber: '1000388-1',
  state: 'window',
  consentMode: 'opt_out',
  endReason: null,
  newer: null,
  onlyNo: false,
  askedAt: null,
  vendorName: 'Halcyon Software',
  locale: 'en',
  timeZone: 'Europe/London',
  partner: {
    name: 'Kestrel Consulting Group',
    city: 'Leeds',
    contactName: 'Ines Marchetti',
    contactEmail: 'ines.incentive@kestrel.example',
  },
  customer: { name: 'Orchard Foods', domain: 'orchardfoods.example', tenantId: '3f6a1c88-09be-4d27-a5f1-6c20e4b97d13' },
  items: [
    {
      id: '019a0000-0000-7000-8000-000000000001',
      name: 'Mail and Calendar',
      code: 'MAIL',
      subscriptionId: null,
      state: 'live',
    },
    {
      id: '019a0000-0000-7000-8000-000000000002',
      name: 'Meetings and Chat',
      code: 'MEET',
      subscriptionId: null,
      state: 'live',
    },
    {
      id: '019a0000-0000-7000-8000-000000000003',
      name: 'Document Sites',
      code: 'SITE',
      subscriptionId: null,
      state: 'live',
    },
  ],
  consentDueAt: '2026-11-09T09:14:00.000Z',
  windowDays: 7,
  undoHours: 24,
  recipient: { address: 'nora.contact@orchardfoods.example', kind: 'customer' },
  otherRecipients: 2,
  codePhraseHint: true,
  nonce: '',
  decision: null,
  denial: null,
}

export const receipt: ReceiptView = {
  code: 'R7KD-42QM-XW9F',
  kind: 'deny',
  at: '2026-11-03T11:42:00.000Z',
  vendorName: 'Halcyon Software',
  locale: 'en',
  timeZone: 'Europe/London',
  partnerName: 'Kestrel Consulting Group',
  items: notice.items,
  wholeClaim: true,
  withinWindow: true,
  windowDays: 7,
  reasons: ['unknown'],
  comment: null,
  commentShared: false,
  decidedBy: { address: 'nora.contact@orchardfoods.example', kind: 'customer' },
  administratorsTold: true,
  undoUntil: '2026-11-04T11:42:00.000Z',
  replacedBy: null,
  inRecord: true,
  json: '{"code":"R7KD-42QM-XW9F","kind":"deny"}',
}

export const question: QuestionView = {
  letterNumber: '7KD4-2QMX',
  state: 'open',
  vendorName: 'Halcyon Software',
  locale: 'en',
  timeZone: 'Europe/London',
  customerName: 'Orchard Foods',
  itemName: 'Mail and Calendar',
  partners: [
    { id: '019a0000-0000-7000-8000-0000000000a1', name: 'Kestrel Consulting Group' },
    { id: '019a0000-0000-7000-8000-0000000000a2', name: 'Tidewater Cloud' },
  ],
  askedAt: '2026-11-02T09:14:00.000Z',
  dueAt: '2026-11-16T09:14:00.000Z',
  recipient: { address: 'tess.tenant@orchardfoods.example', kind: 'tenant_admin' },
  otherRecipients: 1,
  codePhraseHint: true,
  nonce: '',
  answer: null,
}

/** What a check of the receipt above comes to. */
const verified: VerifiedReceipt = {
  verdict: 'genuine',
  receipt: {
    code: receipt.code,
    vendorName: receipt.vendorName,
    timeZone: receipt.timeZone,
    decision: 'deny',
    decidedAt: receipt.at,
    customerName: notice.customer.name,
    partnerName: receipt.partnerName,
    items: receipt.items.map(({ name }) => name),
    erased: false,
  },
}

const letter = {
  vendorName: 'Halcyon Software',
  timeZone: 'Europe/London',
  writtenAt: '2026-11-02T23:30:00Z',
  mailboxes: [{ domain: 'or…ds.example', count: 3 }],
}

/** What tRPC's caller throws when a procedure refuses. */
export const refused = (code: string, params?: Record<string, string>, kind: RefusalKind = 'invalid'): Error => {
  const cause = new Refusal(kind, code, params ? { params } : {})
  return Object.assign(new Error(code, { cause }), {
    name: 'TRPCError',
    code: kind === 'absent' ? 'NOT_FOUND' : 'BAD_REQUEST',
  })
}

/**
 * The door at its edge: it knows two links and one receipt, issues nonces that carry their time, and remembers what it
 * was asked. `clock` is moved by the test; `refusal` makes every answer refuse.
 */
export const paperDoor = () => {
  const door = {
    clock: Date.parse('2026-11-03T11:40:00Z'),
    notice: { ...notice },
    receipt: { ...receipt },
    question: { ...question },
    verified: verified as VerifiedReceipt,
    letter: { letters: [letter], phrase: null } as VerifiedLetter,
    refusal: undefined as Error | undefined,
    asked: [] as { verb: string; input: Record<string, unknown> }[],
    decided: undefined as string | undefined,
    /** Verbs that would have changed something. */
    changes: (): string[] =>
      door.asked
        .filter(({ verb }) => ['deny', 'confirm', 'undo', 'clarify', 'ask'].includes(verb))
        .map(({ verb }) => verb),
    /** A nonce issued now. */
    nonce: (link: string = nora): string => `${door.clock}.${link.slice(0, 4)}`,
  }
  const known = (link: string): void => {
    if (link !== nora && link !== admin) throw refused('NOT_FOUND', undefined, 'absent')
  }
  const answer = (verb: string, input: { link: string; nonce: string }): { receipt: string } => {
    door.asked.push({ verb, input })
    known(input.link)
    if (door.refusal) throw door.refusal
    if (door.decided === verb) return { receipt: door.receipt.code }
    const [issued = '', link = ''] = input.nonce.split('.')
    const age = door.clock - Number(issued)
    if (link !== input.link.slice(0, 4) || !(age >= 0 && age <= 24 * 3_600_000)) throw refused('FORM_NONCE_INVALID')
    if (age < 2000) throw refused('FORM_TOO_SOON', { nonce: door.nonce(input.link) })
    door.decided = verb
    return { receipt: door.receipt.code }
  }
  const consent: ConsentDoor = {
    notice: async (input) => {
      door.asked.push({ verb: 'notice', input })
      known(input.link)
      return { ...door.notice, nonce: door.nonce(input.link) }
    },
    deny: async (input: DenyAnswer) => answer('deny', input),
    confirm: async (input) => answer('confirm', input),
    undo: async (input) => answer('undo', input),
    ask: async (input) => {
      answer('ask', { ...input })
      door.notice.askedAt = new Date(door.clock).toISOString()
    },
    receipt: async (input) => {
      door.asked.push({ verb: 'receipt', input })
      if (input.receipt !== door.receipt.code) throw refused('NOT_FOUND', undefined, 'absent')
      return door.receipt
    },
    inclusion: async () => Promise.reject(refused('NOT_FOUND', undefined, 'absent')),
    survey: async ({ vendor }) => {
      if (vendor !== 'halcyon') throw refused('NOT_FOUND', undefined, 'absent')
      return { vendorName: 'Halcyon Software', address: 'https://surveys.halcyon.example/partners?v=2' }
    },
    question: async (input) => {
      door.asked.push({ verb: 'question', input })
      known(input.link)
      return { ...door.question, nonce: door.nonce(input.link) }
    },
    clarify: async (input) => void answer('clarify', { ...input }),
    verifyReceipt: async (input) => {
      door.asked.push({ verb: 'verifyReceipt', input })
      return door.verified
    },
    verifyLetter: async (input) => {
      door.asked.push({ verb: 'verifyLetter', input })
      return door.letter
    },
    enquiryForm: async () => ({ nonce: door.nonce('enquiry') }),
    enquire: async (input) => {
      door.asked.push({ verb: 'enquire', input: { ...input } })
      if (door.refusal) throw door.refusal
      const [issued = '', page = ''] = input.nonce.split('.')
      if (page !== 'enqu') throw refused('FORM_NONCE_INVALID')
      if (door.clock - Number(issued) < 2000) throw refused('FORM_TOO_SOON', { nonce: door.nonce('enquiry') })
    },
    checkpoint: async () => Promise.reject(refused('NOT_FOUND', undefined, 'absent')),
    consistency: async () => Promise.reject(refused('NOT_FOUND', undefined, 'absent')),
    keys: async () => [
      {
        id: '0123456789abcdef',
        algorithm: 'Ed25519',
        publicKey: 'A'.repeat(43),
        createdAt: receipt.at,
        retiredAt: null,
      },
    ],
  }
  return Object.assign(door, { consent })
}

export type PaperDoor = ReturnType<typeof paperDoor>

export const appOf = (door: PaperDoor, parts: Partial<ConsentParts> = {}) =>
  createConsentApp({
    consent: door.consent,
    settings: { publicUrl: site, trustedProxy: false },
    now: () => door.clock,
    ...parts,
  })

export interface Posting {
  headers?: Record<string, string>
  env?: object
}

/** A reader with one browser: same host, form posts as a browser sends them. */
export const reader = (door: PaperDoor, parts: Partial<ConsentParts> = {}) => {
  const app = appOf(door, parts)
  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    app.request(`${site}${path}`, { method, headers })
  const post = (path: string, fields: [string, string][], { headers = {}, env }: Posting = {}) =>
    app.request(
      `${site}${path}`,
      {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          origin: site,
          'sec-fetch-site': 'same-origin',
          ...headers,
        },
        body: new URLSearchParams(fields).toString(),
      },
      env,
    )
  /** Opens the form, reads it for `seconds`, answers with the fields as the form has them plus `fields`. */
  const answer = async (path: string, fields: [string, string][], seconds = 20) => {
    const form = await (await get(path)).text()
    door.clock += seconds * 1000
    return post(path, [['nonce', hiddenNonce(form)], ...fields])
  }
  return { app, get, post, answer }
}

export const hiddenNonce = (page: string): string => /name="nonce" value="([^"]*)"/.exec(page)?.[1] ?? ''

/** The page as it is read aloud: tags gone, white space joined. */
export const words = (page: string): string =>
  page
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<br>/g, ' ')
    .replace(/<[^>]+>/g, '')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')

export const titleOf = (page: string): string => /<title>([^<]*)</.exec(page)?.[1] ?? ''

export const deniedFields: [string, string][] = [
  ['choose', '1'],
  ...notice.items.map(({ id }): [string, string] => ['item', id]),
  ['reason', 'unknown'],
]
