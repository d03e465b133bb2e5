import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { LaunchSettings } from '../packages/core/src/kernel/settings.ts'

type Persona = { login: string; name: string; roles: readonly string[] | string; scope: string }

const world = join(import.meta.dirname, '../packages/world/src/personas.ts')

/** Prints where everything is and, in the demo, who may sign in. */
export async function welcome(settings: LaunchSettings, catchesMail: boolean): Promise<void> {
  const addresses = [
    ['Dashboard', settings.publicUrl],
    ['Customer pages', settings.consentUrl],
    ...(catchesMail ? [['Mailbox', `http://127.0.0.1:${settings.mailboxPort}`]] : []),
  ]
  console.log(`\n${columns(addresses)}\n`)
  const people = settings.demo ? await personas() : []
  if (people.length > 0) console.log(`${columns(people.map(cells))}\n`)
  console.log('Ofrecord is ready')
}

async function personas(): Promise<readonly Persona[]> {
  if (!existsSync(world)) return []
  const { personas: people } = (await import(world)) as { personas: readonly Persona[] }
  return people
}

function cells({ login, name, roles, scope }: Persona) {
  return [login, name, typeof roles === 'string' ? roles : roles.join(', '), scope]
}

function columns(rows: string[][]) {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('   ').trimEnd()).join('\n')
}
