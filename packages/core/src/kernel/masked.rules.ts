import { isErased } from './erased.rules.ts'

/** `n••@orchardfoods.example`: enough for whoever knows the mailbox, and not the mailbox. */
export const maskedAddress = (address: string): string =>
  isErased(address) ? address : `${address.slice(0, 1)}••${address.slice(address.lastIndexOf('@'))}`
