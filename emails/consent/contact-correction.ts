import { associationNotice } from './association-notice.ts'

/** The notice, with a line on why it comes now: the same facts in the same places. */
export const contactCorrection = associationNotice
