import { join } from 'node:path'
import { renderLetter } from '@ofrecord/emails/render'
import { isLocale } from '@ofrecord/messages/runtime'
import type { IntakePlace } from '@ofrecord/core/claims/intake'
import { openFiles } from '@ofrecord/core/kernel/files'
import { installationOf } from '@ofrecord/core/kernel/programs'
import type { Pools } from '@ofrecord/core/kernel/programs'
import type { Settings } from '@ofrecord/core/kernel/settings'
import { holdStill } from '@ofrecord/core/kernel/standstill'
import type { Post } from '@ofrecord/core/letters/deliver'
import { closePools, openPools } from '@ofrecord/core/open'
import { buildWorld } from '../build.ts'
import type { Built } from '../build.ts'
import { tally } from '../counting.ts'
import { unseenIn } from './seen.ts'
import { minutes } from '../time.ts'
import { demoWorld } from '../world.ts'
import { openCast } from './cast.ts'
import { openCatcher } from './relay.ts'
import { emptyTables, finishLoad } from './state.ts'
import type { Owner } from './state.ts'

/**
 * Loads the demo: `whole`, or without what nobody can look at. `half` says that an earlier load was ended in the
 * middle, which is thrown away first.
 */
export const loadDemo = async (
  settings: Settings,
  owner: Owner,
  { half, whole }: { half: boolean; whole: boolean },
): Promise<void> => {
  const began = performance.now()
  const files = await intakeOf(settings)
  await holdStill(owner, async () => {
    console.log('the demo world is being played')
    if (half) await throwAway(settings, owner, files)
    const pools = await openPools(settings.databaseUrl, 6, true)
    try {
      const built = await build(settings, pools, files, whole)
      await openCast(pools.orm, settings.dataDir)
      await finishLoad(pools.orm, built.laid.vendorId, built.played.length)
      report(built, performance.now() - began)
    } finally {
      await closePools(pools)
    }
  })
}

/** The database is loaded but the data directory is new: everybody gets a password that this one knows. */
export const reopenCast = async (settings: Settings): Promise<void> => {
  const pools = await openPools(settings.databaseUrl, 1)
  await openCast(pools.orm, settings.dataDir)
  await closePools(pools)
  console.log('the demo world is there; its people have a new password')
}

const intakeOf = async ({ dataDir, files, clamd, scan }: Settings): Promise<IntakePlace> => ({
  folder: join(dataDir, 'incoming'),
  files: await openFiles(files),
  clamd,
  scan,
})

const throwAway = async (settings: Settings, owner: Owner, { files }: IntakePlace): Promise<void> => {
  console.log('the last load was ended half way: it is thrown away')
  for (const key of await emptyTables(owner)) await files.delete(key)
  // Its letters hold links that open nothing any more. Where no catcher runs there are none.
  await fetch(`http://127.0.0.1:${settings.mailboxPort}/api/messages`, { method: 'DELETE' }).catch(() => undefined)
}

const build = async (settings: Settings, pools: Pools, files: IntakePlace, whole: boolean): Promise<Built> => {
  const catcher = openCatcher(settings.smtpUrl, settings.smtpPort)
  const installation = installationOf(settings)
  const world = demoWorld(new Date(Math.floor(Date.now() / minutes) * minutes))
  try {
    const place = { pools, installation, files, post: postOf(settings, catcher) }
    const built = await buildWorld(place, world, {
      pageOf,
      onProgress: progress(),
      ...(!whole && { leaveOut: unseenIn(world) }),
    })
    await catcher.drained()
    return built
  } finally {
    catcher.close()
  }
}

/** The language of the pages and letters for somebody's own. */
const pageOf = (language: string) => (isLocale(language) ? language : 'en')

const postOf = ({ mailFrom }: Settings, { send }: Pick<Post, 'send'>): Post => {
  const address = /<([^>]+)>/.exec(mailFrom)?.[1] ?? mailFrom
  return {
    render: renderLetter,
    send,
    from: (vendorName) => (mailFrom.includes('<') ? mailFrom : `${vendorName} <${address}>`),
    messageDomain: address.slice(address.indexOf('@') + 1),
    report: (error) => {
      throw error
    },
  }
}

/** A line for every fifth of the way. */
const progress = (): ((share: number) => void) => {
  let told = 0
  return (share) => {
    if (Math.floor(share * 5) <= told) return
    told = Math.floor(share * 5)
    console.log(`${told * 20} % of a year of claims`)
  }
}

const report = ({ played, skipped, stopped }: Built, took: number): void => {
  for (const { plan, verb, code } of stopped) console.log(`${plan.key} was stopped: ${verb} is refused with ${code}`)
  const standing = tally(played.map(({ plan: { status, phase } }) => phase ?? status))
  const counts = Object.entries(standing).map(([status, count]) => `${count} ${status}`)
  console.log(`${played.length} claims: ${counts.join(', ')}; ${skipped.length} left out`)
  console.log(`the demo world is loaded (${(took / 1000).toFixed(1)} s)`)
}
