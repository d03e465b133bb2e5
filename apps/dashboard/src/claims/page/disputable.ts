import type { ClaimPage } from './claim.ts'

/** Whether a rejection can be disputed now (T15). */
export const isDisputable = ({ status, disputableUntil }: ClaimPage): boolean =>
  status === 'rejected' && disputableUntil !== null && new Date(disputableUntil) >= new Date()
