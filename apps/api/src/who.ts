import type { Pools } from '@ofrecord/core/kernel/programs'
import type { Actor } from '@ofrecord/core/kernel/actor'
import { nobody, system } from '@ofrecord/core/kernel/actor'
import { inReading } from '@ofrecord/core/kernel/transaction'
import type { Identity } from '@ofrecord/core/people/identity'
import { findActor } from '@ofrecord/core/people/session.queries'

/** A session is looked up again after this long; signing out forgets it at once in this process. */
const rememberedMs = 5000

/** Tells who asks, by the session cookie; the organisation they act for comes with the request (ROL-R1). */
export class Doorkeeper {
  readonly #known = new Map<string, { actor: Actor; at: number }>()
  readonly #identity: Identity
  readonly #orm: Pools['orm']

  constructor(identity: Identity, orm: Pools['orm']) {
    this.#identity = identity
    this.#orm = orm
  }

  async actorOf(headers: Headers): Promise<Actor> {
    const cookie = headers.get('cookie')
    if (!cookie?.includes('ofrecord')) return nobody
    const organization = headers.get('x-organization')
    const key = `${organization ?? ''}\n${cookie}`
    const known = this.#known.get(key)
    if (known && performance.now() - known.at < rememberedMs) return known.actor
    const actor = await this.#look(headers, organization)
    if (this.#known.size > 10_000) this.#known.clear()
    this.#known.set(key, { actor, at: performance.now() })
    return actor
  }

  forget(): void {
    this.#known.clear()
  }

  async #look(headers: Headers, organization: string | null): Promise<Actor> {
    const session = await this.#identity.api.getSession({ headers })
    if (!session) return nobody
    return (
      (await inReading(this.#orm, system('sign-in'), (call) => findActor(call, session.user.id, organization))) ??
      nobody
    )
  }
}
