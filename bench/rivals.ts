import { spawnSync } from 'node:child_process'

interface Rivals {
  /** The claims list as somebody would build it with Fastify and Drizzle. */
  openFastify: (url: string, organizationId: string) => { list: () => Promise<unknown>; close: () => Promise<void> }
  /** The rows of a submission, written with Drizzle. */
  openDrizzle: (url: string) => { submit: (claimId: string) => Promise<void>; close: () => Promise<void> }
}

/**
 * What others would take is installed in a folder of its own, by its own lock file, the first time it is measured:
 * nothing of the product can resolve it, and nobody who only wants the product waits for it.
 */
export const openRivals = async (): Promise<Rivals> => {
  const folder = new URL('rivals/', import.meta.url)
  const words = ['-y', 'pnpm@12.21.0', 'install', '--frozen-lockfile', '--ignore-workspace']
  const { status, stdout, stderr } = spawnSync('npx', words, { cwd: folder, encoding: 'utf8' })
  if (status !== 0) throw new Error(`The rivals could not be installed:\n${stdout}${stderr}`)
  return (await import(new URL('fastify-drizzle.ts', folder).href)) as Rivals
}
