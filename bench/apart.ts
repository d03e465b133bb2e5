import { spawnSync } from 'node:child_process'

/**
 * Loads a file of a folder of `bench` that has a lock file of its own, installing the folder first: nothing of the
 * product can resolve what is in it, and nobody who only wants the product waits for it.
 */
export const loadApart = async (folder: string, file: string): Promise<unknown> => {
  const place = new URL(`${folder}/`, import.meta.url)
  const words = ['-y', 'pnpm@12.21.0', 'install', '--frozen-lockfile', '--ignore-workspace']
  const { status, stdout, stderr } = spawnSync('npx', words, { cwd: place, encoding: 'utf8' })
  if (status !== 0) throw new Error(`bench/${folder} could not be installed:\n${stdout}${stderr}`)
  return import(new URL(file, place).href)
}
