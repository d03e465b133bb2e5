import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Hono } from 'hono'
import type { Context } from 'hono'
import { z } from 'zod'
import { refuse, refuseAbsent } from '@ofrecord/core/kernel/errors'
import { truncateIp } from '@ofrecord/core/kernel/ip'
import type { Pools } from '@ofrecord/core/kernel/programs'
import type { Identity } from '@ofrecord/core/people/identity'
import { markDemo } from '@ofrecord/core/people/session.marks'

/** Written by the demo's loader: who can be signed in as, and the one password that all of them have. */
const Cast = z.object({
  password: z.string(),
  people: z.array(
    z.object({
      login: z.email(),
      name: z.string(),
      organisation: z.string(),
      roles: z.array(z.string()),
      scope: z.string(),
    }),
  ),
})

/** The demo's people, for signing in with one press. Only mounted when the installation is a demo (OFRECORD_DEMO=1). */
export const demo = (
  identity: Identity,
  orm: Pools['orm'],
  dataDir: string,
  { forget, addressOf }: { forget: () => void; addressOf: (c: Context) => string | null },
) => {
  const cast = async () => Cast.parse(JSON.parse(await readFile(join(dataDir, 'demo-people.json'), 'utf8')))
  return new Hono()
    .get('/people', async (c) => c.json((await cast()).people))
    .post('/sign-in', async (c) => {
      const { password, people } = await cast()
      const pressed = z.object({ login: z.string() }).safeParse(await c.req.json().catch(() => null))
      if (!pressed.success) return refuse('invalid', 'INPUT_SHAPE', { field: 'login' })
      const { login } = pressed.data
      if (!people.some((each) => each.login === login)) return refuseAbsent()
      forget()
      const asked = new Headers(c.req.raw.headers)
      // What a client says of its own address is none; ours goes on without its last part (GEN-R4).
      asked.set('x-ofrecord-address', truncateIp(addressOf(c) ?? '') ?? '')
      const answer = await identity.api.signInEmail({
        body: { email: login, password },
        headers: asked,
        asResponse: true,
      })
      // The person changed the password, by the account page or by a letter: one press is not enough any more.
      if (!answer.ok) return answer
      const { token } = (await answer.json()) as { token?: string }
      // Staff need a second factor; only this door lets a demonstration's go without, and only while it is one.
      if (token) await markDemo(orm, token)
      for (const cookie of answer.headers.getSetCookie()) c.header('set-cookie', cookie, { append: true })
      // Whoever switched a second step on has no session yet, and is asked for its code as at the sign-in.
      return c.json({ signedIn: token !== undefined })
    })
}
