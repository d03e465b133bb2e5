import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Tally = { passed: number; failed: number; skipped: number }

const vitest = join(import.meta.dirname, '../node_modules/vitest/vitest.mjs')

/**
 * Runs one project of vitest and counts its tests. What failed outside a test counts as one failure, and so does
 * a project that ran nothing: a misspelt pattern would otherwise look like success.
 */
export async function runProject(project: string): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'ofrecord-report-'))
  const report = join(folder, 'report.json')
  const words = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const code = await ended([vitest, ...words])
  const tally = read(report)
  rmSync(folder, { recursive: true })
  if (tally.passed + tally.failed === 0) console.error(`${project} ran no test`)
  const silent = tally.failed === 0 && (code !== 0 || tally.passed === 0)
  return silent ? { ...tally, failed: 1 } : tally
}

function ended(words: string[]) {
  return new Promise<number | null>((settle) => {
    spawn(process.execPath, words, { stdio: ['ignore', 'inherit', 'inherit'] }).once('close', settle)
  })
}

function read(report: string): Tally {
  try {
    const counted = JSON.parse(readFileSync(report, 'utf8')) as Record<string, number>
    const count = (name: string) => counted[name] ?? 0
    return {
      passed: count('numPassedTests'),
      failed: count('numFailedTests'),
      skipped: count('numPendingTests') + count('numTodoTests'),
    }
  } catch {
    return { passed: 0, failed: 0, skipped: 0 }
  }
}
