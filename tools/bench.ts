import { mkdirSync, writeFileSync } from 'node:fs'
import { machine, printed } from '../bench/pairs.ts'
import { builtQuietly, messages } from './built.ts'
import { databaseFor } from './test-database.ts'

/** `npm run bench -- W1 W5`: floor and subject in one run, printed and kept in bench/results. */
const workloads = {
  W1: () => import('../bench/w1.ts').then(({ w1 }) => w1()),
  W3: () => import('../bench/w3.ts').then(({ w3 }) => w3()),
  W5: () => import('../bench/w5.ts').then(({ w5 }) => w5()),
  W6: () => import('../bench/w6.ts').then(({ w6 }) => w6()),
  W7: () => import('../bench/w7.ts').then(({ w7 }) => w7()),
  W9: () => import('../bench/w9.ts').then(({ w9 }) => w9()),
  W10: () => import('../bench/w10.ts').then(({ w10 }) => w10()),
} as const

const wanted = process.argv.slice(2).filter((name) => name !== '--')
const names = (wanted.length > 0 ? wanted : Object.keys(workloads)) as (keyof typeof workloads)[]
const unknown = names.filter((name) => !(name in workloads))
if (unknown.length > 0) {
  console.error(`No such workload: ${unknown.join(', ')}. There are ${Object.keys(workloads).join(', ')}.`)
  process.exit(2)
}

await builtQuietly(messages)
const stop = await databaseFor('measuring')
try {
  for (const name of names) {
    const { data, comparisons } = await workloads[name]()
    console.log(`${name} · ${machine()} · ${data}`)
    for (const comparison of comparisons) console.log(printed(comparison))
    const folder = new URL('../bench/results/', import.meta.url)
    mkdirSync(folder, { recursive: true })
    const result = { workload: name, machine: machine(), data, comparisons }
    writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify(result, null, 2)}\n`)
  }
} finally {
  await stop()
}
