import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { texts } from '../kernel/conditions.ts'
import type { LetterParams } from '@ofrecord/emails/letters'
import { daysAfterDay } from '../competencies/year.rules.ts'
import type { Reaction, Told } from '../kernel/dispatch.ts'
import { isoOf } from '../kernel/instants.ts'
import type { Installation } from '../kernel/installation.ts'
import type { Call } from '../kernel/transaction.ts'
import { writeLetter } from '../letters/letter.entity.ts'
import { invoiceNumber } from './invoice.rules.ts'
import { referenceOf } from './order.rules.ts'
import type { MembershipState } from './membership.rules.ts'
import type { OfferCode, PaymentMethod } from './order.rules.ts'
import type { Quote } from './price.rules.ts'

type OrderTemplate = 'order-confirmation' | 'transfer-instructions' | 'invoice-ready' | 'refund' | 'money-owed'

interface OrderFacts {
  id: string
  number: string
  offer: OfferCode
  method: PaymentMethod
  competencyName: string | null
  locationName: string
  locationNumber: number
  organisationName: string
  vendorName: string
  currency: string
  netMinor: number
  taxMinor: number
  totalMinor: number
  pricing: Quote
  orderedBy: string
  orderedAt: string
  dueAt: string | null
  coversUntil: string | null
  receivedMinor: number
}

const readOrder = async (call: Call, orderId: string): Promise<OrderFacts> => {
  const { rows } = await sql<OrderFacts>`
    select o.id, o.number, o.offer, o.method, coalesce(c.name, e.competency) as "competencyName", l.name as "locationName",
      l.number as "locationNumber", g.name as "organisationName", v.name as "vendorName", o.currency, o.net_minor::float8 as "netMinor",
      o.tax_minor::float8 as "taxMinor", o.total_minor::float8 as "totalMinor", o.pricing, o.ordered_by as "orderedBy",
      o.ordered_at::text as "orderedAt", o.due_at::text as "dueAt", o.covers_until::text as "coversUntil", p.received_minor::float8 as "receivedMinor"
    from fee_order o join location l on l.id = o.location_id join organization g on g.id = o.organization_id join vendor v on v.id = o.vendor_id
    join payment p on p.order_id = o.id left join competency_enrollment e on e.id = o.enrollment_id
    left join competency c on c.vendor_id = e.vendor_id and c.code = e.competency where o.id = ${orderId}
  `.execute(call.em.getKysely())
  return rows[0]!
}

interface Reader {
  name: string
  email: string
  locale: string
  timeZone: string
}

const readReaders = async (call: Call, who: RawBuilder<unknown>): Promise<Reader[]> => {
  const { rows } = await sql<Reader>`
    select p.name, p.email, p.locale, p.time_zone as "timeZone" from person p where ${who} order by p.id
  `.execute(call.em.getKysely())
  return rows
}

const withRole = (organizationId: string, roles: readonly string[]): RawBuilder<unknown> => sql`p.id in (
  select r.person_id from role_assignment r where r.organization_id = ${organizationId} and r.location_id is null
    and not r.held_back and r.role = any(${texts(roles)}))`

/** Whoever ordered, and who administers the membership. */
const tellOfOrder = async (
  call: Call,
  event: Told,
  { publicUrl }: Installation,
  template: OrderTemplate,
  order: OrderFacts,
  rest: object,
): Promise<void> => {
  const { orderedBy, pricing, competencyName } = order
  const organizationId = event.organizationId!
  const who = sql`(p.id = ${orderedBy} or ${withRole(organizationId, ['membership_admin'])})`
  const page = template === 'invoice-ready' ? 'memberships/invoices' : `memberships/orders/${order.id}`
  const { organisationName, vendorName, number, offer, locationName, locationNumber, currency } = order
  const { netMinor, taxMinor, totalMinor } = order
  const common = {
    vendorName,
    sentAt: call.now.toISOString(),
    organisationName,
    happenedAt: event.at.toISOString(),
    orderNumber: number,
    offer,
    ...(competencyName !== null && { competencyName }),
    locationName,
    locationNumber,
    currency,
    netMinor,
    taxMinor,
    ...(pricing.taxName !== null && { taxName: pricing.taxName }),
    totalMinor,
    ...(pricing.converted && {
      convertedMinor: pricing.converted.amountMinor,
      perDollar: pricing.converted.perDollar,
    }),
    pageUrl: `${publicUrl}/${page}`,
    ...rest,
  }
  for (const { name, email, locale, timeZone } of await readReaders(call, who))
    writeLetter(call, {
      vendorId: event.vendorId,
      organizationId,
      eventId: event.id,
      aggregateId: order.id,
      template,
      recipient: email,
      recipientName: name,
      locale,
      params: { ...common, recipientName: name, timeZone } as unknown as LetterParams[OrderTemplate],
    })
}

const confirm: Reaction = async (call, event, installation) => {
  const order = await readOrder(call, event.aggregateId)
  await tellOfOrder(call, event, installation, 'order-confirmation', order, { coversUntil: order.coversUntil })
}

/** How to pay by transfer: as it is ordered, while it has not come, and while a part is missing. */
const instruct =
  (phase: LetterParams['transfer-instructions']['phase']): Reaction =>
  async (call, event, installation) => {
    const order = await readOrder(call, phase === 'short' ? String(event.data.orderId) : event.aggregateId)
    if (order.method !== 'transfer' || !order.dueAt) return
    await tellOfOrder(call, event, installation, 'transfer-instructions', order, {
      phase,
      // The letter says when it was ordered, or when a part arrived.
      ...(phase !== 'short' && { happenedAt: isoOf(order.orderedAt) }),
      missingMinor: order.totalMinor - order.receivedMinor,
      reference: referenceOf(order.number, order.locationNumber),
      ...(installation.bankAccount && { account: installation.bankAccount }),
      dueAt: isoOf(order.dueAt),
    })
  }

const tellOfInvoice: Reaction = async (call, event, installation) => {
  const { rows } = await sql<{ year: number; number: number; netMinor: number; taxMinor: number; totalMinor: number }>`
    select year, number, net_minor::float8 as "netMinor", tax_minor::float8 as "taxMinor", total_minor::float8 as "totalMinor"
    from invoice where id = ${event.aggregateId}`.execute(call.em.getKysely())
  const { year, number, ...amounts } = rows[0]!
  await tellOfOrder(call, event, installation, 'invoice-ready', await readOrder(call, String(event.data.orderId)), {
    ...amounts,
    invoiceNumber: invoiceNumber(year, number),
    isCredit: event.data.creditsId !== null,
  })
}

const tellOfRefund =
  (outcome: LetterParams['refund']['outcome']): Reaction =>
  async (call, event, installation) =>
    tellOfOrder(call, event, installation, 'refund', await readOrder(call, event.aggregateId), { outcome })

/** Money is the partner's, or was given back: `minor` and `to` name what the event says of it (MEM-R5). */
const tellOfOwed =
  (outcome: LetterParams['money-owed']['outcome'], minor: string): Reaction =>
  async (call, event, installation) => {
    const { to } = event.data
    await tellOfOrder(call, event, installation, 'money-owed', await readOrder(call, String(event.data.orderId)), {
      outcome,
      owedMinor: Number(event.data[minor]),
      ...(typeof to === 'string' && { to }),
    })
  }

interface RefusedExemption {
  country: string
  certificate: string
  note: string | null
  askedBy: string
  organisationName: string
  vendorName: string
}

/** A certificate does not count: whoever asked, and who administers the membership (MEM-R7). */
const tellOfRefusedExemption: Reaction = async (call, event, { publicUrl }) => {
  const { rows } = await sql<RefusedExemption>`
    select x.country, x.certificate, nullif(x.note, '') as note, x.asked_by as "askedBy", g.name as "organisationName", v.name as "vendorName"
    from tax_exemption x join organization g on g.id = x.organization_id join vendor v on v.id = x.vendor_id where x.id = ${event.aggregateId}
  `.execute(call.em.getKysely())
  const { askedBy, note, ...facts } = rows[0]!
  const organizationId = event.organizationId!
  const who = sql`(p.id = ${askedBy} or ${withRole(organizationId, ['membership_admin'])})`
  for (const { name, email, locale, timeZone } of await readReaders(call, who))
    writeLetter(call, {
      vendorId: event.vendorId,
      organizationId,
      eventId: event.id,
      aggregateId: event.aggregateId,
      template: 'exemption-refused',
      recipient: email,
      recipientName: name,
      locale,
      params: {
        ...facts,
        ...(note !== null && { note }),
        timeZone,
        sentAt: call.now.toISOString(),
        happenedAt: event.at.toISOString(),
        recipientName: name,
        pageUrl: `${publicUrl}/memberships/tax`,
      },
    })
}

interface YearFacts {
  tier: LetterParams['membership-renewal']['tier']
  state: MembershipState
  organisationName: string
  vendorName: string
  anniversaryOn: string | null
  startedOn: string
  /** The last day, of one that has lapsed. */
  endedOn: string | null
  graceDays: number
  /** Competencies end on the same day, and their letters say so already (CMP-R6). */
  told: boolean
}

const readYear = async (call: Call, membershipId: string): Promise<YearFacts> => {
  const { rows } = await sql<YearFacts>`
    select m.tier, m.state, g.name as "organisationName", v.name as "vendorName", m.anniversary_on::text as "anniversaryOn",
      (coalesce(m.confirmed_at, m.started_at) at time zone v.time_zone + interval '1 year')::date::text as "startedOn",
      (m.ended_at at time zone v.time_zone)::date::text as "endedOn",
      coalesce((select (s.settings ->> 'membershipGraceDays')::int from policy_version s where s.vendor_id = v.id order by s.version desc limit 1), 30) as "graceDays",
      exists (select from competency_enrollment e where e.organization_id = m.organization_id and e.renews_on = m.anniversary_on) as told
    from membership m join organization g on g.id = m.organization_id join vendor v on v.id = m.vendor_id where m.id = ${membershipId}
  `.execute(call.em.getKysely())
  return rows[0]!
}

/** Global and membership administrators, and the primary program contact of the headquarters (CMP-R6). */
const tellOfYear =
  (phaseOf: (event: Told) => LetterParams['membership-renewal']['phase']): Reaction =>
  async (call, event, { publicUrl }) => {
    const phase = phaseOf(event)
    const year = await readYear(call, event.aggregateId)
    const { tier, state, organisationName, vendorName, told } = year
    // Renewed meanwhile, or past the window already: the next letter says what is true then.
    const isOver = (phase === 'open' && state !== 'reenrol_open') || (phase === 'grace' && state !== 'grace')
    if ((told && phase !== 'network') || isOver) return
    const organizationId = event.organizationId!
    const who = sql`(${withRole(organizationId, ['global_admin', 'membership_admin'])} or p.id in (
      select c.person_id from contact_assignment c join location l on l.id = c.location_id and l.is_headquarters
      where c.organization_id = ${organizationId} and c.role = 'primary_program' and c.ended_at is null))`
    const endsOn = lastDayIn(phase, year)
    for (const { name, email, locale, timeZone } of await readReaders(call, who))
      writeLetter(call, {
        vendorId: event.vendorId,
        organizationId,
        eventId: event.id,
        aggregateId: event.aggregateId,
        template: 'membership-renewal',
        recipient: email,
        recipientName: name,
        locale,
        params: {
          vendorName,
          timeZone,
          sentAt: call.now.toISOString(),
          recipientName: name,
          organisationName,
          pageUrl: `${publicUrl}/memberships`,
          phase,
          tier,
          endsOn,
        },
      })
  }

/** The day that a letter of the year names. */
const lastDayIn = (
  phase: LetterParams['membership-renewal']['phase'],
  { anniversaryOn, startedOn, endedOn, graceDays }: YearFacts,
): string => {
  if (phase === 'network') return startedOn
  if (phase === 'lapsed') return endedOn!
  return phase === 'grace' ? daysAfterDay(anniversaryOn!, graceDays) : anniversaryOn!
}

/** Who is told of orders, transfers, invoices, money back, and the year of a membership (B.14.1). */
export const feeLetters: Readonly<Record<string, Reaction>> = {
  'order.submitted': instruct('ordered'),
  'order.reminded': instruct('reminder'),
  'payment.short': instruct('short'),
  'order.paid': confirm,
  'invoice.issued': tellOfInvoice,
  'order.refunded': tellOfRefund('refunded'),
  'order.refundRefused': tellOfRefund('refused'),
  'payment.owed': tellOfOwed('owed', 'owedMinor'),
  'payment.paidBack': tellOfOwed('paid_back', 'paidMinor'),
  'payment.credited': tellOfOwed('credited', 'creditedMinor'),
  'exemption.refused': tellOfRefusedExemption,
  'order.taxRefunded': tellOfRefund('tax'),
  'membership.renewalOpened': tellOfYear(() => 'open'),
  'membership.reminded': tellOfYear(({ data }) => (data.state === 'grace' ? 'grace' : 'open')),
  'membership.lapsed': tellOfYear(() => 'lapsed'),
  'membership.confirmationAsked': tellOfYear(() => 'network'),
}
