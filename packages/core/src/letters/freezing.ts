import type { MikroORM } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { uuids } from '../kernel/conditions.ts'
import { system } from '../kernel/actor.ts'
import type { Installation } from '../kernel/installation.ts'
import type { Call } from '../kernel/transaction.ts'
import { inTransaction } from '../kernel/transaction.ts'
import { fillCodes } from '../links/code.ts'
import { hashToken, mintToken } from '../links/link.entity.ts'
import { fillLinks, linksIn } from '../links/placeholder.ts'
import type { LetterParams } from '@ofrecord/emails/letters'
import type { Leased, Message, Post } from './deliver.ts'
import type { Outcome } from './letter.rules.ts'
import { isOptional } from './letter.rules.ts'
import { returnAddressOf } from './returns.ts'

interface Rendered {
  subject: string
  html: string
  text: string
}

interface Frozen extends Rendered {
  messageId: string
  datedAt: Date | string
}

/**
 * Renders what was not rendered at an attempt before, and keeps it with placeholders where the tokens go, a batch in one
 * transaction. Answers each letter's message, or why there is none; a letter that another worker took over meanwhile is
 * not in the answer, since two workers would freeze two Dates.
 */
export const freezeAll = async (
  orm: MikroORM,
  installation: Installation,
  post: Post,
  letters: readonly Leased[],
): Promise<Map<string, Message | Outcome>> => {
  const answers = new Map<string, Message | Outcome>()
  if (letters.length === 0) return answers
  const fail = (letter: Leased, error: unknown): void => {
    post.report(error, letter.id)
    answers.set(letter.id, { kind: 'unreached', response: String(error) })
  }
  const rendered = await renderAll(post, letters, fail)
  const ready = letters.filter(({ id }) => !answers.has(id))
  try {
    await inTransaction(orm, system('letters'), async (call) => {
      const frozen = await keepAll(call, post.messageDomain, ready, rendered)
      const tokens = await readTokens(call, [...frozen.values()])
      for (const letter of ready) {
        const kept = frozen.get(letter.id)
        if (!kept) continue
        try {
          answers.set(letter.id, messageOf(installation, post, letter, kept, tokens))
        } catch (error) {
          fail(letter, error)
        }
      }
    })
  } catch (error) {
    for (const letter of ready) fail(letter, error)
  }
  return answers
}

const renderAll = async (
  post: Post,
  letters: readonly Leased[],
  fail: (letter: Leased, error: unknown) => void,
): Promise<Map<string, Rendered>> => {
  const rendered = new Map<string, Rendered>()
  await Promise.all(
    letters
      .filter(({ frozen }) => !frozen)
      .map(async (letter) => {
        try {
          rendered.set(letter.id, await post.render(letter.template, letter.locale, letter.params))
        } catch (error) {
          fail(letter, error)
        }
      }),
  )
  return rendered
}

/** What was rendered now does not come back over the wire: 17 kB a letter. */
const keepAll = async (
  { em, now }: Call,
  messageDomain: string,
  letters: readonly Leased[],
  rendered: ReadonlyMap<string, Rendered>,
): Promise<Map<string, Frozen>> => {
  const given = letters.map(({ id, fence }) => {
    const { subject = null, html = null, text = null } = rendered.get(id) ?? {}
    return { id, fence, message_id: `<${id}@${messageDomain}>`, subject, html, text }
  })
  const { rows } = await sql<{ id: string; messageId: string; datedAt: Date | string } & Partial<Rendered>>`
    update letter m set message_id = coalesce(m.message_id, r.message_id), dated_at = coalesce(m.dated_at, ${now}),
      subject = coalesce(m.subject, r.subject), html = coalesce(m.html, r.html), plain = coalesce(m.plain, r.text)
    from json_to_recordset(${JSON.stringify(given)}::json)
      as r (id uuid, fence int, message_id text, subject text, html text, text text)
    where m.id = r.id and m.fence = r.fence and m.state = 'sending'
    returning m.id, m.message_id as "messageId", m.dated_at as "datedAt", case when r.html is null then m.subject end as subject,
      case when r.html is null then m.html end as html, case when r.html is null then m.plain end as text
  `.execute(em.getKysely())
  return new Map(
    rows.map(({ id, messageId, datedAt, ...kept }) => {
      const { subject, html, text } = rendered.get(id) ?? (kept as Rendered)
      return [id, { messageId, datedAt, subject, html, text }]
    }),
  )
}

interface LinkToken {
  id: string
  purpose: string
  epoch: number
  tokenHash: string
}

const readTokens = async ({ em }: Call, letters: readonly Frozen[]): Promise<Map<string, LinkToken>> => {
  const ids = letters.flatMap(({ html, text }) => linksIn(html + text))
  if (ids.length === 0) return new Map()
  const { rows } = await sql<LinkToken>`
    select id, purpose, epoch, token_hash as "tokenHash" from link where id = any(${uuids(ids)})
  `.execute(em.getKysely())
  return new Map(rows.map((link) => [link.id, link]))
}

const messageOf = (
  installation: Installation,
  post: Post,
  letter: Leased,
  { messageId, datedAt, subject, html, text }: Frozen,
  links: ReadonlyMap<string, LinkToken>,
): Message => {
  const own = linksIn(html + text).flatMap((id) => links.get(id) ?? [])
  const tokens = new Map(own.map((link) => [link.id, checkedToken(installation, link)]))
  const filled = (part: string): string => fillCodes(fillLinks(part, tokens), installation.keys.code)
  return {
    messageId,
    date: new Date(datedAt),
    from: post.from(letter.vendorName),
    ...(post.returnMailbox && { returnTo: returnAddressOf(installation.keys.returns, letter.id, post.returnMailbox) }),
    to: { name: letter.recipientName, address: letter.recipient },
    subject,
    html: filled(html),
    text: filled(text),
    ...(isOptional(letter.template) && { stopUrl: filled((letter.params as LetterParams['digest-daily']).stopUrl) }),
  }
}

/** With another secret the minted token would open nothing: better no letter than a dead link in it. */
const checkedToken = (installation: Installation, link: LinkToken): string => {
  const token = mintToken(installation.keys.link, link)
  if (hashToken(token) !== link.tokenHash) throw new Error(`the link ${link.id} was made with another OFRECORD_SECRET`)
  return token
}
