import { nameChecks } from './credentials.ts'

/** Organisations whose merge a story tells: who asks, who is asked, and who answers for each (F.8, F.12). */
export interface MergePlan {
  key: string
  acquirer: string
  invited: string
  steps: readonly MergeStep[]
}

/** Days from T0. */
export type MergeStep =
  | { verb: 'invite' | 'preview' | 'accept' | 'cancel' | 'execute' | 'expire' | 'undo'; day: number }
  | { verb: 'decline'; day: number; reason: string }
  | { verb: 'unlink'; day: number; person: string; organisation: string }

const HOUR = 1 / 24

const agreed = (asked: number, yes: number): MergeStep[] => [
  { verb: 'invite', day: asked },
  { verb: 'preview', day: yes - HOUR },
  { verb: 'accept', day: yes },
]

/** Every state that a merge can be in (SED-R4); those that are open show what can be done next. */
export const mergePlans: readonly MergePlan[] = [
  {
    key: 'fx.merge.fresh',
    acquirer: 'fjordline',
    invited: 'brackwater',
    steps: [...agreed(-6, -2), { verb: 'preview', day: -HOUR }],
  },
  {
    key: 'fx.merge.stale',
    acquirer: 'countinghouse',
    invited: 'moyrafinch',
    steps: [
      ...agreed(-9, -4),
      { verb: 'preview', day: -3 * HOUR },
      { verb: 'unlink', day: -HOUR, person: 'colleague.302', organisation: 'countinghouse' },
    ],
  },
  { key: 'org.merge.c', acquirer: 'auberline', invited: 'solano', steps: [{ verb: 'invite', day: -29 }] },
  {
    key: 'org.merge.d',
    acquirer: 'redgate',
    invited: 'wattlebird',
    steps: [...agreed(-20, -15), { verb: 'preview', day: -12 - HOUR }, { verb: 'execute', day: -12 }],
  },
  {
    key: 'merge.undone',
    acquirer: 'alpenrose',
    invited: 'turchese',
    steps: [
      ...agreed(-60, -52),
      { verb: 'preview', day: -50 - HOUR },
      { verb: 'execute', day: -50 },
      { verb: 'undo', day: -41 },
    ],
  },
  {
    key: 'merge.declined',
    acquirer: 'marlstone',
    invited: 'bluebell',
    steps: [
      { verb: 'invite', day: -48 },
      { verb: 'preview', day: -44 - HOUR },
      { verb: 'decline', day: -44, reason: 'Our owners want to stay on their own for another year.' },
    ],
  },
  {
    key: 'merge.cancelled',
    acquirer: 'ganges',
    invited: 'tamarind',
    steps: [
      { verb: 'invite', day: -25 },
      { verb: 'cancel', day: -22 },
    ],
  },
  {
    key: 'merge.expired',
    acquirer: 'vistula',
    invited: 'setepontes',
    steps: [
      { verb: 'invite', day: -70 },
      { verb: 'expire', day: -40 },
    ],
  },
]

/** Whoever runs an organisation in these stories: its first administrator, who is its primary program contact too. */
export const headOf = (organisation: string): string => `${organisation}.1`

/** `fx.tree.depth`: a location with two levels below it does not go below the third level (HIE-R10). */
export const tooDeep = { location: 'kestrel.turin', parent: 'kestrel.edinburgh' } as const

/** `fx.tree.example`: HQ(A, B(C(X(Y)), D)), whose X becomes the headquarters (HIE-R12). */
export const treeExample = { organisation: 'hexlow', chosen: 'hexlow.lincoln' } as const

/** Two credentials whose names the vendor compares: one waits, one was refused (CP-R4). */
export const nameStories = [
  { ...nameChecks.refused, linkedDay: -24, refusedDay: -20 },
  { ...nameChecks.pending, linkedDay: -2, refusedDay: null },
] as const
