import { setTimeout } from 'node:timers/promises'
import { refuseAbsent } from '../kernel/errors.ts'
import { router } from '../kernel/trpc.ts'
import { tracesOf } from './form.ts'
import { mailbox, posted, signedIn } from './portal.door.ts'
import { readHistory, readReceipts } from './portal.history.queries.ts'
import { readMap } from './portal.map.queries.ts'
import { checkProof, proofOf } from './portal.proof.ts'
import { revoke } from './portal.revoking.ts'
import {
  CodeAsked,
  CodeTyped,
  HistoryAsked,
  InSession,
  OfPartner,
  OfPerson,
  OfTenant,
  PartnerAsked,
  PersonNamed,
  PolicyTyped,
  Proof,
  Revocation,
} from './portal.rules.ts'
import { findPartner, invite, removePerson, removeRule, ruleByNumber, setPolicy } from './portal.settings.ts'
import { requestCode, signIn, signOut, switchTenant } from './portal.signing.ts'

/** The customer's own page: who can see figures about it, and how to stop that (B.2.7). */
export const portalRouter = router({
  /** Mails a code to whoever may act for a customer; answers alike for every mailbox, in words and in time. */
  requestCode: mailbox()
    .input(CodeAsked)
    .mutation(({ ctx, input }) => atFullTenth(() => requestCode(ctx, input.address))),

  /** Refuses with `PORTAL_CODE_WRONG`. */
  signIn: mailbox()
    .input(CodeTyped)
    .mutation(({ ctx, input }) => signIn(ctx, input)),

  /** What the DNS must say so that a mailbox becomes the first administrator. Refuses `PORTAL_ADDRESS_NOT_ON_DOMAIN`. */
  startProof: mailbox()
    .input(Proof)
    .query(({ ctx, input }) => proofOf(ctx.keys.proof, input)),

  checkProof: mailbox()
    .input(Proof)
    .mutation(({ ctx, input }) => checkProof(ctx, input)),

  /** Ends a session, whatever became of it. */
  signOut: mailbox()
    .input(InSession)
    .mutation(({ ctx, input }) => signOut(ctx, input.session)),

  /** The page itself, with the nonce of its forms. */
  map: signedIn()
    .input(InSession)
    .query(({ ctx }) => readMap(ctx.call, ctx, ctx.actor)),

  history: signedIn()
    .input(HistoryAsked)
    .query(({ ctx, input }) => readHistory(ctx.call, ctx, ctx.actor, input.before)),

  /** All receipts, one JSON document a line. */
  receipts: signedIn()
    .input(InSession)
    .query(({ ctx }) => readReceipts(ctx.call, ctx.actor)),

  /** Whose number it is, before it is blocked or allowed (PRI-R2). Absent: nobody's. */
  partner: signedIn()
    .input(PartnerAsked)
    .query(async ({ ctx, input }) => {
      const { organizationId: _organizationId, ...partner } = await findPartner(ctx.call, input.number)
      return partner
    }),

  /**
   * Stops access, at once and for good (ACC-R1). Refuses with `PORTAL_NOTHING_CHOSEN`; absent when one of them is not
   * this customer's; a delegate who wants to block as well with `PORTAL_DELEGATE`.
   */
  revoke: posted('anybody')
    .input(Revocation)
    .mutation(async ({ ctx, input }) => ({ receipts: await revoke(ctx.call, ctx, input, tracesOf(ctx, '')) })),

  /** The partner may not ask any more (ACC-R2). Absent: no such number. */
  block: posted('administrator')
    .input(OfPartner)
    .mutation(({ ctx, input }) => ruleByNumber(ctx.call, input.number, 'blocked')),

  unblock: posted('administrator')
    .input(OfPartner)
    .mutation(({ ctx, input }) => removeRule(ctx.call, input.number, 'blocked')),

  /** The partner may ask, where only a list may. */
  allow: posted('administrator')
    .input(OfPartner)
    .mutation(({ ctx, input }) => ruleByNumber(ctx.call, input.number, 'allowed')),

  removeAllowed: posted('administrator')
    .input(OfPartner)
    .mutation(({ ctx, input }) => removeRule(ctx.call, input.number, 'allowed')),

  /** Refuses with `PORTAL_CODE_PHRASE_INVALID`, `PORTAL_ADDRESS_NOT_ON_DOMAIN`. */
  setPolicy: posted('administrator')
    .input(PolicyTyped)
    .mutation(({ ctx, input }) => setPolicy(ctx.call, input)),

  /** Refuses with `PORTAL_ADDRESS_NOT_ON_DOMAIN`. */
  invite: posted('administrator')
    .input(PersonNamed)
    .mutation(({ ctx, input }) => invite(ctx.call, input)),

  /** Refuses with `PORTAL_LAST_ADMINISTRATOR`. */
  removePerson: posted('administrator')
    .input(OfPerson)
    .mutation(({ ctx, input }) => removePerson(ctx.call, input.personId)),

  switchTenant: posted('anybody')
    .input(OfTenant)
    .mutation(async ({ ctx, input }) => {
      const { sessionId, address } = ctx.actor
      if (!(await switchTenant(ctx.call, sessionId, address.toLowerCase(), input.tenant))) refuseAbsent()
    }),
})

/** Whether a letter was written takes some milliseconds; answered at a full tenth of a second, it does not show. */
const atFullTenth = async (work: () => Promise<void>): Promise<void> => {
  const began = performance.now()
  await work()
  await setTimeout(100 - ((performance.now() - began) % 100))
}
