import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Hono } from 'hono'
import { z } from 'zod'
import { refuse, refuseAbsent } from '@ofrecord/core/kernel/errors'
import type { Identity } from '@ofrecord/core/people/identity'

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
export const demo = (identity: Identity, dataDir: string, forget: () => void) => {
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
      return identity.api.signInEmail({
        body: { email: login, password },
        headers: c.req.raw.headers,
        asResponse: true,
      })
    })
}
