import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'

export type Program = {
  name: string
  /** Settles with how it ended, once all of its lines are printed. */
  ended: Promise<string>
  /** Settles when it printed a line with these words; rejects when it ends before. */
  said: (words: string) => Promise<void>
  /** Settles when this address answers 200; rejects when the program ends before, or after a minute. */
  answers: (address: string) => Promise<void>
  stop: () => Promise<void>
  kill: () => void
}

const leash = new URL('leash.ts', import.meta.url).href
const patience = 10_000

/**
 * Starts a node program in a process group of its own, so that Ctrl-C in a terminal reaches only the starter,
 * which ends its programs in order. Each line it prints gets the program's name in front.
 */
export function startProgram(name: string, words: string[], env: NodeJS.ProcessEnv, cwd?: string): Program {
  const child = spawn(process.execPath, ['--import', leash, ...words], {
    env,
    ...(cwd ? { cwd } : {}),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const printed: string[] = []
  const print = (line: string) => {
    console.log(`${name.padEnd(9)} ${line}`)
    printed.push(line)
    child.emit('line')
  }
  for (const stream of [child.stdout, child.stderr]) if (stream) createInterface(stream).on('line', print)

  const ended = new Promise<string>((settle) => {
    child.once('error', (problem) => settle(problem.message))
    child.once('close', (code, signal) => settle(signal ? `signal ${signal}` : `exit code ${code}`))
  })
  return {
    name,
    ended,
    said: (line) => Promise.race([hasSaid(child, printed, line), tooEarly(name, ended)]),
    answers: (address) => Promise.race([hasAnswered(name, address), tooEarly(name, ended)]),
    stop: () => stop(child, ended),
    kill: () => void child.kill('SIGKILL'),
  }
}

/** Runs a program to its end; rejects when that is not exit code 0. */
export async function finished(program: Program): Promise<void> {
  const how = await program.ended
  if (how !== 'exit code 0') throw new Error(`${program.name} ended with ${how}. Its lines above say why.`)
}

async function hasSaid(child: ChildProcess, printed: string[], words: string) {
  while (!printed.some((line) => line.includes(words))) await once(child, 'line')
}

async function tooEarly(name: string, ended: Promise<string>): Promise<never> {
  throw new Error(`${name} ended on its own with ${await ended} before it was ready. Its lines above say why.`)
}

async function hasAnswered(name: string, address: string) {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await pause(100)) {
    const status = await fetch(address).then(
      (response) => response.body?.cancel().then(() => response.status),
      () => 0,
    )
    if (status === 200) return
  }
  throw new Error(`${name} did not answer 200 at ${address} within a minute.`)
}

async function stop(child: ChildProcess, ended: Promise<string>) {
  child.kill('SIGTERM')
  const impatience = setTimeout(() => child.kill('SIGKILL'), patience)
  await ended
  clearTimeout(impatience)
}
