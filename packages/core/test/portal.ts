import type { TestWorld } from './stage.ts'

/** The newest code that was mailed to an address. */
export const codeOf = (world: TestWorld, address: string): string => {
  const letter = world.sent.findLast(({ to, text }) => to.address === address && /^\s+\d{6}$/m.test(text))
  const code = /^\s+(\d{6})$/m.exec(letter?.text ?? '')?.[1]
  if (!code) throw new Error(`no code was mailed to ${address}`)
  return code
}

export const askForCode = async (world: TestWorld, address: string): Promise<void> => {
  await world.visitor().portal.requestCode({ address })
  await world.work()
}

/** Signs an administrator in by the code in their mailbox; answers the session's token. */
export const signedInAs = async (world: TestWorld, address: string): Promise<string> => {
  await askForCode(world, address)
  return (await world.visitor().portal.signIn({ address, code: codeOf(world, address) })).session
}

/** The page of a session as it is now, and with it what a form posts. */
export const pageOf = async (world: TestWorld, session: string) => {
  const map = await world.visitor().portal.map({ session })
  return { map, form: { session, nonce: map.nonce } }
}

/** Stops everything that the page shows. */
export const stopAll = async (world: TestWorld, session: string, block = false): Promise<readonly string[]> => {
  const { map, form } = await pageOf(world, session)
  const associationIds = map.rows.flatMap(({ items }) => items.map(({ associationId }) => associationId))
  return (await world.visitor().portal.revoke({ ...form, associationIds, block })).receipts
}
