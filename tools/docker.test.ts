import { generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { readSettings } from '../packages/core/src/kernel/settings.ts'

// No container engine runs where the tests run: what the files name is checked against what is there.

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const dockerfile = read('docker/Dockerfile')
const proxy = read('docker/proxy.conf')

type Service = {
  image?: string
  build?: { context: string; dockerfile: string }
  command?: string[]
  environment?: Record<string, string>
  secrets?: string[]
  volumes?: string[]
  networks?: string[]
  depends_on?: Record<string, unknown>
  healthcheck?: { test: string[] }
}
type Compose = Record<'volumes' | 'networks', Record<string, unknown>> & {
  services: Record<string, Service>
  secrets: Record<string, { file: string }>
}

const compose = parse(read('docker/compose.yaml'), { merge: true }) as Compose
const services = Object.entries(compose.services)
const programs = services.filter(([, { image }]) => image === 'ofrecord')
const dkimKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' })
const folder = mkdtempSync(join(tmpdir(), 'ofrecord-docker-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('the programs are api, consent, worker and migrate, each started by a branch of docker/run', () => {
  expect(programs.map(([name]) => name).toSorted()).toEqual(['api', 'consent', 'migrate', 'worker'])
  const branches = [...read('docker/run').matchAll(/^ {2}([a-z |]+)\) exec node (\S+)/gm)].map(([, names, path]) => ({
    names: names?.split(' | ') ?? [],
    path: path?.replaceAll('"', '') ?? '',
  }))
  for (const [name, { command }] of programs) {
    expect(command).toEqual([name])
    const path = branches.find(({ names }) => names.includes(name))?.path.replace('$1', name)
    expect(existsSync(join(root, path ?? 'nowhere')), `${name} starts ${path}`).toBe(true)
  }
})

test.each(programs)('the environment of %s is accepted by the settings', (_name, { environment = {} }) => {
  const { scan, clamd, host, trustedProxy, files } = settingsOf(environment)
  expect({ scan, clamd, host, trustedProxy, files }).toEqual({
    scan: 'required',
    clamd: { kind: 'port', host: 'clamd', port: 3310 },
    host: '0.0.0.0',
    trustedProxy: true,
    files: { kind: 'folder', path: '/var/lib/ofrecord/files' },
  })
})

test('every host the programs talk to is a service on their network', () => {
  const { clamd, smtpUrl } = settingsOf(compose.services.api?.environment ?? {})
  const hosts = [clamd?.kind === 'port' ? clamd.host : '', new URL(smtpUrl).hostname, 'postgres']
  for (const host of hosts) expect(compose.services[host]?.networks).toContain('inside')
  expect(read('docker/secrets/README.md')).toContain('@postgres:5432/ofrecord')
})

test('health is asked at the ports the programs listen on', () => {
  const { port, consentPort } = settingsOf(compose.services.api?.environment ?? {})
  expect(compose.services.api?.healthcheck?.test.join()).toContain(`http://127.0.0.1:${port}/readyz`)
  expect(compose.services.consent?.healthcheck?.test.join()).toContain(`http://127.0.0.1:${consentPort}/readyz`)
  expect(dockerfile).toContain(`EXPOSE ${port} ${consentPort}`)
  const places = [...proxy.matchAll(/location (?:= )?(\S+) \{[^}]*proxy_pass http:\/\/(\S+);/g)]
  expect(places.map(([, path, target]) => [path, target])).toEqual([
    ['/mail/returns', `api:${port}`],
    ['/', `api:${port}`],
    ['/', `consent:${consentPort}`],
  ])
})

test('letters are signed for their sender and come back to its domain, and the api alone takes them', () => {
  const [api, worker] = [compose.services.api, compose.services.worker]
  const { mailFrom, returnAddress, dkim } = settingsOf(worker?.environment ?? {})
  expect(mailFrom).toContain(`@${dkim?.domain}>`)
  expect(returnAddress).toMatch(new RegExp(`@${dkim?.domain}$`))
  expect(settingsOf(api?.environment ?? {}).returnsToken).toBeDefined()
  expect(programs.filter(([, { secrets }]) => secrets?.includes('returns_token')).map(([name]) => name)).toEqual([
    'api',
  ])
})

test('the proxy serves the two names the settings send people to', () => {
  const { publicUrl, consentUrl } = settingsOf(compose.services.api?.environment ?? {})
  const names = [...proxy.matchAll(/server_name (\S+);/g)].map(([, name]) => `https://${name}`)
  expect(names).toEqual([publicUrl, consentUrl])
})

test.each(services)('what %s refers to is declared', (_name, service) => {
  for (const secret of service.secrets ?? []) expect(compose.secrets).toHaveProperty(secret)
  for (const network of service.networks ?? []) expect(compose.networks).toHaveProperty(network)
  for (const other of Object.keys(service.depends_on ?? {})) expect(compose.services).toHaveProperty(other)
  for (const volume of service.volumes ?? []) {
    const [source = ''] = volume.split(':')
    if (source.startsWith('.')) expect(existsSync(join(root, 'docker', source)), source).toBe(true)
    else expect(compose.volumes).toHaveProperty(source)
  }
  if (service.build)
    expect(existsSync(join(root, 'docker', service.build.context, service.build.dockerfile))).toBe(true)
})

test('every secret is a file that its README explains and that git ignores', () => {
  for (const { file } of Object.values(compose.secrets)) {
    expect(read('docker/secrets/README.md')).toContain(`\`${file.replace('./secrets/', '')}\``)
  }
  expect(read('docker/secrets/.gitignore').split('\n')[0]).toBe('*')
})

test('the image has the Node and the pnpm of the workspace, and installs its three programs', () => {
  const { packageManager } = JSON.parse(read('package.json')) as { packageManager: string }
  const { nodeVersion } = parse(read('pnpm-workspace.yaml')) as { nodeVersion: string }
  expect(new Set(dockerfile.match(/pnpm@[\d.]+/g))).toEqual(new Set([packageManager]))
  expect(new Set(dockerfile.match(/node:\d+/g))).toEqual(new Set([`node:${nodeVersion.split('.')[0]}`]))
  const names = ['api', 'consent', 'worker'].map(
    (app) => (JSON.parse(read(`apps/${app}/package.json`)) as { name: string }).name,
  )
  expect([...dockerfile.matchAll(/--filter "([^"]+)\.\.\."/g)].map(([, name]) => name)).toEqual(names)
})

test('what the Dockerfile names is there, and it runs as somebody else than root', () => {
  for (const path of ['docker/run', 'apps/dashboard', 'packages/messages'])
    expect(existsSync(join(root, path))).toBe(true)
  expect(dockerfile).toMatch(/USER node\n/)
  expect(dockerfile).toContain('ENTRYPOINT ["docker/run"]')
})

test.each([
  ['/n/Zm9yZ2V0IG1lLCBJIGFtIGEgbGluaywgcGxlYXNlLi4/deny', '/n/[link]'],
  ['/r/Zm9yZ2V0IG1lLCBJIGFtIGEgbGluaywgcGxlYXNlLi4', '/r/[link]'],
  ['/invitation/Zm9yZ2V0IG1lLCBJIGFtIGEgbGluaywgcGxlYXNlLi4', '/[link]'],
  ['/por/Zm9yZ2V0IG1lLCBJIGFtIGEgbGluaywgcGxlYXNlLi4', '/por/[link]'],
  ['/claims/1000004', '/claims/1000004'],
])('the proxy logs %s as %s', (uri, logged) => {
  const rules = [...proxy.matchAll(/^ {2}"?~([^"\s]+)"?\s+(\S+);/gm)]
  const [, pattern = '', value = ''] = rules.find(([, one = '']) => new RegExp(one).test(uri)) ?? []
  const room = new RegExp(pattern).exec(uri)?.groups?.room ?? ''
  expect(rules).toHaveLength(2)
  expect(pattern === '' ? uri : value.replace('$room', room)).toBe(logged)
})

test('no line of the proxy log holds the request as it came, nor the page before it', () => {
  const [, format = ''] = /log_format redacted '([^']+)'/.exec(proxy) ?? []
  expect(format).toContain('$logged_uri')
  expect(format).not.toMatch(/\$request\b|\$request_uri|\$uri|\$args|\$http_referer/)
})

/** As the image sets them, then compose, with the secrets in files. */
function settingsOf(environment: Record<string, string>) {
  const [, block = ''] = /^ENV ((?:.*\\\n)*.*)/m.exec(dockerfile) ?? []
  const image = Object.fromEntries([...block.matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [name, value]))
  const written: Record<string, string> = {
    database_url: 'postgres://ofrecord:secret@postgres:5432/ofrecord',
    ofrecord_secret: 'x'.repeat(64),
    returns_token: 'x'.repeat(64),
    dkim_key: dkimKey.toString(),
  }
  const env: Record<string, string | undefined> = { ...image, ...environment }
  for (const [name, value] of Object.entries(env)) {
    if (!name.endsWith('_FILE') || value === undefined) continue
    const secret = value.replace('/run/secrets/', '')
    env[name] = join(folder, secret)
    writeFileSync(join(folder, secret), written[secret] ?? '')
  }
  return readSettings(env)
}
