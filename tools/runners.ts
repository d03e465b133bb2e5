import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'

/** `failures`: what failed, each by file and name, for the end of the output. */
export type Tally = { passed: number; failed: number; skipped: number; failures: string[] }

const vitest = join(import.meta.dirname, '../node_modules/vitest/vitest.mjs')

/** A folder in which each project has tests. */
const folders = { core: 'packages/core/', dashboard: 'apps/dashboard/', story: 'tests/story/' }

/**
 * Runs projects of vitest side by side and counts their tests. What failed outside a test counts as one failure, and so
 * does a project that ran nothing: a misspelt pattern would otherwise look like success.
 */
export async function runProjects(projects: (keyof typeof folders)[]): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'ofrecord-report-'))
  const report = join(folder, 'report.json')
  const named = projects.flatMap((project) => ['--project', project])
  const words = ['run', ...named, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const code = await ended([vitest, ...words])
  const { files, ...tally } = read(report)
  rmSync(folder, { recursive: true })
  const failures = projects
    .filter((project) => !files.some((file) => file.startsWith(folders[project])))
    .map((project) => `${project}: ran no test`)
  if (tally.failed + failures.length === 0 && code !== 0) failures.push(`${projects.join(', ')}: outside of tests`)
  return { ...tally, failed: tally.failed + failures.length, failures: [...tally.failures, ...failures] }
}

function ended(words: string[]) {
  return new Promise<number | null>((settle) => {
    spawn(process.execPath, words, { stdio: ['ignore', 'inherit', 'inherit'] }).once('close', settle)
  })
}

type Report = Record<string, number> & {
  testResults: { name: string; assertionResults: { status: string; fullName: string }[] }[]
}

function read(report: string): Tally & { files: string[] } {
  try {
    const counted = JSON.parse(readFileSync(report, 'utf8')) as Report
    const count = (name: string) => counted[name] ?? 0
    return {
      passed: count('numPassedTests'),
      failed: count('numFailedTests'),
      skipped: count('numPendingTests') + count('numTodoTests'),
      files: counted.testResults.map(({ name }) => relative(process.cwd(), name)),
      failures: counted.testResults.flatMap(({ name, assertionResults }) =>
        assertionResults
          .filter(({ status }) => status === 'failed')
          .map(({ fullName }) => `${relative(process.cwd(), name)}: ${fullName}`),
      ),
    }
  } catch {
    return { passed: 0, failed: 0, skipped: 0, failures: [], files: [] }
  }
}
