import { secondsAfter } from '../src/kernel/time.ts'
import { openConflict } from './rivals.ts'
import type { TestWorld } from './stage.ts'

/** The reviewer presses "Ask the customer" in the only open conflict, and the letters go out. */
export const askTheCustomer = async (world: TestWorld, person = 'rosa'): Promise<string> => {
  const { id: conflictId, version } = await openConflict(world, person)
  await (await world.as(person)).review.conflicts.askCustomer({ conflictId, version })
  await world.work()
  return conflictId
}

/** The letters that ask who does the work, in the order they were sent. */
export const questionLetters = (world: TestWorld, address?: string) =>
  world.sent.filter(({ to, text }) => text.includes('/por/') && (address === undefined || to.address === address))

/** The token in the newest question that a mailbox got. */
export const questionLink = (world: TestWorld, address: string): string => {
  const token = /\/por\/([A-Za-z0-9_-]{43})/.exec(questionLetters(world, address).at(-1)?.text ?? '')?.[1]
  if (!token) throw new Error(`${address} was not asked`)
  return token
}

interface Given {
  /** The beginning of a partner's name, or `neither`. */
  choice: string
  comment?: string
  trap?: string
  /** How long they read before they answer. */
  seconds?: number
}

/** Opens the page behind a mailbox's newest link, reads it for twenty seconds and answers. */
export const answerQuestion = async (
  world: TestWorld,
  address: string,
  { choice, seconds = 20, ...rest }: Given,
): Promise<void> => {
  const link = questionLink(world, address)
  const { nonce, partners } = await world.visitor().consent.question({ link })
  world.at(secondsAfter(world.now(), seconds))
  const chosen = partners.find(({ name }) => choice !== '' && name.startsWith(choice))?.id ?? choice
  await world.visitor().consent.clarify({ ...rest, link, nonce, choice: chosen })
  await world.work()
}

/** The only question, as the database has it. */
export const questionRow = async (world: TestWorld) =>
  (
    await world.rows<{
      status: string
      answer: string | null
      comment: string
      answeredBy: string | null
      dueAt: Date
    }>('select status, answer, comment, answered_by as "answeredBy", due_at as "dueAt" from clarification')
  )[0]!

/** What happened to questions, in order. */
export const questionEvents = async (world: TestWorld): Promise<string[]> =>
  (await world.rows<{ type: string }>(`select type from event where type like 'clarification.%' order by seq`)).map(
    ({ type }) => type.replace('clarification.', ''),
  )

/** The page behind a mailbox's newest link. */
export const questionPage = (world: TestWorld, address: string) =>
  world.visitor().consent.question({ link: questionLink(world, address) })
