import type { TRPC_ERROR_CODE_KEY } from '@trpc/server'

/** What kind of refusal it is; decides the transport's code, never the words. */
export type RefusalKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'absent'
  | 'conflict'
  | 'throttled'
  | 'too_large'

/** One row per kind, exhaustive: a new kind does not compile until it has its transport code. */
export const transportCode: Record<RefusalKind, TRPC_ERROR_CODE_KEY> = {
  invalid: 'BAD_REQUEST',
  unauthenticated: 'UNAUTHORIZED',
  forbidden: 'FORBIDDEN',
  absent: 'NOT_FOUND',
  conflict: 'CONFLICT',
  throttled: 'TOO_MANY_REQUESTS',
  too_large: 'PAYLOAD_TOO_LARGE',
}

export type RefusalParams = Record<string, string | number | boolean | null | readonly string[]>

export interface RefusalDetail {
  /** The field the reader can mend, by the name it has in the input. */
  field?: string
  /** The rule that refuses, e.g. `CLM-R6`. */
  rule?: string
  params?: RefusalParams
  /** True when the same call may succeed later without a change, e.g. a lock that is busy. */
  retryable?: boolean
}

/** A domain failure with a stable code (error-code index B.19). Shown to the caller; logged at info. */
export class Refusal extends Error {
  readonly kind: RefusalKind
  readonly code: string
  readonly detail: RefusalDetail

  constructor(kind: RefusalKind, code: string, detail: RefusalDetail = {}) {
    super(code)
    this.name = 'Refusal'
    this.kind = kind
    this.code = code
    this.detail = detail
  }
}

/** Refuses: throws a {@link Refusal}. The transaction around it is rolled back. */
export const refuse = (kind: RefusalKind, code: string, detail: RefusalDetail = {}): never => {
  throw new Refusal(kind, code, detail)
}

/** A foreign id and a random id answer alike, in body and in status (PRI-R1). */
export const refuseAbsent = (): never => refuse('absent', 'NOT_FOUND', { rule: 'PRI-R1' })

/** A problem found while checking input that is not wrong enough to refuse yet, e.g. in a draft. */
export interface Problem {
  code: string
  field: string
  rule: string
  params?: RefusalParams
  /** Warnings inform and block nothing (CLM-V8, CLM-V14). */
  warning?: true
}

/** Refuses with the first problem that is not a warning. */
export const refuseProblems = (problems: readonly Problem[]): void => {
  const worst = problems.find((problem) => !problem.warning)
  if (!worst) return
  refuse('invalid', worst.code, { field: worst.field, rule: worst.rule, ...(worst.params && { params: worst.params }) })
}

const constraintRefusals = new Map<string, () => never>()

/** Gives a named database constraint its refusal, so that a race lost in the database reads like any other refusal. */
export const refuseOnConstraint = (constraint: string, refusal: () => never): void => {
  constraintRefusals.set(constraint, refusal)
}

const postgresConstraint = (error: unknown): string | undefined => {
  for (let at = error; at instanceof Error; at = at.cause) {
    const constraint = (at as { constraint?: unknown }).constraint
    if (typeof constraint === 'string') return constraint
  }
  return undefined
}

/** Throws the refusal that belongs to the constraint in `error`; returns when there is none. */
export const refuseKnownConstraint = (error: unknown): void => {
  const constraint = postgresConstraint(error)
  if (constraint) constraintRefusals.get(constraint)?.()
}
