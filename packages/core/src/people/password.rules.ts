import { z } from 'zod'

/** In characters: long, and nothing else is asked of it (NIST SP 800-63B). */
export const passwordLength = { min: 12, max: 128 } as const

export const NewPassword = z.string().min(passwordLength.min).max(passwordLength.max)

/** How long the link for a new password is good. */
export const resetHours = 1
