/** Seconds to wait; 0 means go on. */
export type Take = (key: string, now: number) => number

const mostKeys = 20_000

/**
 * A token bucket per key: `size` at once, refilled evenly within a minute. In memory, per process: with several
 * processes a sender gets that many times the limit, which still ends a flood. The oldest keys are forgotten first.
 */
export const buckets = (size: number): Take => {
  const levels = new Map<string, { left: number; at: number }>()
  const perMillisecond = size / 60_000
  return (key, now) => {
    const level = levels.get(key) ?? { left: size, at: now }
    const left = Math.min(size, level.left + (now - level.at) * perMillisecond)
    levels.delete(key)
    levels.set(key, { left: left >= 1 ? left - 1 : left, at: now })
    if (levels.size > mostKeys) levels.delete(levels.keys().next().value ?? '')
    return left >= 1 ? 0 : Math.ceil((1 - left) / perMillisecond / 1000)
  }
}

export interface Limits {
  /** A page is asked for, or a form came back that will be shown again. */
  page(secret: string | undefined, network: string | undefined): number
  /**
   * A complete answer arrived. It has a bucket of its own, and none by network: whatever scanners did to the page
   * before, and whoever else sits behind the same address, the first answer of a link is never turned away.
   */
  answer(secret: string): number
  /** A receipt, a letter's number or a code phrase is checked. */
  verify(network: string | undefined): number
  /** Somebody without a link writes (L15). */
  enquire(network: string | undefined): number
}

/** 20 a minute for each link, 200 a minute for each network (MIC-R7), 20 checks and 5 enquiries a minute for each network. `now` in milliseconds. */
export const consentLimits = (now: () => number): Limits => {
  const byLink = buckets(20)
  const byNetwork = buckets(200)
  const answers = buckets(20)
  const checks = buckets(20)
  const enquiries = buckets(5)
  return {
    page: (secret, network) =>
      Math.max(secret === undefined ? 0 : byLink(secret, now()), network === undefined ? 0 : byNetwork(network, now())),
    answer: (secret) => answers(secret, now()),
    // Where the connection does not say its network, all such share one.
    verify: (network) => checks(network ?? '', now()),
    enquire: (network) => enquiries(network ?? '', now()),
  }
}
