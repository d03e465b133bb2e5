/** Plays steps side by side, but those with a key in common one after the other, in the order in which they came. */
export const openLanes = (width: number) => {
  const last = new Map<string, Promise<void>>()
  const running = new Set<Promise<void>>()
  return {
    /** Begins as soon as a lane is free and everything that came before with one of its keys is done. */
    add: async (keys: readonly string[], work: () => Promise<void>): Promise<void> => {
      while (running.size >= width) await Promise.race(running)
      const before = keys.map((key) => last.get(key)).filter((task) => task !== undefined)
      const task = Promise.all(before)
        .then(work)
        .finally(() => running.delete(task))
      // Whoever waits next throws it; until then it is nobody's.
      task.catch(() => {})
      running.add(task)
      for (const key of keys) last.set(key, task)
    },
    /** Throws what went wrong in any of them. */
    drained: async (): Promise<void> => {
      await Promise.all(last.values())
      last.clear()
    },
  }
}
