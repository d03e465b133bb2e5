import type { MikroORM } from '@mikro-orm/postgresql'
import type { DigestTask } from '@ofrecord/emails/digest'
import type { PersonActor } from '../kernel/actor.ts'
import { system } from '../kernel/actor.ts'
import type { Installation } from '../kernel/installation.ts'
import { inReading } from '../kernel/transaction.ts'
import type { DigestLines, DigestPart } from './digest.lines.ts'
import { findActorOf } from './session.queries.ts'

/**
 * What a digest would say now. Each organisation is read as its pages are: in a reading transaction of the person's own,
 * with the roles they hold at this moment, so that nothing stands in it that they could not see on the screen.
 */
export const composeDigest = async (
  orm: MikroORM,
  installation: Installation,
  parts: readonly DigestPart[],
  personId: string,
  { since, until }: { since: Date; until: Date },
): Promise<DigestLines> => {
  const actors = await findActors(orm, personId)
  const found: Partial<DigestLines>[] = []
  for (const actor of actors) {
    const placeName = actors.length > 1 ? actor.places.find(({ id }) => id === actor.organizationId)?.name : undefined
    await inReading(orm, actor, async (reading) => {
      // The clock has gone on since: what happened meanwhile is the next one's to tell.
      const call = { ...reading, now: until }
      for (const part of parts) found.push(inPlace(await part({ call, actor, installation, since }), placeName))
    })
  }
  return {
    tasks: found.flatMap(({ tasks = [] }) => tasks).toSorted(byDue),
    news: found.flatMap(({ news = [] }) => news),
  }
}

/** The person in each organisation they are of, and at the vendor's desk. */
const findActors = (orm: MikroORM, personId: string): Promise<PersonActor[]> =>
  inReading(orm, system('digests'), async (call) => {
    const actors: PersonActor[] = []
    for (const { id } of (await findActorOf(call, personId, null))?.places ?? []) {
      const actor = await findActorOf(call, personId, id)
      if (actor) actors.push(actor)
    }
    return actors
  })

const inPlace = ({ tasks = [], news = [] }: Partial<DigestLines>, placeName: string | undefined): DigestLines => {
  if (placeName === undefined) return { tasks, news }
  return {
    tasks: tasks.map((task) => ({ ...task, placeName })),
    news: news.map((each) => ({ ...each, placeName })),
  }
}

/** As on the start page: by due moment, and what has none after what has. */
const byDue = (one: DigestTask, other: DigestTask): number => (one.dueAt ?? '9').localeCompare(other.dueAt ?? '9')
