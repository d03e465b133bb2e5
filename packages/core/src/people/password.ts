import { hash, verify } from '@node-rs/argon2'

/** argon2id at the settings of RFC 9106's second recommendation: 64 MiB, three passes. */
const argon = { algorithm: 2, memoryCost: 65_536, timeCost: 3, parallelism: 1 } as const

export const hashPassword = (password: string): Promise<string> => hash(password, argon)

export const isPassword = ({ hash: stored, password }: { hash: string; password: string }): Promise<boolean> =>
  verify(stored, password)
