import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/**
 * One line for each port that is taken, naming the variable to change. Waits, three seconds, for them to become free:
 * programs of a start that was killed a moment ago are still ending.
 */
export async function takenPorts(ports: Record<string, number>, host: string, patience = 3000): Promise<string[]> {
  const twice = Object.entries(ports).filter(([, port], index, all) => all.findIndex((one) => one[1] === port) < index)
  if (twice.length > 0) return twice.map(([name, port]) => `${name}=${port} is used twice. Give it another port.`)
  for (const deadline = Date.now() + patience; ;) {
    const free = await Promise.all(Object.values(ports).map((port) => isFree(port, host)))
    const taken = Object.entries(ports).filter((_, index) => !free[index])
    if (taken.length === 0) return []
    if (Date.now() > deadline)
      return taken.map(([name, port]) => `${name}: port ${port} is taken. Set ${name} to a free port.`)
    await pause(100)
  }
}

function isFree(port: number, host: string) {
  return new Promise<boolean>((settle) => {
    const probe = createServer()
    probe.once('error', () => settle(false))
    probe.listen(port, host, () => probe.close(() => settle(true)))
  })
}
