import { mkdirSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { appOf, nora, paperDoor, receipt } from '../apps/consent/test/paper-door.ts'
import { loadApart } from './apart.ts'
import { machine } from './pairs.ts'
import { browserOptions } from '../tools/browser.ts'

// `npm run lighthouse`: what Lighthouse says of the customers' pages. Anything under 100 ends it with 1.

interface Judge {
  judge: (
    chromePath: string,
    flags: readonly string[],
    address: string,
  ) => Promise<{ scores: Record<string, number>; costly: string[] }>
}

const pages = {
  notice: `/n/${nora}`,
  'notice in Arabic': `/n/${nora}?lang=ar`,
  'deny form': `/n/${nora}/deny`,
  receipt: `/r/${receipt.code}`,
} as const

const { judge } = (await loadApart('lighthouse', 'judge.ts')) as Judge
const { executablePath, args } = browserOptions()
const server = serve({ fetch: appOf(paperDoor()).fetch, hostname: '127.0.0.1', port: 0 })
await new Promise((ready) => server.once('listening', ready))
const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

const results: Record<string, { scores: Record<string, number>; costly: string[] }> = {}
for (const [name, path] of Object.entries(pages)) {
  const result = await judge(executablePath!, args ?? [], base + path)
  results[name] = result
  const told = Object.entries(result.scores).map(([category, score]) => `${category} ${score}`)
  console.log(`${name}: ${told.join(', ')}${result.costly.length > 0 ? ` (${result.costly.join(', ')})` : ''}`)
}
server.close()

const folder = new URL('./results/', import.meta.url)
mkdirSync(folder, { recursive: true })
writeFileSync(
  new URL('lighthouse.json', folder),
  `${JSON.stringify({ machine: machine(), pages: results }, null, 2)}\n`,
)
if (Object.values(results).some(({ scores }) => Object.values(scores).some((score) => score < 100)))
  process.exitCode = 1
