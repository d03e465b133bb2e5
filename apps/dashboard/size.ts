/** Prints what a first visit to the claims list downloads as JavaScript, gzip, and fails above the budget. */
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const budget = 70_000
const pages = ['src/claims/claims.page.tsx']

interface Chunk {
  file: string
  isEntry?: boolean
  imports?: string[]
}

const dist = new URL('./dist/', import.meta.url)
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', dist), 'utf8')) as Record<string, Chunk>

const withImports = (key: string, found = new Set<string>()): Set<string> => {
  const chunk = manifest[key]
  if (!chunk || found.has(key)) return found
  found.add(key)
  for (const imported of chunk.imports ?? []) withImports(imported, found)
  return found
}

const entries = Object.keys(manifest).filter((key) => manifest[key]?.isEntry)
const missing = pages.filter((page) => !manifest[page])
const keys = new Set([...entries, ...pages].flatMap((key) => [...withImports(key)]))
const files = [...new Set([...keys].map((key) => manifest[key]?.file ?? '').filter((file) => file.endsWith('.js')))]
const sizes = files.map((file) => ({ file, bytes: gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length }))
const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0)

for (const { file, bytes } of sizes) console.log(`${String(bytes).padStart(7)}  ${file}`)
console.log(`${String(total).padStart(7)}  bytes of JavaScript (gzip) on a first visit, budget ${budget}`)
if (missing.length > 0) console.log(`not built: ${missing.join(', ')}`)
if (total > budget) process.exitCode = 1
