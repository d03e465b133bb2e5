import type { Scene } from './scene.ts'

const SWINDON = {
  name: 'Swindon',
  legalName: 'Kestrel Swindon Ltd',
  street: 'Foundry Road 4',
  postalCode: 'SN0 4AA',
  city: 'Swindon',
  country: 'GB',
  registrationNumber: 'ZZ004411',
} as const

/**
 * What the history of Kestrel's tree tells: Rome was somewhere else for a month, and Swindon was opened and closed. A
 * rehearsal of another headquarters waits for somebody to carry it out.
 */
export const kestrelScenes = (): Scene[] => {
  const move = (day: number, parent: string, reason: string): Scene => ({
    key: 'rome',
    day,
    play: async (stage) => {
      const { hierarchy } = await stage.as('gwen', 'kestrel')
      const locationId = stage.laid.locations.get('kestrel.rome')!
      const { version } = await hierarchy.get({ locationId })
      await hierarchy.move({ locationId, version, parentId: stage.laid.locations.get(parent)!, reason })
    },
  })
  return [
    move(-160, 'kestrel.bristol', 'Rome reports to the board while Milan moves house.'),
    move(-130, 'kestrel.milan', 'Milan is settled.'),
    { key: 'swindon', day: -110, play: openSwindon },
    { key: 'swindon', day: -9, play: closeSwindon },
    { key: 'rehearsal', day: -2, play: rehearseMilan },
  ]
}

const openSwindon: Scene['play'] = async (stage) => {
  const { hierarchy } = await stage.as('gwen', 'kestrel')
  await hierarchy.create({
    ...SWINDON,
    parentId: stage.laid.locations.get('kestrel.bristol')!,
    reason: 'A shop for the west.',
  })
}

const closeSwindon: Scene['play'] = async (stage) => {
  const { hierarchy } = await stage.as('gwen', 'kestrel')
  const [found] = (await hierarchy.search({ text: SWINDON.name })).rows
  await hierarchy.dissociate({
    locationId: found!.id,
    confirmation: String(found!.number),
    reason: 'The lease ran out.',
  })
}

const rehearseMilan: Scene['play'] = async (stage) => {
  const { hierarchy } = await stage.as('gwen', 'kestrel')
  const change = { kind: 'headquarters', locationId: stage.laid.locations.get('kestrel.milan')! } as const
  await hierarchy.rehearse({ change, reason: 'The board wants to see what moving the seat would mean.' })
}
