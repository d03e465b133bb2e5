import { Readable } from 'node:stream'
import { Hono } from 'hono'
import type { Context } from 'hono'
import type { ZodType } from 'zod'
import { exportClaims } from '@ofrecord/core/claims/export'
import { ClaimExportInput } from '@ofrecord/core/claims/list.rules'
import { exportCompetencies } from '@ofrecord/core/competencies/competency.export'
import { SummaryFilters } from '@ofrecord/core/competencies/competency.rules'
import { exportLocations } from '@ofrecord/core/hierarchy/export'
import { LocationFilters } from '@ofrecord/core/hierarchy/table.rules'
import { refuse } from '@ofrecord/core/kernel/errors'
import type { CallContext } from '@ofrecord/core/kernel/trpc'
import type { Locale } from '@ofrecord/core/kernel/words'
import type { Exported } from '@ofrecord/core/organisations/exporting.list'
import { PaymentFilters } from '@ofrecord/core/memberships/order.input.rules'
import { exportPayments } from '@ofrecord/core/memberships/payment.export'
import { exportPrices, PriceFilters } from '@ofrecord/core/memberships/price.export'
import { exportContacts } from '@ofrecord/core/people/contact.export'
import { ContactFilters } from '@ofrecord/core/people/contact.queries'
import { exportCertified } from '@ofrecord/core/people/credential.export'
import { CertifiedFilters } from '@ofrecord/core/people/credential.lists'
import { exportPeople } from '@ofrecord/core/people/people.export'
import { PeopleExportInput } from '@ofrecord/core/people/people.rules'
import { exportRoles } from '@ofrecord/core/people/role.export'
import { RoleFilters } from '@ofrecord/core/people/role.rules'
import { ReferenceFilters } from '@ofrecord/core/references/list.rules'
import { exportReferences } from '@ofrecord/core/references/reference.export'
import { exportTickets } from '@ofrecord/core/support/ticket.export'
import { TicketFilters } from '@ofrecord/core/support/ticket.input.rules'

type Env = { Variables: { call: CallContext } }

type Export<Filters> = (
  context: CallContext,
  asker: CallContext['actor'],
  locale: Locale,
  filters: Filters,
) => Promise<Exported>

/**
 * Lists as files: `GET /exports/claims.csv?filters={"statuses":["active"]}&language=it`, with the filters of the
 * procedure that lists them (`claims.list`, `hierarchy.table`) as JSON. A link cannot send headers of its own, so the
 * language stands in the address.
 */
export const exports = (locales: readonly string[]) => {
  const file =
    <Filters>(name: string, shape: ZodType<Filters>, write: Export<Filters>) =>
    async (c: Context<Env>) => {
      const { actor, limiter, locale } = c.var.call
      // As heavy as an upload, and counted like one.
      if (limiter && 'personId' in actor && !limiter.take(actor.personId, 'upload'))
        refuse('throttled', 'TOO_MANY_REQUESTS', { retryable: true })
      const language = c.req.query('language') ?? locale
      const spoken = (locales.includes(language) ? language : 'en') as Locale
      const { csv, at } = await write(c.var.call, actor, spoken, readFilters(shape, c.req.query('filters') ?? '{}'))
      c.header('content-type', 'text/csv; charset=utf-8; header=present')
      c.header('content-disposition', `attachment; filename="${name} ${at.toISOString().slice(0, 10)}.csv"`)
      c.header('content-security-policy', "sandbox; default-src 'none'")
      c.header('cache-control', 'private, no-store')
      return c.body(Readable.toWeb(csv) as unknown as ReadableStream)
    }
  return new Hono<Env>()
    .get('/claims.csv', file('claims', ClaimExportInput, exportClaims))
    .get('/competencies.csv', file('competencies', SummaryFilters, exportCompetencies))
    .get('/locations.csv', file('locations', LocationFilters, exportLocations))
    .get('/people.csv', file('people', PeopleExportInput, exportPeople))
    .get('/contacts.csv', file('contacts', ContactFilters, exportContacts))
    .get('/payments.csv', file('payments', PaymentFilters, exportPayments))
    .get('/prices.csv', file('prices', PriceFilters, exportPrices))
    .get('/professionals.csv', file('professionals', CertifiedFilters, exportCertified))
    .get('/references.csv', file('references', ReferenceFilters, exportReferences))
    .get('/roles.csv', file('roles', RoleFilters, exportRoles))
    .get('/tickets.csv', file('tickets', TicketFilters, exportTickets))
}

const readFilters = <Filters>(shape: ZodType<Filters>, typed: string): Filters => {
  const read = shape.safeParse(asJson(typed))
  return read.success
    ? read.data
    : refuse('invalid', 'INPUT_SHAPE', { field: read.error.issues[0]?.path.map(String).join('.') ?? '' })
}

const asJson = (typed: string): unknown => {
  try {
    return JSON.parse(typed)
  } catch {
    return undefined
  }
}
