import type { Message } from '../src/letters/deliver.ts'
import { openWorld, prepareOnce } from './stage.ts'
import type { Opened } from './stage.ts'
import { openedWindow } from './story.ts'
import type { MadeClaim } from './story.ts'

/** Played once and copied: the story takes twenty times as long as its copy. */
const prepareWindow = prepareOnce('window', async () => {
  const { world, leave } = await openWorld()
  const claim = await openedWindow(world)
  const told = JSON.stringify({ claim, sent: world.sent })
  await world.rows(
    `do $do$ begin execute format('comment on database %I is %L', current_database(), $json$${told}$json$); end $do$`,
  )
  return leave()
})

let told: Promise<{ claim: MadeClaim; sent: Message[] }> | undefined

/** A world in which the customer's window of one claim has just opened: what `openedWindow` would play in it. */
export const openWindow = async (): Promise<Opened & { claim: MadeClaim }> => {
  const opened = await openWorld(prepareWindow)
  const { claim, sent } = await (told ??= readTold(await prepareWindow(), opened))
  opened.world.sent.push(...sent)
  return { ...opened, claim }
}

const readTold = async (template: string, { world }: Opened): Promise<{ claim: MadeClaim; sent: Message[] }> => {
  const [row] = await world.rows<{ told: string }>(
    `select shobj_description(oid, 'pg_database') as told from pg_database where datname = $1`,
    [template],
  )
  const { claim, sent } = JSON.parse(row!.told) as { claim: MadeClaim; sent: (Message & { date: string })[] }
  return { claim, sent: sent.map((letter) => ({ ...letter, date: new Date(letter.date) })) }
}
