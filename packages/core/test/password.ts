import { hash } from '@node-rs/argon2'

const cheap = { algorithm: 2, memoryCost: 1024, timeCost: 1, parallelism: 1 } as const

/** As the programs keep a password, but cheap to make and to check: theirs takes a fifth of a second by design. */
export const quickHash = (password: string): Promise<string> => hash(password, cheap)
