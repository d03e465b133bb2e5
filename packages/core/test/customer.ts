import type { DenialReason } from '../src/consent/consent.rules.ts'
import { secondsAfter } from '../src/kernel/time.ts'
import type { TestWorld } from './stage.ts'
import { linkTo } from './story.ts'

/** Who gets the notice of `openedWindow`: the contact of the claim, and the two administrators of Orchard Foods. */
export const nora = 'nora.contact@orchardfoods.example'
export const tess = 'tess.tenant@orchardfoods.example'
export const falconer = 'i.falconer@orchardfoods.example'

interface Answering {
  /** Whose letter the link is from. */
  of?: string
  link?: string
  /** How long they read before they answer. */
  seconds?: number
}

/** Opens the page behind a link, reads it for twenty seconds, and gives what an answer needs. */
export const read = async (world: TestWorld, { of = nora, link, seconds = 20 }: Answering = {}) => {
  const held = link ?? linkTo(world, of)
  const notice = await world.visitor().consent.notice({ link: held })
  world.at(secondsAfter(world.now(), seconds))
  return { link: held, nonce: notice.nonce, notice }
}

interface No extends Answering {
  reasons?: DenialReason[]
  itemIds?: string[]
  comment?: string
  shareComment?: boolean
}

export const sayNo = async (world: TestWorld, answer: No = {}): Promise<string> => {
  const { link, nonce } = await read(world, answer)
  const { of: _of, seconds: _seconds, reasons = ['unknown'], ...rest } = answer
  return (await world.visitor().consent.deny({ ...rest, link, nonce, reasons })).receipt
}

export const sayYes = async (world: TestWorld, answer: Answering = {}): Promise<string> => {
  const { link, nonce } = await read(world, answer)
  return (await world.visitor().consent.confirm({ link, nonce, agree: true })).receipt
}

export const takeBack = async (world: TestWorld, answer: Answering = {}): Promise<string> => {
  const { link, nonce } = await read(world, answer)
  return (await world.visitor().consent.undo({ link, nonce })).receipt
}

/** The end of the only claim's window; null while none runs. */
export const dueAt = async (world: TestWorld): Promise<Date | null> =>
  (await world.rows<{ due: Date | null }>('select consent_due_at as due from claim'))[0]!.due

/** Lets the window end without a no: a millisecond after the due instant the deadline fires. */
export const letItElapse = async (world: TestWorld): Promise<void> => {
  world.at(new Date((await dueAt(world))!.getTime() + 1))
  await world.fire()
  await world.work()
}

/** The only claim, as the database has it. */
export const claimRow = async (world: TestWorld) =>
  (
    await world.rows<{
      status: string
      consentState: string
      activatedAt: Date | null
      flags: string[]
      live: string[]
      ended: string[]
    }>(`
    select status, consent_state as "consentState", activated_at as "activatedAt", to_jsonb(flags) as flags,
      (select coalesce(jsonb_agg(a.status order by i.position), '[]') from association a join claim_item i on i.id = a.claim_item_id
        where a.claim_id = claim.id and a.status <> 'ended') as live,
      (select coalesce(jsonb_agg(a.end_reason order by i.position), '[]') from association a join claim_item i on i.id = a.claim_item_id
        where a.claim_id = claim.id and a.status = 'ended') as ended from claim`)
  )[0]!

/** The decisions on the only claim, in the order they were made. */
export const decisions = (world: TestWorld) =>
  world.rows<{ kind: string; at: Date; receipt: string; document: string; automationSuspected: boolean }>(`
    select d.kind, d.at, r.code as receipt, r.document, d.automation_suspected as "automationSuspected"
    from consent_decision d join consent_receipt r on r.decision_id = d.id order by d.id`)
