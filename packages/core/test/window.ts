import type { Message } from '../src/letters/deliver.ts'
import { heldAndAsked } from './rivals.ts'
import { openWorld, prepareOnce } from './stage.ts'
import type { Opened, TestWorld } from './stage.ts'
import { openedWindow } from './story.ts'
import type { MadeClaim } from './story.ts'

/** What was played: what it made, the letters that were sent, and when it ended. */
interface Told<Made> {
  made: Made
  sent: Message[]
  now: Date
}

/**
 * A part of the story that is played once and copied: playing takes twenty times as long as copying. What it made is
 * written on its database, since another process may have played it.
 */
const playedOnce = <Made extends object>(name: string, play: (world: TestWorld) => Promise<Made>) => {
  const prepare = prepareOnce(name, async () => {
    const { world, leave } = await openWorld()
    const made = await play(world)
    const told = JSON.stringify({ made, sent: world.sent, now: world.now() })
    await world.rows(
      `do $do$ begin execute format('comment on database %I is %L', current_database(), $json$${told}$json$); end $do$`,
    )
    return leave()
  })
  let told: Promise<Told<Made>> | undefined
  return async (): Promise<Opened & Made> => {
    const opened = await openWorld(prepare)
    const { made, sent, now } = await (told ??= readTold<Made>(await prepare(), opened))
    opened.world.sent.push(...sent)
    opened.world.at(now)
    return { ...opened, ...made }
  }
}

const readTold = async <Made>(template: string, { world }: Opened): Promise<Told<Made>> => {
  const [row] = await world.rows<{ told: string }>(
    `select shobj_description(oid, 'pg_database') as told from pg_database where datname = $1`,
    [template],
  )
  const { made, sent, now } = JSON.parse(row!.told) as {
    made: Made
    sent: (Message & { date: string })[]
    now: string
  }
  return { made, sent: sent.map((letter) => ({ ...letter, date: new Date(letter.date) })), now: new Date(now) }
}

/** A world in which the customer's window of one claim has just opened: what `openedWindow` would play in it. */
export const openWindow = playedOnce<{ claim: MadeClaim }>('window', async (world) => ({
  claim: await openedWindow(world),
}))

/** A world in which a second partner asks for what a first one holds: what `heldAndAsked` would play in it. */
export const openContest = playedOnce('contest', heldAndAsked)
