import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { takenPorts } from './ports.ts'

async function take() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return { server, port: (server.address() as AddressInfo).port }
}

test('a taken port is named with the variable that changes it', async () => {
  const { port } = await take()
  expect(await takenPorts({ OFRECORD_PORT: port }, '127.0.0.1', 0)).toEqual([
    `OFRECORD_PORT: port ${port} is taken. Set OFRECORD_PORT to a free port.`,
  ])
})

test('a port that becomes free in a moment is waited for', async () => {
  const { server, port } = await take()
  setTimeout(() => server.close(), 200)
  expect(await takenPorts({ OFRECORD_PORT: port }, '127.0.0.1')).toEqual([])
})

test('one port for two doors is refused at once', async () => {
  expect(await takenPorts({ OFRECORD_PORT: 4000, OFRECORD_CONSENT_PORT: 4000 }, '127.0.0.1')).toEqual([
    'OFRECORD_CONSENT_PORT=4000 is used twice. Give it another port.',
  ])
})
