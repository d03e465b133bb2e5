import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { mailboxApp } from './app.ts'
import type { Counter } from './bounce.ts'
import { type Answer, startSmtp } from './smtp.ts'
import { type Envelope, openStore } from './store.ts'

/** One message that reached the end of DATA, and what it was told; kept only where `answer` is given. */
export type Attempt = { envelope: Envelope; raw: string; answer: Answer }

/**
 * Starts the mail catcher on 127.0.0.1: SMTP that keeps everything and sends nothing on, and a page with a JSON API.
 * Port 0 takes a free one. `answer` decides what a message is told after DATA (nothing: 250); only messages
 * answered with 250 or dropped are kept, since for a dropped one the sender cannot know (RFC 1047).
 */
export async function startMailbox(place: {
  smtpPort: number
  httpPort: number
  dir: string
  answer?: (envelope: Envelope, raw: string) => Answer | undefined
  counter?: Counter
}) {
  const store = openStore(place.dir)
  const attempts: Attempt[] = []

  async function receive(raw: Buffer, envelope: Envelope): Promise<Answer> {
    const wanted = place.answer?.(envelope, raw.toString())
    const kept = wanted === undefined || wanted === 'drop' || wanted.code === 250
    const stored = kept ? await store.add(raw, envelope) : undefined
    const answer = wanted ?? { code: 250, text: `OK queued as ${stored?.id}` }
    if (place.answer) attempts.push({ envelope, raw: raw.toString(), answer })
    return answer
  }

  const smtp = await startSmtp(place.smtpPort, receive)
  const web = createAdaptorServer({ fetch: mailboxApp(store, place.counter).fetch })
  web.listen(place.httpPort, '127.0.0.1')
  await once(web, 'listening')
  return {
    smtpPort: smtp.port,
    httpPort: (web.address() as AddressInfo).port,
    attempts: attempts as readonly Attempt[],
    list: store.list,
    async stop() {
      const closed = once(web, 'close')
      web.close()
      if ('closeAllConnections' in web) web.closeAllConnections()
      await Promise.all([closed, smtp.stop()])
    },
  }
}
