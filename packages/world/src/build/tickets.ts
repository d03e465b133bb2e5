import type { TicketPath, TicketPriority } from '@ofrecord/core/support/ticket.rules'
import { headOf } from '../stories.ts'
import type { Scene } from './scene.ts'
import type { Caller, Stage } from './stage.ts'

/** A step of a ticket, on either side of the desk. */
type Play = (stage: Stage, ticketId: string) => Promise<unknown>

interface Asked {
  key: string
  by: string
  organisation: string
  path: TicketPath
  priority: TicketPriority
  subject: string
  body: string
  /** The key of the merger that it is about. */
  merge?: string
}

const versionOf = async (stage: Stage, ticketId: string): Promise<{ ticketId: string; version: number }> => {
  const { version } = await (await stage.as('sam')).supportDesk.get({ ticketId })
  return { ticketId, version }
}

const take: Play = async (stage, ticketId) => (await stage.as('sam')).supportDesk.take(await versionOf(stage, ticketId))

const atDesk =
  (verb: 'reply' | 'ask' | 'resolve' | 'note', body: string): Play =>
  async (stage, ticketId) =>
    (await stage.as('sam')).supportDesk[verb]({ ...(await versionOf(stage, ticketId)), body })

const rate =
  (by: string, organisation: string, rating: number, words: string): Play =>
  async (stage, ticketId) =>
    (await stage.as(by, organisation)).support.rate({ ...(await versionOf(stage, ticketId)), rating, words })

const open = async (
  stage: Stage,
  { by, organisation, merge, ...asked }: Asked,
  merges: ReadonlyMap<string, string>,
) => {
  const { support }: Caller = await stage.as(by, organisation)
  const { key: _key, ...input } = asked
  const id = merge === undefined ? undefined : merges.get(merge)
  return support.open({ ...input, about: id === undefined ? null : { kind: 'merge', id } })
}

/** Tickets in four states, one about a merger with its preview; nobody but the desk has the last word. */
export const ticketScenes = (merges: ReadonlyMap<string, string>): Scene[] => {
  const scenesOf = (asked: Asked, day: number, ...plays: [day: number, play: Play][]): Scene[] => {
    let ticketId = ''
    return [
      {
        key: asked.key,
        day,
        play: async (stage) => {
          ;({ ticketId } = await open(stage, asked, merges))
        },
      },
      ...plays.map(([at, play]): Scene => ({ key: asked.key, day: at, play: (stage) => play(stage, ticketId) })),
    ]
  }
  return [
    ...scenesOf(
      {
        key: 'ticket.merger',
        by: headOf('fjordline'),
        organisation: 'fjordline',
        path: 'membership/merger',
        priority: 'high',
        subject: 'Which of the two competencies goes on after the merger?',
        body: 'The preview counts two people once who stand in both companies.\nDo we lose a level before the anniversary?',
        merge: 'fx.merge.fresh',
      },
      -1 / 48,
    ),
    ...scenesOf(
      {
        key: 'ticket.invoice',
        by: 'gwen',
        organisation: 'kestrel',
        path: 'orders/invoice',
        priority: 'normal',
        subject: 'The invoice names our former address',
        body: 'We moved in September. Can the last invoice be issued again with the new address?',
      },
      -4.1,
      [-3.9, take],
      [-3.8, atDesk('note', 'The address changed two days after the invoice was issued.')],
      [-3.7, atDesk('ask', 'Which of your locations is to stand on it, Bristol or Leeds?')],
    ),
    ...scenesOf(
      {
        key: 'ticket.letters',
        by: 'ines',
        organisation: 'kestrel',
        path: 'incentives/customer',
        priority: 'urgent',
        subject: 'A customer says that no letter arrived',
        body: 'Their administrator looked in all folders. The days of the customer run.',
      },
      -2.2,
      [-2.1, take],
      [-2, atDesk('reply', 'Their mail server took it on Wednesday. We asked them to look at its quarantine.')],
    ),
    ...scenesOf(
      {
        key: 'ticket.sign-in',
        by: 'gwen',
        organisation: 'kestrel',
        path: 'technical/sign_in',
        priority: 'low',
        subject: 'Can we sign in with our own company account?',
        body: 'We would like one sign-in for all our people.',
      },
      -6.2,
      [-6, take],
      [-5.9, atDesk('resolve', 'Yes. A global administrator sets it up on the page Organisation, Company sign-in.')],
      [-5, rate('gwen', 'kestrel', 5, 'Answered within hours.')],
    ),
  ]
}
