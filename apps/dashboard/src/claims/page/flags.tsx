import { ClaimFlags } from '../flags.tsx'

interface Flagged {
  flags: readonly string[]
  slaDueAt: string | null
  incentiveOptOut?: boolean
}

/** Whether the vendor has had more time than it meant to take. */
export const isOverTime = ({ slaDueAt }: Pick<Flagged, 'slaDueAt'>): boolean =>
  slaDueAt !== null && new Date(slaDueAt) < new Date()

const flagsOf = (claim: Flagged): string[] => [
  ...(isOverTime(claim) ? ['over_sla'] : []),
  ...(claim.incentiveOptOut ? ['opted_out'] : []),
  ...claim.flags.filter((flag) => flag !== 'over_sla' && flag !== 'opted_out'),
]

/** A claim's flags, with those that follow from its other facts. */
export const Flags = (props: { claim: Flagged }) => <ClaimFlags flags={flagsOf(props.claim)} />
