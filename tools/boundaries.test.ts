import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

// A small copy of the house in which every file breaks, or keeps, one boundary; the real linter judges it.

const root = join(import.meta.dirname, '..')
const rooms = 'kernel links letters catalogue organisations people customers claims consent'.split(' ')

type Case = [file: string, code: string]

const refused: Case[] = [
  ['emails/src/a.ts', "import { Claim } from '@ofrecord/core/claims/claim.entity'"],
  ['emails/src/b.ts', "import type { Claim } from '@ofrecord/core/claims/claim.entity'"],
  ['packages/messages/a.ts', "import { errors } from '@ofrecord/core/kernel/errors'"],
  ['packages/core/src/letters/a.ts', "import { render } from '@ofrecord/emails/render'"],
  ['packages/core/src/letters/b.ts', "import { type Letter } from '@ofrecord/emails/render'"],
  ['packages/core/src/letters/c.ts', "const { render } = await import('@ofrecord/emails/render')"],
  ['packages/core/src/claims/a.ts', "import { personas } from '@ofrecord/world/personas'"],
  ['apps/api/src/a.ts', "import { app } from '../../consent/src/app.ts'"],
  ['apps/consent/src/a.ts', "import { app } from '../../api/src/app.ts'"],
  ['apps/worker/src/a.ts', "import { app } from '../../api/src/app.ts'"],
  ['apps/worker/src/a.test.ts', "import { app } from '../../api/src/app.ts'"],
  ['apps/api/src/b.ts', "import { personas } from '@ofrecord/world/personas'"],
  ['apps/consent/src/c.ts', "import { render } from '@ofrecord/emails/render'"],
  ['apps/dashboard/src/a.ts', "import { Claim } from '@ofrecord/core/claims/claim.entity'"],
  ['apps/dashboard/src/b.ts', "import { type Claim } from '@ofrecord/core/claims/claim.entity'"],
  ['apps/dashboard/src/c.ts', "export { Claim } from '@ofrecord/core/claims/claim.entity'"],
  ['apps/dashboard/src/d.ts', "export * from '@ofrecord/core/kernel/errors'"],
  ['apps/dashboard/src/e.ts', "const page = () => import('@ofrecord/core/claims/claim.entity')"],
  ['packages/core/src/kernel/a.ts', "import { Claim } from '../claims/claim.entity.ts'"],
  ['packages/core/src/kernel/b.ts', "import { letters } from '@ofrecord/core/letters/letter.entity'"],
  ...rooms.slice(1).flatMap((room, index): Case[] => [
    [`packages/core/src/${rooms[index]}/right.ts`, `import { x } from '../${room}/x.ts'`],
    [`packages/core/src/${rooms[index]}/right-type.ts`, `import type { X } from '../${room}/x.ts'`],
  ]),
  ['packages/core/src/claims/b.ts', "import { router } from '../router.ts'"],
  ['packages/core/src/shortcut.ts', "import { Claim } from './claims/claim.entity.ts'"],
  ['packages/core/src/claims/a.rules.ts', "import { sql } from 'kysely'"],
  ['packages/core/src/claims/b.rules.ts', "import { now } from '../kernel/clock.ts'"],
  ['packages/core/src/claims/c.rules.ts', "import type { Claim } from './claim.entity.ts'"],
  ['packages/core/src/claims/d.rules.ts', "import { decideConsent } from '../consent/consent.rules.ts'"],
  ['packages/core/src/claims/e.rules.ts', "import { randomUUID } from 'node:crypto'"],
  ['packages/core/src/claims/a.entity.ts', "import { initTRPC } from '@trpc/server'"],
  ['packages/core/src/claims/b.entity.ts', "import { claims } from './claim.router.ts'"],
  ['packages/core/src/claims/a.router.ts', "import { people } from '../people/person.router.ts'"],
  ['packages/core/src/claims/b.router.ts', "import { createTransport } from 'nodemailer'"],
  ['packages/core/src/claims/now.ts', 'export const now = new Date()'],
  ['packages/core/src/claims/now-number.ts', 'export const now = Date.now()'],
  ['packages/core/src/claims/now-words.ts', 'export const now = Date()'],
]

const allowed: Case[] = [
  ['emails/src/z.ts', "import { common_yes } from '@ofrecord/messages/messages'"],
  ['emails/src/preview.ts', "import { personas } from '@ofrecord/world/personas'"],
  ['packages/core/src/letters/z.ts', "import type { Letter } from '@ofrecord/emails/render'"],
  ['packages/core/src/claims/z.test.ts', "import { personas } from '@ofrecord/world/personas'"],
  ['packages/core/src/people/z.test.ts', "import { router } from '../router.ts'\nexport const at = new Date()"],
  ['packages/world/src/demo.ts', "import { Claim } from '@ofrecord/core/claims/claim.entity'"],
  ['apps/api/src/z.ts', "import { router } from '@ofrecord/core/router'"],
  ['apps/api/src/demo.page.ts', "import { personas } from '@ofrecord/world/personas'"],
  ['apps/worker/src/z.ts', "import { render } from '@ofrecord/emails/render'"],
  ['apps/dashboard/src/y.ts', "import type { Router } from '@ofrecord/core/router'"],
  ['apps/dashboard/src/z.ts', "import { SubmitClaim } from '@ofrecord/core/claims/claim.rules'"],
  ['apps/dashboard/src/z.test.ts', "import { router } from '@ofrecord/core/router'"],
  ...rooms
    .slice(1)
    .map((room, index): Case => [`packages/core/src/${room}/left.ts`, `import { x } from '../${rooms[index]}/x.ts'`]),
  ['packages/core/src/open.ts', "import { entities } from './entities.ts'\nimport { connect } from './kernel/orm.ts'"],
  ['packages/core/src/claims/z.router.ts', "import { drafts } from './draft.router.ts'"],
  ['packages/core/src/router.ts', "import { claims } from './claims/claim.router.ts'"],
  ['packages/core/src/reactions.ts', "import { consent } from './consent/consent.mail.ts'"],
  ['packages/core/src/claims/y.rules.ts', "import { decideTenant } from '../customers/customer.rules.ts'"],
  ['packages/core/src/claims/z.rules.ts', "import { refuse } from '../kernel/errors.ts'\nimport { z } from 'zod'"],
  ['packages/core/src/claims/then.ts', "export const then = new Date('2026-11-02T09:00:00Z')"],
  ['packages/core/src/kernel/clock.ts', 'export const now = () => new Date()'],
]

/** One for a rule of another plugin. */
const late: Case = [
  'apps/dashboard/src/late.tsx',
  'export function Late({ name }: { name: string }) {\n  return <p>{name}</p>\n}',
]

let house: string
let found: ReturnType<typeof lint>

beforeAll(() => {
  house = mkdtempSync(join(tmpdir(), 'ofrecord-house-'))
  for (const file of ['tools/house-rules.ts', 'tools/directions.ts']) cpSync(join(root, file), join(house, file))
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'))
  const config = JSON.parse(readFileSync(join(root, '.oxlintrc.json'), 'utf8')) as { options: object }
  writeFileSync(
    join(house, '.oxlintrc.json'),
    JSON.stringify({ ...config, options: {}, categories: {}, ignorePatterns: ['node_modules'] }),
  )
  for (const [file, code] of [...refused, ...allowed, late]) {
    mkdirSync(dirname(join(house, file)), { recursive: true })
    writeFileSync(join(house, file), `${code}\n`)
  }
  found = lint()
})

afterAll(() => rmSync(house, { recursive: true }))

test.each(refused)('%s is refused: %s', (file) => {
  expect(found('house').get(file)).toHaveLength(1)
})

test.each(allowed)('%s is allowed: %s', (file) => {
  expect(found('house').get(file)).toBeUndefined()
})

test('what a component may not do with its props is refused in the dashboard', () => {
  expect(found('solid').get(late[0])).toHaveLength(1)
})

function lint() {
  const words = [join(root, 'node_modules/oxlint/bin/oxlint'), '-c', '.oxlintrc.json', '-f', 'json', '.']
  const { stdout, stderr } = spawnSync(process.execPath, words, { cwd: house, encoding: 'utf8' })
  if (!stdout.startsWith('{')) throw new Error(`The linter said: ${stdout}${stderr}`)
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { filename: string; code: string; message: string }[] }
  return (plugin: string) =>
    Map.groupBy(
      diagnostics.filter(({ code }) => code.startsWith(`${plugin}(`)),
      ({ filename }) => filename,
    )
}
