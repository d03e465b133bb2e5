import { randomBytes } from 'node:crypto'
import { Client } from 'pg'

const asOwner = async (url: string, statement: string): Promise<void> => {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

export interface Scratch {
  url: string
  drop: () => Promise<void>
}

/**
 * A database of its own, empty or copied from a template in about 20 ms: its files are copied, which in memory takes half
 * of what the usual way through the log takes.
 */
export const createScratch = async (serverUrl: string, template?: string): Promise<Scratch> => {
  const name = `scratch_${randomBytes(6).toString('hex')}`
  await asOwner(serverUrl, `create database ${name}${template ? ` template ${template} strategy file_copy` : ''}`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => asOwner(serverUrl, `drop database if exists ${name} with (force)`) }
}
