import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { createTransport } from 'nodemailer'
import { openRelay } from '../apps/worker/src/smtp.ts'
import { renderLetter } from '../emails/src/render.ts'
import { samples } from '../emails/src/samples.ts'
import type { Post } from '../packages/core/src/letters/deliver.ts'
import { deliverLetters } from '../packages/core/src/letters/deliver.ts'
import { installation, openWorld } from '../packages/core/test/stage.ts'
import type { TestWorld } from '../packages/core/test/stage.ts'
import { compare } from './pairs.ts'
import type { Comparison } from './pairs.ts'

const pairs = 11
const calls = 10
const warm = 5
const batch = 100

/**
 * W6: letters from the queue to the relay, a hundred a call. The floor is nodemailer's own pooled loop over letters that
 * are rendered already and stand in no database; ours leases, renders, freezes, sends and writes down each outcome with
 * its event. The relay is a process of its own that takes everything.
 */
export const w6 = async (): Promise<{ data: string; comparisons: Comparison[] }> => {
  const sink = spawn(process.execPath, [new URL('sink.ts', import.meta.url).pathname], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [port] = (await once(createInterface(sink.stdout), 'line')) as [string]
  const url = `smtp://127.0.0.1:${port}`
  const { world, close } = await openWorld()
  const relay = openRelay(url)
  const pool = createTransport({ url, pool: true, maxConnections: 20, maxMessages: Number.POSITIVE_INFINITY })
  try {
    await queueLetters(world, pairs * calls + warm)
    const rendered = await renderLetter('association-notice', 'en', params)
    const post: Post = {
      render: renderLetter,
      send: relay.send,
      from: (vendorName) => `${vendorName} <records@halcyon.example>`,
      messageDomain: 'halcyon.example',
      report: (error) => {
        throw error
      },
    }
    const comparison = await compare(
      'a hundred letters from the queue to the relay',
      '≥ 0.95×',
      { name: 'nodemailer’s pooled loop', call: () => sendByHand(pool, rendered) },
      {
        name: 'ofrecord',
        call: async (turn) => {
          world.at(new Date(begin.getTime() + turn * 1000))
          while ((await deliverLetters(world.orm, installation, post)) > 0);
        },
      },
      { pairs, calls, warm },
    )
    return { data: `${batch} notices a call, 17 kB of HTML each, 20 connections`, comparisons: [comparison] }
  } finally {
    relay.close()
    pool.close()
    sink.kill()
    await close()
  }
}

const begin = new Date('2026-11-02T09:00:00Z')
const params = samples['association-notice'].usual

/** Batches that fall due a second apart, so that a call finds its own. */
const queueLetters = async (world: TestWorld, batches: number): Promise<void> => {
  await world.rows(
    `insert into letter (id, vendor_id, event_id, aggregate_id, template, recipient, recipient_name, locale, params, state, created_at, due_at)
     select gen_random_uuid(), v.id, gen_random_uuid(), gen_random_uuid(), 'association-notice', 'reader' || n || '@orchardfoods.example',
       'Nora Whitlock', 'en', $1::jsonb, 'queued', $2, $2::timestamptz + (n / ${batch}) * interval '1 second'
     from vendor v, generate_series(0, $3::int - 1) n`,
    [JSON.stringify({ ...params, noticeUrl: 'https://records.halcyon.example/n/token' }), begin, batches * batch],
  )
  await world.rows('analyze')
}

const sendByHand = async (
  pool: ReturnType<typeof createTransport>,
  { subject, html, text }: { subject: string; html: string; text: string },
): Promise<void> => {
  await Promise.all(
    Array.from({ length: batch }, (_, at) =>
      pool.sendMail({
        from: 'Halcyon Software <records@halcyon.example>',
        to: { name: 'Nora Whitlock', address: `reader${at}@orchardfoods.example` },
        subject,
        html,
        text,
        headers: { 'Auto-Submitted': 'auto-generated' },
      }),
    ),
  )
}
