import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { Readable, Transform } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { Hono } from 'hono'
import type { Context } from 'hono'
import { z } from 'zod'
import type { Actor, PersonActor } from '@ofrecord/core/kernel/actor'
import { refuse } from '@ofrecord/core/kernel/errors'
import type { CallContext } from '@ofrecord/core/kernel/trpc'
import { refusalText } from '@ofrecord/core/kernel/words'
import type { Locale } from '@ofrecord/core/kernel/words'
import { inReading } from '@ofrecord/core/kernel/transaction'
import { maxTogether } from '@ofrecord/core/claims/choices.rules'
import { evidenceKinds, maxEvidenceBytes } from '@ofrecord/core/claims/evidence.rules'
import { paragraph } from '@ofrecord/core/kernel/text.rules'
import type { IntakePlace } from '@ofrecord/core/claims/intake'
import { findDocument } from '@ofrecord/core/claims/evidence.queries'
import { drawForm } from '@ofrecord/core/claims/form'
import { readForm } from '@ofrecord/core/claims/form.queries'
import { takeIn } from '@ofrecord/core/claims/intake'
import { takeInForMany } from '@ofrecord/core/claims/sharing'
import { readUploaded } from '@ofrecord/core/claims/preflight.jobs'

const Place = z.object({ claimId: z.uuid() })
const Naming = z.object({
  name: z.string().min(1).max(400),
  kind: z.enum(evidenceKinds).default('statement_of_work'),
  note: paragraph(500).default(''),
  supersedesId: z.uuid().nullable().default(null),
})

/** Ids of the claims, with commas between them. */
const Sharing = Naming.omit({ supersedesId: true }).extend({
  claims: z
    .string()
    .transform((ids) => ids.split(','))
    .pipe(z.array(z.uuid()).min(1).max(maxTogether)),
})

/** Types a browser may show inside the page; everything else is only downloaded. */
const shownInline = new Set(['application/pdf', 'image/png', 'image/jpeg'])

export const signedIn = (actor: Actor): PersonActor =>
  'personId' in actor ? actor : refuse('unauthenticated', 'SIGN_IN_REQUIRED', { rule: 'ROL-R5' })

type Env = { Variables: { call: CallContext } }

/** Documents go over plain HTTP, streamed both ways: nothing is held in memory. */
export const documents = (place: IntakePlace, locales: readonly string[], report: (error: unknown) => void) =>
  new Hono<Env>()
    .post('/claims/:claimId/evidence', async (c) => {
      const { orm, actor, limiter } = c.var.call
      const person = signedIn(actor)
      if (limiter && !limiter.take(person.personId, 'upload'))
        refuse('throttled', 'TOO_MANY_REQUESTS', { retryable: true })
      const { claimId } = read(Place, c.req.param())
      const { name, ...told } = read(Naming, c.req.query())
      refuseLarge(c)
      const taken = await takeIn(orm, place, person, { claimId, fileName: name, ...told, content: bodyOf(c) })
      // It is taken in, whatever its text holds: what cannot be read now is read later, or not at all.
      await readUploaded(orm, place, taken.evidenceId).catch(report)
      return c.json(taken, 201)
    })
    .post('/evidence', async (c) => {
      const { orm, actor, limiter, locale, timeZone } = c.var.call
      const person = signedIn(actor)
      if (limiter && !limiter.take(person.personId, 'upload'))
        refuse('throttled', 'TOO_MANY_REQUESTS', { retryable: true })
      const { claims: claimIds, name: fileName, ...told } = read(Sharing, c.req.query())
      refuseLarge(c)
      const results = await takeInForMany(
        orm,
        place,
        person,
        { claimIds, fileName, ...told, content: bodyOf(c) },
        report,
      )
      // What the documents say is read by the worker: 25 readings would keep the sender waiting.
      return c.json({
        results: results.map((result) =>
          'code' in result ? { ...result, message: refusalText(result.code, result.params, locale, timeZone) } : result,
        ),
      })
    })
    .get('/forms/:name', async (c) => {
      const { reader, actor, locale } = c.var.call
      signedIn(actor)
      const { claimId } = read(Place, { claimId: c.req.param('name').replace(/\.pdf$/, '') })
      const form = await inReading(reader, actor, (call) => readForm(call, claimId))
      // A link sends no headers of its own, so the language of its page stands in the address.
      const language = c.req.query('language') ?? locale
      c.header('content-type', 'application/pdf')
      c.header('content-disposition', `attachment; filename="claim-${form.number}-form.pdf"`)
      c.header('content-security-policy', "sandbox; default-src 'none'")
      c.header('cache-control', 'private, no-store')
      return c.body(new Uint8Array(drawForm(form, (locales.includes(language) ? language : 'en') as Locale)))
    })
    .get('/evidence/:evidenceId', async (c) => {
      const { reader, actor } = c.var.call
      signedIn(actor)
      const { evidenceId } = read(z.object({ evidenceId: z.uuid() }), c.req.param())
      const document = await inReading(reader, actor, (call) => findDocument(call, evidenceId))
      return sendDocument(c, place, document)
    })

/** Before the first byte is read, where the sender says how many there are. */
export const refuseLarge = (c: Context<Env>): void => {
  if (Number(c.req.header('content-length') ?? 0) > maxEvidenceBytes)
    refuse('too_large', 'EVIDENCE_SIZE', { field: 'evidence', rule: 'CLM-V13', params: { maxMegabytes: 25 } })
}

export const bodyOf = (c: Context<Env>): Readable =>
  c.req.raw.body ? Readable.fromWeb(c.req.raw.body as ReadableStream) : Readable.from([])

export const read = <T extends z.ZodType>(shape: T, given: unknown): z.output<T> => {
  const result = shape.safeParse(given)
  return result.success
    ? result.data
    : refuse('invalid', 'INPUT_SHAPE', { field: result.error.issues[0]?.path.map(String).join('.') ?? '' })
}

type Document = Pick<Awaited<ReturnType<typeof findDocument>>, 'storageKey' | 'mime' | 'fileName' | 'bytes' | 'sha256'>

/** What a browser may do with a PDF or a picture that it shows in a page of ours: draw it. */
const inlinePolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; object-src 'self'; plugin-types application/pdf; frame-ancestors 'self'"

/** Under the type that was found in it, never the one that was claimed; what is only downloaded may do nothing at all. */
export const sendDocument = async (c: Context<Env>, place: IntakePlace, document: Document): Promise<Response> => {
  const inline = c.req.query('inline') === '1' && shownInline.has(document.mime)
  const name = encodeURIComponent(document.fileName).replaceAll(
    /['()*]/g,
    (each) => `%${each.charCodeAt(0).toString(16)}`,
  )
  const ascii = document.fileName.replaceAll(/[^\w. -]/g, '_')
  const content = (await place.files.getStream(document.storageKey)).compose(asScanned(document))
  // A file that is missing fails when it is read, and a fault can be told only before the first header is.
  await once(content, 'readable')
  c.header('content-type', document.mime)
  c.header('content-length', String(document.bytes))
  c.header('content-disposition', `${inline ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${name}`)
  c.header('content-security-policy', inline ? inlinePolicy : "sandbox; default-src 'none'")
  c.header('cache-control', 'private, no-store')
  return c.body(Readable.toWeb(content) as unknown as globalThis.ReadableStream)
}

/**
 * Lets the bytes that were scanned through, and no others (I11): the last piece waits until the hash of the whole is
 * known, so that a file which was changed in storage arrives incomplete, which every browser reports as a failure.
 */
const asScanned = ({ sha256, storageKey }: Document): Transform => {
  const hash = createHash('sha256')
  let last: Buffer | undefined
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      hash.update(piece)
      if (last) this.push(last)
      last = piece
      done()
    },
    flush(done) {
      if (hash.digest('hex') !== sha256) return done(new Error(`${storageKey} is not what was scanned`))
      done(null, last)
    },
  })
}
