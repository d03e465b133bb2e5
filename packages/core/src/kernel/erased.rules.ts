/**
 * What stands where the name or the address of somebody was taken out (GEN-R7). An address keeps a number, `[erased
 * 1f0c2b9d]`, so that two of one letter stay two. Pages say it in the reader's language.
 */
export const erased = '[erased]'

export const isErased = (text: string): boolean => /^\[erased(?: [0-9a-f]{8})?\]$/.test(text)

/** null where it was erased, or was not there. */
export const unlessErased = (text: string | null): string | null => (text === null || isErased(text) ? null : text)
