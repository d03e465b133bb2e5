import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Tally } from './runners.ts'

const root = join(import.meta.dirname, '..')
const bin = (path: string) => join(root, 'node_modules', path)

type Check = { name: string; words: string[] }

/** What is true of the sources without running them; each counts as one test of `npm test`. */
const checks: Check[] = [
  // Types too: the linter has read them for its rules already, and tsc would read them a second time.
  { name: 'lint and types', words: [bin('oxlint/bin/oxlint')] },
  { name: 'migrations', words: ['tools/migration.ts', '--check'] },
  { name: 'format', words: [bin('oxfmt/bin/oxfmt'), '--check'] },
  { name: 'unused', words: [bin('knip/bin/knip.js'), '--no-progress'] },
]

/** Runs all checks, two at a time, and prints what those that fail have to say. */
export async function runChecks(): Promise<Tally> {
  const waiting = [...checks]
  const failures: string[] = []
  const hand = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift())
      if (!(await passes(check))) failures.push(`check: ${check.name}`)
  }
  await Promise.all([hand(), hand()])
  return { passed: checks.length - failures.length, failed: failures.length, skipped: 0, failures }
}

async function passes({ name, words }: Check) {
  const began = performance.now()
  const { code, output } = await run(words)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  console.log(code === 0 ? `✓ ${name} (${seconds} s)` : `✗ ${name} (${seconds} s)\n${output}`)
  return code === 0
}

function run(words: string[]) {
  return new Promise<{ code: number | null; output: string }>((settle) => {
    const child = spawn(process.execPath, words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const keep = (chunk: Buffer) => (output += chunk.toString())
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.once('close', (code) => settle({ code, output }))
  })
}
