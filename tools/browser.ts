import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium, type LaunchOptions } from '@playwright/test'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** Keeps a browser that somebody else's packages configured from asking the network for anything of its own. */
const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/**
 * How to start a Chromium: `chromium.launch(browserOptions())`. Looks on PATH, then in Playwright's cache, then
 * installs one; throws the line that says what to install. A missing browser fails a run, it never skips a test.
 */
export function browserOptions(): LaunchOptions {
  const executablePath = find() ?? install()
  const root = process.getuid?.() === 0 // Chromium's sandbox refuses to run as root.
  return { executablePath, args: root ? ['--no-sandbox', ...quiet] : quiet }
}

function find() {
  const paths = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)))
  return [...paths, chromium.executablePath()].find(isProgram)
}

function isProgram(path: string) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Debian's package brings the libraries along; Playwright's download expects them to be there. */
function install() {
  if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    run('apt-get', ['update'])
    run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'])
  } else {
    const playwright = join(import.meta.dirname, '../node_modules/@playwright/test/cli.js')
    run(process.execPath, [playwright, 'install', 'chromium'])
  }
  const found = find()
  if (found) return found
  throw new Error('No Chromium here, and none could be installed. Install one: sudo apt-get install chromium')
}

function run(program: string, words: string[]) {
  console.error(`Installing a browser: ${program} ${words.join(' ')}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync(program, words, { stdio: ['ignore', 'ignore', 'inherit'], env, timeout: 300_000 })
}
