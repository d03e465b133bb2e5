import { cpus } from 'node:os'

/** What one side of a comparison took: wall and processor time of this process, a call, in microseconds. */
export interface Sample {
  wall: number
  cpu: number
}

export interface Side {
  name: string
  /** One call; `turn` counts calls over the whole run, so that each can have data of its own. */
  call: (turn: number) => Promise<unknown>
}

export interface Comparison {
  name: string
  goal: string
  /** Times the floor's throughput that the subject reaches; the median over the pairs. */
  ratio: number
  lowest: number
  highest: number
  floor: Sample
  subject: Sample
  pairs: number
  callsAPair: number
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!

const round = (value: number, digits = 2): number => Number(value.toFixed(digits))

/**
 * Runs floor and subject in turns, in the same process against the same server, so that what the machine does meanwhile
 * meets both. A figure is a ratio of one pair; the absolute ones drift by two and are printed for orientation.
 */
export const compare = async (
  name: string,
  goal: string,
  floor: Side,
  subject: Side,
  { pairs, calls, warm }: { pairs: number; calls: number; warm: number },
): Promise<Comparison> => {
  const turns = { floor: 0, subject: 0 }
  const run = async (side: Side, which: 'floor' | 'subject', count: number): Promise<Sample> => {
    const cpu = process.cpuUsage()
    const start = performance.now()
    for (let call = 0; call < count; call++) await side.call(turns[which]++)
    const used = process.cpuUsage(cpu)
    return { wall: ((performance.now() - start) * 1000) / count, cpu: (used.user + used.system) / count }
  }
  await run(floor, 'floor', warm)
  await run(subject, 'subject', warm)
  const results: { floor: Sample; subject: Sample }[] = []
  for (let pair = 0; pair < pairs; pair++) {
    // Who begins changes from pair to pair: the second finds warmer caches.
    const first = pair % 2 === 0
    const early = first ? await run(floor, 'floor', calls) : await run(subject, 'subject', calls)
    const late = first ? await run(subject, 'subject', calls) : await run(floor, 'floor', calls)
    results.push(first ? { floor: early, subject: late } : { floor: late, subject: early })
  }
  const ratios = results.map((each) => each.floor.wall / each.subject.wall)
  const middle = (pick: (each: { floor: Sample; subject: Sample }) => number) => round(median(results.map(pick)), 0)
  return {
    name,
    goal,
    ratio: round(median(ratios)),
    lowest: round(Math.min(...ratios)),
    highest: round(Math.max(...ratios)),
    floor: { wall: middle((each) => each.floor.wall), cpu: middle((each) => each.floor.cpu) },
    subject: { wall: middle((each) => each.subject.wall), cpu: middle((each) => each.subject.cpu) },
    pairs,
    callsAPair: calls,
  }
}

/** What ran it: figures without their machine say nothing. */
export const machine = (): string => `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`

export const printed = ({ name, goal, ratio, lowest, highest, floor, subject }: Comparison): string =>
  `${name}: ${ratio}× of the floor (${lowest} to ${highest}; goal ${goal})\n` +
  `  floor ${floor.wall} µs, ${floor.cpu} µs of our processor · subject ${subject.wall} µs, ${subject.cpu} µs of our processor`
