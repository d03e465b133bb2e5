import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

export interface RunningWorker {
  /** What it printed, line by line. */
  lines: string[]
  kill: (signal: 'SIGKILL' | 'SIGTERM') => void
  /** How it ended: exit code or signal. */
  ended: Promise<number | string>
}

const main = new URL('../src/main.ts', import.meta.url).pathname

/** A worker as it is run: a process of its own, told by its environment. Settles when it says that it is ready. */
export const startWorker = async (databaseUrl: string, smtpUrl: string): Promise<RunningWorker> => {
  const { PATH, NODE_COMPILE_CACHE } = process.env
  const child = spawn(process.execPath, [main], {
    env: {
      PATH,
      NODE_COMPILE_CACHE,
      DATABASE_URL: databaseUrl,
      SMTP_URL: smtpUrl,
      OFRECORD_SECRET: 'a secret of thirty-two characters and more',
      OFRECORD_MAIL_FROM: 'records@halcyon.example',
      OFRECORD_SCAN: 'off',
      OFRECORD_LOG: 'error',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  const ready = Promise.withResolvers<void>()
  for (const stream of [child.stdout, child.stderr])
    createInterface(stream).on('line', (line) => {
      lines.push(line)
      if (line === 'worker ready') ready.resolve()
    })
  const ended = once(child, 'close').then(([code, signal]) => (code as number | null) ?? String(signal))
  void ended.then((how) => ready.reject(new Error(`the worker ended with ${how}: ${lines.join('\n')}`)))
  await ready.promise
  return { lines, kill: (signal) => void child.kill(signal), ended }
}
