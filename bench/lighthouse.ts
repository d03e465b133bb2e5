import { mkdirSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { appOf, nora, paperDoor, receipt } from '../apps/consent/test/paper-door.ts'
import { loadApart } from './apart.ts'
import { machine } from './pairs.ts'
import { browserOptions } from '../tools/browser.ts'

// `npm run lighthouse`: what Lighthouse says of the customers' pages. Anything under 100 ends it with 1.

interface Judgement {
  scores: Record<string, number>
  costly: string[]
}

interface Judge {
  judge: (chromePath: string, flags: readonly string[], address: string) => Promise<Judgement>
}

/** What a busy machine does to one run it does not do to three: each category counts by its middle score. */
const middleOf = (runs: readonly Judgement[]): Judgement => {
  const categories = Object.keys(runs[0]!.scores)
  const middle = (category: string) => runs.map(({ scores }) => scores[category] ?? 0).toSorted((a, b) => a - b)[1]!
  const scores = Object.fromEntries(categories.map((category) => [category, middle(category)]))
  return {
    scores,
    costly: Object.values(scores).some((score) => score < 100) ? runs.flatMap(({ costly }) => costly) : [],
  }
}

const pages = {
  notice: `/n/${nora}`,
  'notice in Arabic': `/n/${nora}?lang=ar`,
  'deny form': `/n/${nora}/deny`,
  receipt: `/r/${receipt.code}`,
} as const

const { judge } = (await loadApart('lighthouse', 'judge.ts')) as Judge
const { executablePath, args } = browserOptions()
const app = appOf(paperDoor())

/** Lighthouse looks at a page by running scripts in it, which the pages' sandbox forbids; nothing else is changed. */
const withoutSandbox = async (request: Request): Promise<Response> => {
  const answer = await app.fetch(request)
  const policy = answer.headers.get('content-security-policy') ?? ''
  const rest = policy.split(';').filter((directive) => !directive.trim().startsWith('sandbox'))
  answer.headers.set('content-security-policy', rest.join(';'))
  return answer
}

const server = serve({ fetch: withoutSandbox, hostname: '127.0.0.1', port: 0 })
await new Promise((ready) => server.once('listening', ready))
const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

const results: Record<string, Judgement> = {}
for (const [name, path] of Object.entries(pages)) {
  const runs = []
  for (let run = 0; run < 3; run++) runs.push(await judge(executablePath!, args ?? [], base + path))
  const result = middleOf(runs)
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
