import { defineEntity, p } from '@mikro-orm/core'
import { instant, organizationPolicy, text } from '../kernel/columns.ts'
import { refuse } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import { next } from '../kernel/moves.ts'
import type { Tier } from '../organisations/organization.rules.ts'
import type { MembershipState, MembershipVerb } from './membership.rules.ts'
import { membershipMoves } from './membership.rules.ts'
import { owned } from './owned.columns.ts'

/** An organisation's membership of the programme: its tier, and the day of each year on which it ends or goes on. */
export const MembershipSchema = defineEntity({
  name: 'Membership',
  tableName: 'membership',
  properties: {
    ...owned,
    tier: () => text().$type<Tier>(),
    /** Not null unless the tier is the free one, which never ends. */
    anniversaryOn: () => p.date().nullable(),
    state: () => text().$type<MembershipState>().default('active'),
    stateAt: () => instant().defaultRaw('now()'),
    /** The anniversary before the vendor moved it; null: nobody did. */
    extendedFrom: () => p.date().nullable(),
    /** When the free tier was last confirmed; it is asked for every year. */
    confirmedAt: () => instant().nullable(),
    startedAt: () => instant(),
    endedAt: () => instant().nullable(),
    version: () => p.integer().version(),
  },
  uniques: [
    {
      name: 'membership_current_unique',
      expression: `create unique index "membership_current_unique" on "membership" ("organization_id") where "ended_at" is null`,
    },
  ],
  checks: [{ name: 'membership_anniversary_check', expression: `("tier" = 'network') = ("anniversary_on" is null)` }],
  policies: organizationPolicy('membership_own'),
})
export class Membership extends MembershipSchema.class {
  /** It begins: the first fee of its tier was paid, or the free tier was confirmed. */
  begin(): void {
    tell(this, 'membership.begun')
  }

  /** Ninety days before the anniversary (B.16.5). */
  openRenewal(at: Date): void {
    move(this, 'openRenewal', at)
    tell(this, 'membership.renewalOpened')
  }

  /** Goes on from the old anniversary (CMP-R1), at the tier that was paid. */
  renew(tier: Tier, anniversaryOn: string, now: Date): void {
    move(this, 'renew', now)
    this.tier = tier
    this.anniversaryOn = anniversaryOn
    this.extendedFrom = null
    tell(this, 'membership.renewed')
  }

  /** Silver becomes gold within its year (CMP-R4). */
  upgrade(anniversaryOn: string, now: Date): void {
    const opened = this.anniversaryOn !== anniversaryOn && this.state === 'reenrol_open'
    if (opened) move(this, 'renew', now)
    this.tier = 'gold'
    this.anniversaryOn = anniversaryOn
    tell(this, 'membership.upgraded')
  }

  /** The anniversary has passed and nothing was paid; benefits go on for a while. */
  enterGrace(at: Date): void {
    move(this, 'enterGrace', at)
    tell(this, 'membership.graceEntered')
  }

  lapse(at: Date): void {
    move(this, 'lapse', at)
    this.endedAt = at
    tell(this, 'membership.lapsed')
  }

  /** It is not renewed: benefits go on to the anniversary (MEM-R8). */
  cancelRenewal(now: Date): void {
    move(this, 'cancelRenewal', now)
    tell(this, 'membership.renewalCancelled')
  }

  resumeRenewal(now: Date): void {
    move(this, 'resumeRenewal', now)
    tell(this, 'membership.renewalResumed')
  }

  /** A year or a level that was bought is paid back: it stands where it stood before (MEM-R6). */
  retreat(tier: Tier, anniversaryOn: string): void {
    this.tier = tier
    this.anniversaryOn = anniversaryOn
    tell(this, 'membership.retreated')
  }

  /** Another one takes its place: another tier, or what was bought was paid back. */
  end(now: Date): void {
    this.endedAt = now
    tell(this, 'membership.ended')
  }

  /**
   * The vendor moves the anniversary later; who was in grace, or close to it, has the time again. Refuses with
   * `EXTEND_LATER` a day that is not later, and with `ILLEGAL_TRANSITION` what has no anniversary or has ended.
   */
  extend(anniversaryOn: string, reason: string, now: Date): void {
    const from = this.anniversaryOn
    if (!from || this.endedAt)
      return refuse('conflict', 'ILLEGAL_TRANSITION', { rule: 'STM-R1', params: { from: this.state, verb: 'extend' } })
    if (anniversaryOn <= from)
      refuse('invalid', 'EXTEND_LATER', { field: 'anniversaryOn', rule: 'ABT-11', params: { day: from } })
    move(this, 'extend', now)
    this.extendedFrom ??= from
    this.anniversaryOn = anniversaryOn
    happened(this, 'membership.extended', { from, to: anniversaryOn }, { reason })
  }

  /** The free tier is wanted for another year. */
  confirm(now: Date): void {
    if (this.tier !== 'network')
      refuse('conflict', 'ILLEGAL_TRANSITION', { rule: 'B.16.5', params: { from: this.tier, verb: 'confirm' } })
    this.confirmedAt = now
    tell(this, 'membership.confirmed')
  }
}
MembershipSchema.setClass(Membership)

const move = (membership: Membership, verb: MembershipVerb, at: Date): void => {
  membership.state = next<MembershipState, MembershipVerb>(membershipMoves, membership.state, verb)
  membership.stateAt = at
}

const tell = (membership: Membership, type: string): void =>
  happened(membership, type, {
    tier: membership.tier,
    state: membership.state,
    anniversaryOn: membership.anniversaryOn ?? null,
  })
