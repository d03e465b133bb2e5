import type {
  AccessItem,
  AccessMap,
  AccessRow,
  PortalDoor,
  PortalEvent,
  PortalPartner,
  PortalRule,
  RecordedRow,
} from '../src/portal/door.ts'
import { refused } from './paper-door.ts'

export const tess = 'tess.tenant@orchardfoods.example'
export const goodCode = '427193'
export const sessionOfTess = 'session-of-tess'
const never = { thisMonth: 0, lastMonth: 0, lastAt: null }

const idOf = (at: number): string => `019a0000-0000-7000-8000-0000000001${String(at).padStart(2, '0')}`

let items = 0
const item = (name: string, code: string, endsAt: string | null = null): AccessItem => ({
  associationId: idOf((items += 1)),
  name,
  code,
  subscriptionId: endsAt === null ? null : '3f6a1c88-09be-4d27-a5f1-6c20e4b97d13',
  endsAt,
  looks: never,
})

const partner = (number: number, name: string, city: string, country: string): PortalPartner => ({
  number,
  name,
  city,
  country,
})

const tidewater = partner(4000120, 'Tidewater Cloud', 'Boston', 'US')
const kestrel = partner(4000007, 'Kestrel Consulting Group', 'Leeds', 'GB')
const alder = partner(4000260, 'Alder & Sons', 'Cork', 'IE')

const row = (claimNumber: number, of: PortalPartner, given: Partial<AccessRow>): AccessRow => ({
  method: 'claim',
  claimNumber,
  partner: of,
  locationName: of.name,
  state: 'active',
  began: 'silence',
  since: '2025-11-14T09:00:00.000Z',
  sees: 'figures',
  evidence: ['statement_of_work'],
  items: [],
  looks: never,
  endsAt: null,
  stoppable: true,
  ...given,
})

const recorded = (method: RecordedRow['method'], of: PortalPartner, given: Partial<RecordedRow>): RecordedRow => ({
  method,
  partner: of,
  locationName: of.name,
  items: [{ name: 'Work Suite 3', code: 'WRK3' }],
  since: '2026-07-01T10:00:00.000Z',
  endsAt: null,
  ...given,
})

const looks = (lastMonth: number, lastAt: string, thisMonth = 0) => ({ lastMonth, thisMonth, lastAt })
const rule = (of: PortalPartner): PortalRule => ({ ...of, setAt: '2026-06-01T08:00:00.000Z', setBy: tess })

const rows: AccessRow[] = [
  row(1000102, tidewater, {
    items: [item('Device Management', 'DEVM'), item('Identity Premium', 'IDPR')],
    looks: looks(12, '2026-11-02T07:10:00.000Z', 1),
  }),
  row(1000177, partner(4000131, 'Counting House', 'Norwich', 'GB'), {
    began: 'named',
    since: '2026-02-03T10:00:00.000Z',
    items: [item('Insight Reports', 'INSR', '2027-02-28T00:00:00.000Z')],
    evidence: ['purchase_order', 'vendor_form'],
    looks: looks(4, '2026-10-29T10:00:00.000Z'),
    endsAt: '2027-02-28T00:00:00.000Z',
  }),
  row(1000249, partner(4000144, 'Lanterna Digitale', 'Verona', 'IT'), {
    locationName: 'Lanterna Digitale Mestre',
    began: 'yes',
    since: '2026-05-19T10:00:00.000Z',
    items: [item('Sales Hub', 'SALE', '2027-05-18T00:00:00.000Z')],
    evidence: ['master_agreement', 'statement_of_work'],
    looks: looks(31, '2026-10-31T10:00:00.000Z'),
    endsAt: '2027-05-18T00:00:00.000Z',
  }),
  row(1000198, partner(4000152, 'Pinecone IT', 'Kassel', 'DE'), {
    since: '2026-03-08T10:00:00.000Z',
    items: [item('Endpoint Threat Protection', 'ENDP')],
    looks: looks(0, '2026-04-16T10:00:00.000Z'),
  }),
  row(1000230, partner(4000199, 'Larkspur', 'Utrecht', 'NL'), {
    began: 'revenue',
    since: '2026-07-01T10:00:00.000Z',
    items: [item('Work Suite 3', 'WRK3', '2027-06-30T00:00:00.000Z')],
    evidence: [],
    looks: looks(2, '2026-10-12T10:00:00.000Z'),
    endsAt: '2027-06-30T00:00:00.000Z',
  }),
  row(1000388, kestrel, {
    state: 'awaiting',
    began: 'asked',
    since: '2026-11-02T09:14:00.000Z',
    sees: 'nothing',
    items: [
      item('Mail', 'MAIL'),
      item('Meetings', 'MEET'),
      item('Document Sites', 'SITE'),
      item('Personal Files', 'FILE'),
    ],
  }),
]

/** Orchard Foods on Monday 2 November 2026. */
const accessMap: AccessMap = {
  vendorName: 'Halcyon Software',
  locale: 'en',
  timeZone: 'Europe/London',
  now: '2026-11-02T10:00:00.000Z',
  nonce: '',
  sessionEndsAt: '2026-11-02T18:00:00.000Z',
  customer: {
    name: 'Orchard Foods',
    tenantId: '3f6a1c88-09be-4d27-a5f1-6c20e4b97d13',
    domains: ['orchardfoods.example', 'orchard.example'],
  },
  me: { name: 'Tess Okonjo', address: tess, delegate: false },
  tenants: [{ id: 't1', name: 'Orchard Foods', current: true }],
  rows,
  recorded: [
    recorded('designation', alder, { since: '2025-04-01T00:00:00.000Z' }),
    recorded('delegated', tidewater, { since: '2026-01-15T00:00:00.000Z' }),
    recorded('transaction', partner(4000199, 'Larkspur', 'Utrecht', 'NL'), { endsAt: '2027-06-30T00:00:00.000Z' }),
  ],
  requests: [
    {
      claimNumber: 1000388,
      letterNumber: '1000388-1',
      partner: kestrel,
      items: ['Mail', 'Meetings', 'Document Sites', 'Personal Files'],
      mode: 'opt_out',
      dueAt: '2026-11-09T09:14:00.000Z',
      path: '/n/AdmnQ7Zt1vYcB2mXw9F4kLr8sTpE6hJd3gUaZx5yVnK',
    },
  ],
  questions: [],
  blocked: [rule(alder)],
  allowed: [],
  people: [
    { id: 'p1', name: 'Tess Okonjo', address: tess, delegate: false, state: 'verified', invitedBy: null, me: true },
    {
      id: 'p2',
      name: 'Ivo Falconer',
      address: 'i.falconer@orchardfoods.example',
      delegate: true,
      state: 'imported',
      invitedBy: tess,
      me: false,
    },
  ],
  policy: { mode: 'opt_out', windowDays: 7, defaultContact: null, language: 'en', codePhrase: 'blue heron 47' },
  counts: { partners: 5, stoppable: 5, receipts: 9 },
}

const event = (at: string, kind: PortalEvent['kind'], given: Partial<PortalEvent> = {}): PortalEvent => ({
  id: `${at} ${kind}`,
  at,
  kind,
  by: null,
  partnerName: null,
  claimNumber: null,
  items: [],
  receipt: null,
  detail: null,
  about: null,
  ...given,
})

const tide = { partnerName: tidewater.name, claimNumber: 1000102, items: ['Device Management', 'Identity Premium'] }

export const events: PortalEvent[] = [
  event('2026-11-02T09:59:00.000Z', 'signed_in', { by: tess }),
  event('2026-11-02T09:15:00.000Z', 'noticed', {
    partnerName: kestrel.name,
    claimNumber: 1000388,
    items: ['Mail', 'Meetings'],
  }),
  event('2026-10-20T09:15:00.000Z', 'revoked', { ...tide, by: tess, receipt: 'R7KD-42QM-XW9F' }),
  event('2026-10-20T09:14:00.000Z', 'blocked', { partnerName: alder.name, by: tess }),
  event('2026-09-02T09:00:00.000Z', 'ended', {
    partnerName: 'Larkspur',
    claimNumber: 1000051,
    items: ['Work Suite 1'],
    detail: 'subscription_ended',
  }),
  event('2026-06-11T13:20:00.000Z', 'policy_set', { by: tess, detail: 'opt_out' }),
  event('2026-06-02T13:20:00.000Z', 'invited', { by: tess, about: 'i.falconer@orchardfoods.example' }),
  event('2026-06-01T13:20:00.000Z', 'removed', { by: tess, about: null }),
  event('2025-11-14T09:00:00.000Z', 'silence', { ...tide, receipt: 'R2AA-BBCC-DDEE' }),
]

/** The door of the portal at its edge: one administrator, one code, one session; remembers what it was asked. */
export const paperPortal = () => {
  const door = {
    map: structuredClone(accessMap),
    events: [...events],
    session: undefined as string | undefined,
    refusal: undefined as Error | undefined,
    /** Whether DNS has the record. */
    record: false,
    asked: [] as { verb: string; input: Record<string, unknown> }[],
    /** Verbs that would have changed something. */
    changes: (): string[] => door.asked.map(({ verb }) => verb).filter((verb) => !reading.has(verb)),
  }
  const heard = (verb: string, input: object): void => void door.asked.push({ verb, input: { ...input } })
  const known = (verb: string, input: { session: string }): void => {
    heard(verb, input)
    if (input.session !== door.session) throw refused('PORTAL_SIGN_IN')
  }
  const change = (verb: string) => async (input: { session: string; nonce: string }) => {
    known(verb, input)
    if (input.nonce !== 'nonce-1') throw refused('FORM_NONCE_INVALID')
    if (door.refusal) throw door.refusal
  }
  const portal: PortalDoor = {
    requestCode: async (input) => heard('requestCode', input),
    signIn: async (input) => {
      heard('signIn', input)
      if (input.address !== tess || input.code !== goodCode) throw refused('PORTAL_CODE_WRONG')
      door.session = sessionOfTess
      return { session: door.session, expiresAt: '2026-11-02T18:00:00.000Z' }
    },
    startProof: async (input) => {
      heard('startProof', input)
      if (!input.address.endsWith(input.domain)) throw refused('PORTAL_ADDRESS_NOT_ON_DOMAIN')
      return { name: `_ofrecord.${input.domain}`, value: 'ofrecord-verification=Q2x1ZQm7Vt0aXkPz9RrYbA' }
    },
    checkProof: async (input) => {
      heard('checkProof', input)
      return { found: door.record }
    },
    map: async (input) => {
      known('map', input)
      return { ...door.map, nonce: 'nonce-1' }
    },
    history: async (input) => {
      known('history', input)
      return input.before === undefined ? { events: door.events, next: 'older' } : { events: [], next: null }
    },
    receipts: async (input) => {
      known('receipts', input)
      return '{"code":"R7KD-42QM-XW9F"}\n{"code":"R2AA-BBCC-DDEE"}\n'
    },
    partner: async (input) => {
      known('partner', input)
      if (input.number !== kestrel.number) throw refused('NOT_FOUND', undefined, 'absent')
      return kestrel
    },
    revoke: async (input) => {
      await change('revoke')(input)
      return { receipts: ['R7KD-42QM-XW9F'] }
    },
    block: change('block'),
    unblock: change('unblock'),
    allow: change('allow'),
    removeAllowed: change('removeAllowed'),
    setPolicy: change('setPolicy'),
    invite: change('invite'),
    removePerson: change('removePerson'),
    switchTenant: change('switchTenant'),
    signOut: async (input) => {
      heard('signOut', input)
      door.session = undefined
    },
  }
  return Object.assign(door, { portal })
}

const reading = new Set(['map', 'history', 'receipts', 'partner', 'startProof', 'checkProof', 'requestCode', 'signIn'])

export type PaperPortal = ReturnType<typeof paperPortal>
