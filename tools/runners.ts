import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'

/** `failures`: what failed, each by file and name, for the end of the output. */
export type Tally = { passed: number; failed: number; skipped: number; failures: string[] }

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
  return silent ? { ...tally, failed: 1, failures: [`${project}: something outside its tests`] } : tally
}

function ended(words: string[]) {
  return new Promise<number | null>((settle) => {
    spawn(process.execPath, words, { stdio: ['ignore', 'inherit', 'inherit'] }).once('close', settle)
  })
}

type Report = Record<string, number> & {
  testResults: { name: string; assertionResults: { status: string; fullName: string }[] }[]
}

function read(report: string): Tally {
  try {
    const counted = JSON.parse(readFileSync(report, 'utf8')) as Report
    const count = (name: string) => counted[name] ?? 0
    return {
      passed: count('numPassedTests'),
      failed: count('numFailedTests'),
      skipped: count('numPendingTests') + count('numTodoTests'),
      failures: counted.testResults.flatMap(({ name, assertionResults }) =>
        assertionResults
          .filter(({ status }) => status === 'failed')
          .map(({ fullName }) => `${relative(process.cwd(), name)}: ${fullName}`),
      ),
    }
  } catch {
    return { passed: 0, failed: 0, skipped: 0, failures: [] }
  }
}
