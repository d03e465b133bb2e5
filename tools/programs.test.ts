import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, onTestFinished, test, vi } from 'vitest'
import { finished, startProgram } from './programs.ts'

const folder = mkdtempSync(join(tmpdir(), 'ofrecord-programs-'))
afterAll(() => rmSync(folder, { recursive: true }))

const stays = "process.once('SIGTERM', () => { console.log('finishing'); process.exit() }); setInterval(() => {}, 1000)"
const doorOn = (port: string) =>
  `import { createServer } from 'node:http'
   const server = createServer((_, response) => { response.statusCode = ${port}; response.end() })
   server.listen(0, '127.0.0.1', () => console.log('port ' + server.address().port))`

function program(name: string, code: string) {
  const path = join(folder, `${name}.mjs`)
  writeFileSync(path, code)
  return path
}

function listen() {
  const lines = vi.spyOn(console, 'log').mockImplementation(() => {})
  onTestFinished(() => lines.mockRestore())
  return () => lines.mock.calls.map(([line]) => String(line))
}

test('each line of a program carries its name, whether said or complained', async () => {
  const said = listen()
  const path = program('talks', "console.log('one'); console.error('two')")
  await finished(startProgram('talks', [path], process.env))
  expect(said().toSorted()).toEqual(['talks     one', 'talks     two'])
})

test('a program that fails is told apart from one that is done', async () => {
  listen()
  const failing = startProgram('migrate', [program('fails', 'process.exit(3)')], process.env)
  await expect(finished(failing)).rejects.toThrow('migrate ended with exit code 3. Its lines above say why.')
})

test('a program that ends before it is ready is named with how it ended', async () => {
  listen()
  const worker = startProgram('worker', [program('early', "console.log('no database'); process.exit(1)")], process.env)
  await expect(worker.said('worker ready')).rejects.toThrow(
    'worker ended on its own with exit code 1 before it was ready',
  )
})

test('a door is ready when it answers 200', async () => {
  const said = listen()
  const api = startProgram('api', [program('door', doorOn('200'))], process.env)
  await api.said('port')
  await api.answers(`http://127.0.0.1:${said()[0]?.split(' ').at(-1)}/readyz`)
  await api.stop()
})

test('a program asked to stop may finish what it does', async () => {
  const said = listen()
  const worker = startProgram('worker', [program('stays', `${stays}; console.log('worker ready')`)], process.env)
  await worker.said('worker ready')
  await worker.stop()
  expect(said()).toContain('worker    finishing')
  expect(await worker.ended).toBe('exit code 0')
})

test('a program ends by itself when its starter is killed outright', async () => {
  const child = program('child', `${stays}; console.log('pid ' + process.pid)`)
  const starter = `const { startProgram } = await import(process.argv[1]); startProgram('child', [process.argv[2]], process.env)`
  const words = ['--input-type=module', '-e', starter, new URL('programs.ts', import.meta.url).href, child]
  const node = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(node.stdout, 'data')) as [Buffer]
  const pid = Number(line.toString().trim().split(' ').at(-1))
  expect(isRunning(pid)).toBe(true)
  node.kill('SIGKILL')
  await vi.waitUntil(() => !isRunning(pid), { timeout: 5000 })
})

function isRunning(pid: number) {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
