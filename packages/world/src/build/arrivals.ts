import { askedAgain, invitedAlone, invitedTogether } from '../arrivals.ts'
import type { Stay } from '../arrivals.ts'
import { nameStories } from '../stories.ts'
import type { World } from '../world.ts'
import type { Scene } from './scene.ts'
import type { Stage } from './stage.ts'

/** Credentials whose name is another than their owner's (CP-R4). */
export const nameScenes = (): Scene[] =>
  nameStories.flatMap(({ person, credentialId, linkedDay, refusedDay }) => {
    const key = `name of ${person}`
    const link: Scene = {
      key,
      day: linkedDay,
      play: async (stage) => (await stage.as(person)).credentials.link({ credentialId }),
    }
    return refusedDay === null ? [link] : [link, { key, day: refusedDay, play: refuseName(credentialId) }]
  })

const refuseName =
  (credentialId: string): Scene['play'] =>
  async (stage) => {
    const desk = (await stage.as('sam')).credentials
    const { rows } = await desk.nameChecks({})
    const waiting = rows.find((row) => row.credentialId === credentialId)!
    await desk.decideName({ credentialProfileId: waiting.credentialProfileId, verdict: 'refuse' })
  }

const kestrelOf = ({ world }: Stage) => world.organisations.find(({ key }) => key === 'kestrel')!

const outsiderOf = ({ members }: World, { person }: Stay) => members.outsiders.find(({ key }) => key === person)!

/** `fx.people.awaiting`: whoever was taken out of the list may ask again, and does (AF11). */
export const askingScenes = (): Scene[] => {
  const key = 'fx.people.awaiting'
  let affiliationId = ''
  const ask: Scene['play'] = async (stage) => {
    const { name, country } = kestrelOf(stage)
    const locationId = stage.laid.locations.get(askedAgain.location)!
    const { people } = await stage.as(askedAgain.person)
    affiliationId = (await people.request({ name, country, locationId })).affiliationId
  }
  return [
    { key, day: -40, play: ask },
    {
      key,
      day: -37,
      play: async (stage) => {
        const { people } = await stage.as('gwen', 'kestrel')
        await people.decide({ affiliationIds: [affiliationId], verdict: 'approve' })
      },
    },
    { key, day: -30, play: async (stage) => (await stage.as('gwen', 'kestrel')).people.remove({ affiliationId }) },
    { key, day: askedAgain.beganDays, play: ask },
  ]
}

/** People whose letter is in the mailbox: three were invited together, one alone. */
export const invitingScenes = (): Scene[] => [
  { key: 'invited together', day: -3, play: inviteTogether },
  { key: 'invited alone', day: -2, play: inviteAlone },
]

const inviteTogether: Scene['play'] = async (stage) => {
  const text = invitedTogether
    .map((stay) => outsiderOf(stage.world, stay))
    .map(({ name, email }) => `${name} <${email}>`)
    .join('; ')
  const locationId = stage.laid.locations.get(invitedTogether[0]!.location)!
  await (await stage.as('gwen', 'kestrel')).people.inviteMany({ text, locationId, key: 'a list of three people' })
}

const inviteAlone: Scene['play'] = async (stage) => {
  const { name, email, language } = outsiderOf(stage.world, invitedAlone)
  const locationId = stage.laid.locations.get(invitedAlone.location)!
  await (await stage.as('gwen', 'kestrel')).people.invite({ name, email, language, locationId })
}
