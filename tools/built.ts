import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

/** What is made from sources and kept: the folder it goes to, all it is made from, and what makes it from where. */
export type Product = { folder: string; sources: string[]; program: string[]; from: string }

export const messages: Product = {
  folder: 'packages/messages/generated',
  sources: ['packages/messages/catalogue/**/*.json', 'packages/messages/*.inlang/settings.json', 'tools/messages.ts'],
  program: [join(root, 'tools/messages.ts')],
  from: '.',
}

export const dashboard: Product = {
  folder: 'apps/dashboard/dist',
  sources: [
    'apps/dashboard/{src,public,build}/**/*.*',
    'apps/dashboard/{index.html,package.json,tsconfig.json,vite.config.ts}',
    'packages/core/src/**/*.rules.ts',
    'packages/core/src/kernel/*.ts',
    ...messages.sources,
    'pnpm-lock.yaml',
  ],
  program: [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'],
  from: 'apps/dashboard',
}

/** Runs `build` unless the product was made from exactly these sources. Their bytes count, not their times. */
export async function built({ folder, sources }: Product, build: () => Promise<void>): Promise<void> {
  const stamp = join(root, folder, '.sources')
  const now = fingerprint(sources)
  if (read(stamp) === now) return
  await build()
  writeFileSync(stamp, now)
}

/** As `built`, running the product's own program and showing what it says only when it fails. */
export async function builtQuietly(product: Product): Promise<void> {
  await built(product, async () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, product.program, {
      cwd: join(root, product.from),
      // A test runner says NODE_ENV=test, and what is built then carries development code.
      env: { ...process.env, NODE_ENV: 'production' },
      encoding: 'utf8',
    })
    if (status !== 0) throw new Error(`${product.folder} could not be made:\n${stdout}${stderr}`)
  })
}

function fingerprint(sources: string[]) {
  const hash = createHash('sha256')
  const options = { cwd: root, exclude: ['**/node_modules/**'] }
  for (const path of globSync(sources, options).toSorted()) {
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(root, path)))
  }
  return hash.digest('hex')
}

function read(path: string) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
