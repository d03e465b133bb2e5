/** How often a caller may knock: calls per minute and how many at once before the pace counts. */
export const rateClasses = {
  read: { perMinute: 600, burst: 120 },
  write: { perMinute: 120, burst: 40 },
  upload: { perMinute: 20, burst: 20 },
  /** A company's directory: in its first hours it brings everybody, one by one. */
  directory: { perMinute: 600, burst: 200 },
  signIn: { perMinute: 20, burst: 20 },
  /** Tries at one account, from wherever they come: ten, then one in ninety seconds, and never a lock. */
  account: { perMinute: 2 / 3, burst: 10 },
} as const

export type RateClass = keyof typeof rateClasses

/** A token bucket per key. Kept in memory: it guards against a client in a loop, not against a botnet. */
export class Limiter {
  readonly #buckets = new Map<string, { tokens: number; at: number }>()
  readonly #elapsed: () => number

  constructor(elapsed: () => number = () => performance.now()) {
    this.#elapsed = elapsed
  }

  /** Takes one token; answers false when there is none. */
  take(key: string, rate: RateClass): boolean {
    const { perMinute, burst } = rateClasses[rate]
    const now = this.#elapsed()
    const bucket = this.#buckets.get(`${rate} ${key}`) ?? { tokens: burst, at: now }
    const tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) / 60_000) * perMinute)
    if (this.#buckets.size > 50_000) this.#buckets.clear()
    this.#buckets.set(`${rate} ${key}`, { tokens: tokens < 1 ? tokens : tokens - 1, at: now })
    return tokens >= 1
  }

  /** Puts one token back: what was counted on suspicion was in order. */
  giveBack(key: string, rate: RateClass): void {
    const bucket = this.#buckets.get(`${rate} ${key}`)
    if (bucket) bucket.tokens = Math.min(rateClasses[rate].burst, bucket.tokens + 1)
  }
}
