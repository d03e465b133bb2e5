import { Hono } from 'hono'
import { z } from 'zod'
import { scopeOf } from '@ofrecord/core/kernel/authority'
import { refuse, refuseAbsent } from '@ofrecord/core/kernel/errors'
import { inReading } from '@ofrecord/core/kernel/transaction'
import type { CallContext } from '@ofrecord/core/kernel/trpc'
import type { Locale } from '@ofrecord/core/kernel/words'
import type { IntakePlace } from '@ofrecord/core/claims/intake'
import { drawInvoice } from '@ofrecord/core/memberships/invoice.pdf'
import { readInvoicePaper } from '@ofrecord/core/memberships/invoice.queries'
import { deskScope, findPaper, takeInPaper } from '@ofrecord/core/memberships/paper'
import { bodyOf, read, refuseLarge, sendDocument, signedIn } from './documents.ts'

type Env = { Variables: { call: CallContext } }

const Paper = z.object({ of: z.enum(['payments', 'exemptions']), id: z.uuid() })
const Naming = z.object({ name: z.string().min(1).max(400) })

/** Proofs of transfers and certificates of exemption: `/files/payments/<id>/proof`, `/files/exemptions/<id>/proof`. */
export const feePapers = (place: IntakePlace) =>
  new Hono<Env>()
    .post('/:of{payments|exemptions}/:id/proof', async (c) => {
      const { orm, actor, limiter } = c.var.call
      const person = signedIn(actor)
      if (limiter && !limiter.take(person.personId, 'upload'))
        refuse('throttled', 'TOO_MANY_REQUESTS', { retryable: true })
      const { of, id } = read(Paper, c.req.param())
      const { name: fileName } = read(Naming, c.req.query())
      refuseLarge(c)
      return c.json(await takeInPaper(orm, place, person, { of, id, fileName, content: bodyOf(c) }), 201)
    })
    .get('/:of{payments|exemptions}/:id/proof', async (c) => {
      const { reader, actor } = c.var.call
      signedIn(actor)
      const { of, id } = read(Paper, c.req.param())
      const { key: storageKey, ...paper } = await inReading(reader, actor, (call) => findPaper(call, of, id))
      return sendDocument(c, place, { ...paper, storageKey })
    })

/**
 * Issued invoices and credit notes: `GET /invoices/<id>.pdf?language=it`. An administrator of a location has its own,
 * those of the organisation and of its membership have all, the vendor's service desk everybody's (B.18).
 */
export const invoices = (locales: readonly string[]) =>
  new Hono<Env>().get('/:name{.+\\.pdf}', async (c) => {
    const { reader, actor, locale } = c.var.call
    const person = signedIn(actor)
    const { id } = read(z.object({ id: z.uuid() }), { id: c.req.param('name').replace(/\.pdf$/, '') })
    const scope = person.side === 'vendor' ? deskScope(person) : scopeOf(person, 'memberships.see')
    if (scope === undefined)
      return refuse('forbidden', 'FORBIDDEN', { rule: 'ROL-R5', params: { privilege: 'memberships.see' } })
    const paper = (await inReading(reader, actor, (call) => readInvoicePaper(call, scope, id))) ?? refuseAbsent()
    // A link sends no headers of its own, so the language of its page stands in the address.
    const language = c.req.query('language') ?? locale
    c.header('content-type', 'application/pdf')
    c.header(
      'content-disposition',
      `attachment; filename="${paper.kind === 'invoice' ? 'invoice' : 'credit-note'}-${paper.number}.pdf"`,
    )
    c.header('content-security-policy', "sandbox; default-src 'none'")
    c.header('cache-control', 'private, no-store')
    return c.body(new Uint8Array(drawInvoice(paper, (locales.includes(language) ? language : 'en') as Locale)))
  })
