import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import PostalMime, { type Email } from 'postal-mime'

/** What SMTP said about a message: MAIL FROM and RCPT TO, not what its headers claim. */
export type Envelope = { from: string; to: string[] }

/** One message as the list shows it. `date` is the letter's own, `receivedAt` this machine's; both ISO in UTC. */
export type StoredMessage = {
  id: string
  receivedAt: string
  date: string
  envelope: Envelope
  from: string
  to: string
  subject: string
  messageId: string
  size: number
}

export type Store = ReturnType<typeof openStore>

/**
 * Keeps each message as `<id>.eml` beside `<id>.json`, with the index in memory: a list of 2,000 messages
 * reads no file. A message counts once its JSON is there, which is written last.
 */
export function openStore(dir: string) {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  let index = readIndex(dir)
  const eml = (id: string) => join(dir, `${id}.eml`)

  return {
    async add(raw: Buffer, envelope: Envelope): Promise<StoredMessage> {
      const message = summaryOf(await PostalMime.parse(raw), envelope, raw.length)
      await writeFile(eml(message.id), raw, { mode: 0o600 })
      await writeFile(join(dir, `${message.id}.half`), JSON.stringify(message), { mode: 0o600 })
      await rename(join(dir, `${message.id}.half`), join(dir, `${message.id}.json`))
      index.push(message)
      return message
    },

    /** Newest first; `to` matches a part of an envelope recipient, `before` is the id the page before ended with. */
    list({ to = '', limit = 50, before }: { to?: string; limit?: number; before?: string }) {
      const wanted = to.trim().toLowerCase()
      const matching = index.filter(({ envelope }) => envelope.to.some((one) => one.toLowerCase().includes(wanted)))
      const older = before === undefined ? matching : matching.filter(({ id }) => id < before)
      return { total: matching.length, messages: older.slice(-limit).toReversed(), more: older.length > limit }
    },

    find: (id: string) => index.find((message) => message.id === id),
    raw: (id: string) => readFile(eml(id)),
    parse: async (id: string): Promise<Email> => PostalMime.parse(await readFile(eml(id))),

    clear() {
      const gone = index
      index = []
      for (const { id } of gone) for (const end of ['json', 'eml']) rmSync(join(dir, `${id}.${end}`), { force: true })
    },
  }
}

function readIndex(dir: string) {
  return readdirSync(dir)
    .filter((name) => name.endsWith('.json') && existsSync(join(dir, name.replace('.json', '.eml'))))
    .toSorted()
    .map((name) => JSON.parse(readFileSync(join(dir, name), 'utf8')) as StoredMessage)
}

let lastNumber = 0

/** Ids sort by arrival, also for two messages within one millisecond. */
function summaryOf(email: Email, envelope: Envelope, size: number): StoredMessage {
  const receivedAt = new Date().toISOString()
  lastNumber = (lastNumber + 1) % 1_000_000
  const from = email.from
  return {
    id: `${receivedAt.replaceAll(/\D/g, '')}-${String(lastNumber).padStart(6, '0')}`,
    receivedAt,
    date: email.date && !Number.isNaN(Date.parse(email.date)) ? new Date(email.date).toISOString() : receivedAt,
    envelope,
    from: from?.name || from?.address || envelope.from,
    to: (email.to ?? []).map(({ address, name }) => address ?? name).join(', ') || envelope.to.join(', '),
    subject: email.subject ?? '',
    messageId: email.messageId ?? '',
    size,
  }
}
