import type { Pools } from '@ofrecord/core/kernel/programs'
import type { Actor } from '@ofrecord/core/kernel/actor'
import { nobody, system } from '@ofrecord/core/kernel/actor'
import { inReading } from '@ofrecord/core/kernel/transaction'
import type { Identity } from '@ofrecord/core/people/identity'
import { findActor, readSessionState } from '@ofrecord/core/people/session.queries'

/** A session is looked up again after this long; signing out forgets it at once in this process. */
const rememberedMs = 5000

/** A program names the organisation it acts for in a header; a browser keeps it in a cookie, since its links have no headers. */
const placeOf = (headers: Headers, cookie: string): string | null =>
  headers.get('x-organization') ?? /(?:^|; )ofrecord\.place=([^;]+)/.exec(cookie)?.[1] ?? null

/** Tells who asks, by the session cookie; the organisation they act for comes with the request (ROL-R1). */
export class Doorkeeper {
  readonly #known = new Map<string, { actor: Actor; at: number }>()
  #generation = 0
  readonly #identity: Identity
  readonly #orm: Pools['orm']
  readonly #demo: boolean

  /** `demo`: staff who signed in with one press need no second factor. */
  constructor(identity: Identity, orm: Pools['orm'], demo: boolean) {
    this.#identity = identity
    this.#orm = orm
    this.#demo = demo
  }

  async actorOf(headers: Headers): Promise<Actor> {
    const cookie = headers.get('cookie')
    if (!cookie?.includes('ofrecord')) return nobody
    const organization = placeOf(headers, cookie)
    const key = `${organization ?? ''}\n${cookie}`
    const known = this.#known.get(key)
    if (known && performance.now() - known.at < rememberedMs) return known.actor
    const generation = this.#generation
    const actor = await this.#look(headers, organization)
    // Somebody signed out while this was looked up: it may have been them.
    if (generation !== this.#generation) return actor
    if (this.#known.size > 10_000) this.#known.clear()
    this.#known.set(key, { actor, at: performance.now() })
    return actor
  }

  forget(): void {
    this.#generation++
    this.#known.clear()
  }

  async #look(headers: Headers, organization: string | null): Promise<Actor> {
    // Looked at without using it: a use would move its last use to now, and no session would ever end.
    const found = await this.#identity.api.getSession({ headers, query: { disableRefresh: true } })
    if (!found) return nobody
    const { id } = found.session
    const { state, actor } = await inReading(this.#orm, system('sign-in'), async (call) => {
      const { state, method } = await readSessionState(call, id)
      return { state, actor: await findActor(call, found.user.id, organization, { id, method }, this.#demo) }
    })
    if (state === 'over' || !actor) return nobody
    if (state === 'unnoted' && !(await this.#identity.api.getSession({ headers }).catch(() => null))) return nobody
    return actor
  }
}
