import { z } from 'zod'

/** How often a person gets a digest. */
const digestCadences = ['off', 'daily', 'weekly'] as const
export type DigestCadence = (typeof digestCadences)[number]

/**
 * What holds until somebody chooses: on, since an administrator learns by the digest alone that a profile was completed
 * (AF9); weekly, since nothing in it is urgent.
 */
export const usualCadence: DigestCadence = 'weekly'

/** The days of the week on which one comes; 1 is Monday. */
export const digestDays: Readonly<Record<Exclude<DigestCadence, 'off'>, readonly number[]>> = {
  daily: [1, 2, 3, 4, 5],
  weekly: [1],
}

/** How many things of each kind of list a digest names; the rest is a number, and stands on the start page. */
export const mostDigestLines = 20

export const DigestChoice = z.strictObject({ cadence: z.enum(digestCadences) })

/** By what somebody's choice came: their page, the link of a digest, or their calling one spam. */
export type DigestChoiceWay = 'page' | 'letter' | 'complaint'
