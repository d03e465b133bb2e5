import { Hono } from 'hono'
import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { DirectoryActor } from '@ofrecord/core/kernel/actor'
import { Refusal, refuseAbsent } from '@ofrecord/core/kernel/errors'
import type { Installation } from '@ofrecord/core/kernel/installation'
import type { Limiter } from '@ofrecord/core/kernel/limiter'
import type { Pools } from '@ofrecord/core/kernel/programs'
import { inReading, inTransaction } from '@ofrecord/core/kernel/transaction'
import type { Call } from '@ofrecord/core/kernel/transaction'
import { changeProvisioned, deprovision, provision } from '@ofrecord/core/people/directory'
import { listDirectoryPeople, readDirectoryPerson } from '@ofrecord/core/people/directory.queries'
import type { DirectoryFilter, DirectoryPerson } from '@ofrecord/core/people/directory.queries'
import { findDirectory } from '@ofrecord/core/people/directory.tokens'
import { answer, answerFault, answerRefusal, fault, ScimFault } from './scim.faults.ts'
import { readFilter } from './scim.filter.ts'
import { readPatch } from './scim.patch.ts'
import { readResource, resourceOf } from './scim.resource.ts'
import { largestPage, schemas, serviceProviderConfig, userType } from './scim.schemas.ts'

interface Place {
  orm: Pools['orm']
  installation: Pick<Installation, 'publicUrl'>
  limiter: Limiter | null
  /** Where a call comes from. */
  addressOf: (c: Context) => string | null
  /** Writes down what is no refusal; answers the number under which it is found. */
  report: (error: unknown, path: string) => string
}

type Env = { Variables: { directory: DirectoryActor } }

/** Somebody as a directory sends them is 2 kB. */
const largest = 256 * 1024

/**
 * `/scim/v2`: a company's directory brings, changes and ends people of its organisation (SCIM 2.0, RFC 7643 and 7644).
 * Authorised by a bearer token that a global administrator made; what it can do is in `serviceProviderConfig`. Somebody
 * whom it does not know, and somebody who does not exist, are the same 404.
 */
export const scim = (place: Place) => {
  const baseUrl = `${place.installation.publicUrl}/scim/v2`
  const app = new Hono<Env>()
  app.onError((error, c) => answerError(place, error, c))
  app.get('/ServiceProviderConfig', (c) => answer(c, 200, serviceProviderConfig))
  app.use(authorised(place), bodyLimit({ maxSize: largest, onError: tooLarge }))
  app.get('/ResourceTypes', (c) => describe(c, [userType]))
  app.get('/ResourceTypes/User', (c) => answer(c, 200, userType))
  app.get('/Schemas', (c) => describe(c, schemas))
  app.get('/Schemas/:id', (c) => answer(c, 200, schemas.find(({ id }) => id === c.req.param('id')) ?? refuseAbsent()))
  app.route('/Users', users(place, baseUrl))
  app.all('*', (c) => answerFault(c, 404, 'There is nothing here.'))
  return app
}

const users = ({ orm }: Place, baseUrl: string) => {
  const write = async (c: Context<Env>, work: (call: Call) => Promise<string>): Promise<DirectoryPerson> => {
    const { directory } = c.var
    const id = await inTransaction(orm, directory, work)
    return inReading(orm, directory, async (call) => (await readDirectoryPerson(call, id)) ?? refuseAbsent())
  }
  return new Hono<Env>()
    .get('/', async (c) => {
      const { filter, page } = readQuery(c)
      const { people, total } = await inReading(orm, c.var.directory, (call) => listDirectoryPeople(call, filter, page))
      return answer(
        c,
        200,
        listOf(
          people.map((person) => resourceOf(person, baseUrl)),
          total,
          page.start,
        ),
      )
    })
    .post('/', async (c) => {
      const said = readResource(await readBody(c))
      const person = await write(c, (call) => provision(call, said))
      c.header('location', `${baseUrl}/Users/${person.id}`)
      return answer(c, 201, resourceOf(person, baseUrl))
    })
    .get('/:id', async (c) => {
      const id = idIn(c)
      const person = await inReading(orm, c.var.directory, (call) => readDirectoryPerson(call, id))
      return answer(c, 200, resourceOf(person ?? refuseAbsent(), baseUrl))
    })
    .on(['PUT', 'PATCH'], '/:id', async (c) => {
      const [id, body] = [idIn(c), await readBody(c)]
      const said = c.req.method === 'PUT' ? readResource(body) : readPatch(body)
      const person = await write(c, async (call) => (await changeProvisioned(call, id, said), id))
      return answer(c, 200, resourceOf(person, baseUrl))
    })
    .delete('/:id', async (c) => {
      const id = idIn(c)
      await inTransaction(orm, c.var.directory, (call) => deprovision(call, id))
      return c.body(null, 204)
    })
}

/**
 * By the token, at most so often a minute. A token that is unknown, revoked or malformed is the same 401, and counted at
 * the address it comes from before it is looked up. One that is known is not: the directories of many companies may
 * come from one address.
 */
const authorised =
  ({ orm, limiter, addressOf }: Place): MiddlewareHandler<Env> =>
  async (c, next) => {
    const address = addressOf(c) ?? 'unknown'
    if (limiter && !limiter.take(address, 'directory')) return tooMany(c)
    const [, token = ''] = /^Bearer +([^ ]+) *$/i.exec(c.req.header('authorization') ?? '') ?? []
    const directory = await findDirectory(orm, token)
    if (!directory) {
      c.header('www-authenticate', 'Bearer')
      return answerFault(c, 401, 'The bearer token is missing, wrong or revoked.')
    }
    limiter?.giveBack(address, 'directory')
    if (limiter && !limiter.take(directory.tokenId, 'directory')) return tooMany(c)
    c.set('directory', directory)
    return next()
  }

const tooMany = (c: Context): Response => {
  c.header('retry-after', '10')
  return answerFault(c, 429, 'Too many requests at once.')
}

const tooLarge = (c: Context): Response => answerFault(c, 413, 'At most 256 kB at once.')

/** Descriptions are few, and not searched (RFC 7644, 4). */
const describe = (c: Context, resources: readonly object[]): Response =>
  c.req.query('filter') === undefined
    ? answer(c, 200, listOf(resources, resources.length, 1))
    : answerFault(c, 403, 'Descriptions are not filtered.')

const listOf = (resources: readonly object[], total: number, start: number) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
  totalResults: total,
  startIndex: start,
  itemsPerPage: resources.length,
  Resources: resources,
})

/** A page begins at 1; what lies outside is brought inside (RFC 7644, 3.4.2.4). */
const readQuery = (c: Context): { filter: DirectoryFilter; page: { start: number; count: number } } => {
  const typed = c.req.query('filter')
  return {
    filter: typed === undefined ? {} : readFilter(typed),
    page: {
      start: Math.max(1, numberIn(c, 'startIndex', 1)),
      count: Math.min(largestPage, Math.max(0, numberIn(c, 'count', largestPage))),
    },
  }
}

const numberIn = (c: Context, name: string, otherwise: number): number => {
  const typed = c.req.query(name) ?? ''
  if (typed === '') return otherwise
  return /^-?\d{1,9}$/.test(typed) ? Number(typed) : fault('invalidValue', `${name} is a whole number.`)
}

const idIn = (c: Context): string => {
  const id = (c.req.param('id') ?? '').toLowerCase()
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id) ? id : refuseAbsent()
}

const contentTypes = /^application\/(scim\+)?json\b/i

const readBody = async (c: Context): Promise<Record<string, unknown>> => {
  if (!contentTypes.test(c.req.header('content-type') ?? '')) throw new ScimFault(415, 'Send application/scim+json.')
  const body: unknown = await c.req.json().catch(() => null)
  return typeof body === 'object' && body !== null && !Array.isArray(body)
    ? (body as Record<string, unknown>)
    : fault('invalidSyntax', 'The body is no JSON object.')
}

const answerError = ({ report }: Place, error: Error, c: Context): Response => {
  if (error instanceof ScimFault) return answerFault(c, error.status, error.message, error.scimType)
  const callId = report(error, c.req.path)
  if (error instanceof Refusal) return answerRefusal(c, error)
  return answerFault(c, 500, `The server could not do this. Nothing was saved. Reference ${callId}.`)
}
