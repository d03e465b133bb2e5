export interface Traps {
  /** The hidden link of a page was opened. */
  spring(link: string): void
  /** Whether that happened within the last ten minutes. */
  isSprung(link: string): boolean
}

const minutes = 10
const mostLinks = 20_000

/**
 * Links whose hidden link somebody opened lately: people see none, programs that open everything do (L7). In memory and
 * not in the database, since a look writes nothing (I5); a decision that follows soon is marked for a reviewer, and is
 * never refused for it. Ten minutes, so that a gateway's scan does not mark the person who reads the letter after lunch.
 */
export const trapsOf = (now: () => number): Traps => {
  const sprung = new Map<string, number>()
  return {
    spring: (link) => {
      sprung.delete(link)
      sprung.set(link, now())
      if (sprung.size > mostLinks) sprung.delete(sprung.keys().next().value ?? '')
    },
    isSprung: (link) => now() - (sprung.get(link) ?? Number.NEGATIVE_INFINITY) <= minutes * 60_000,
  }
}
