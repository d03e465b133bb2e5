import { ClaimFlags } from '../flags.tsx'

interface Flagged {
  flags: readonly string[]
  incentiveOptOut?: boolean
}

/** Whether the vendor has had more time than it meant to take. */
export const isOverTime = ({ flags }: Pick<Flagged, 'flags'>): boolean => flags.includes('over_sla')

const flagsOf = (claim: Flagged): string[] => [
  ...(claim.incentiveOptOut ? ['opted_out'] : []),
  ...claim.flags.filter((flag) => flag !== 'opted_out'),
]

/** A claim's flags, with those that follow from its other facts. */
export const Flags = (props: { claim: Flagged }) => <ClaimFlags flags={flagsOf(props.claim)} />
