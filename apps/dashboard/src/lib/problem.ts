import { common_problem_network, common_problem_timeout, common_problem_unexpected } from '@ofrecord/messages/messages'
import { TRPCClientError } from '@trpc/client'

/** The error envelope every door answers with (conventions B.0.3); `message` is in the reader's language. */
export interface Problem {
  /** Stable, e.g. `SUBSCRIPTION_TOO_NEW`; for the network's own failures `NETWORK`, `TIMEOUT` or `UNEXPECTED`. */
  code: string
  message: string
  /** The field the reader can mend, by its name in the input. */
  field: string | undefined
  ruleId: string | undefined
  params: Record<string, unknown>
  /** The same call may succeed later without a change. */
  retryable: boolean
  /** The call's id, for support. */
  reference: string | undefined
}

/** A refusal that came over plain HTTP: an upload, a sign-in. */
export class ProblemError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.message)
    this.name = 'ProblemError'
    this.problem = problem
  }
}

/** What went wrong, out of whatever was thrown: the envelope where there is one, else what the network did. */
export const problemOf = (error: unknown): Problem => {
  if (error instanceof ProblemError) return error.problem
  if (error instanceof TRPCClientError) {
    const data: unknown = error.data
    return readEnvelope(field(data, 'refusal')) ?? bareProblem(error, field(data, 'code'))
  }
  return bareProblem(error, undefined)
}

/** The problem a plain HTTP answer carries. */
export const problemOfResponse = async (response: Response): Promise<Problem> => {
  const body: unknown = await response.json().catch(() => undefined)
  return readEnvelope(field(body, 'refusal')) ?? readEnvelope(body) ?? unexpected(`HTTP_${response.status}`)
}

/** Nobody is signed in: the answer to a session that ended or never was. */
export const isUnauthenticated = (error: unknown): boolean =>
  error instanceof TRPCClientError && field(error.data, 'httpStatus') === 401

/** The record does not exist, or not for this reader (PRI-R1). */
export const isAbsent = (error: unknown): boolean =>
  error instanceof TRPCClientError && field(error.data, 'httpStatus') === 404

/** The record or page is there, and the roles of this reader do not open it: asking again changes nothing. */
export const isForbidden = (error: unknown): boolean =>
  error instanceof TRPCClientError && field(error.data, 'httpStatus') === 403

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

const readEnvelope = (value: unknown): Problem | undefined => {
  const code = text(field(value, 'code'))
  const message = text(field(value, 'message'))
  if (!code || !message) return undefined
  const params = field(value, 'params')
  return {
    code,
    message,
    field: text(field(value, 'field')),
    ruleId: text(field(value, 'ruleId')),
    params: typeof params === 'object' && params !== null ? (params as Record<string, unknown>) : {},
    retryable: field(value, 'retryable') === true,
    reference: text(field(value, 'reference')),
  }
}

const bareProblem = (error: unknown, code: unknown): Problem => {
  if (text(code)) return unexpected(text(code) ?? '')
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const timedOut = cause instanceof Error && cause.name === 'TimeoutError'
  const offline = cause instanceof TypeError
  if (timedOut) return { ...unexpected('TIMEOUT'), message: common_problem_timeout(), retryable: true }
  if (offline) return { ...unexpected('NETWORK'), message: common_problem_network(), retryable: true }
  return unexpected('UNEXPECTED')
}

const unexpected = (code: string): Problem => ({
  code,
  message: common_problem_unexpected(),
  field: undefined,
  ruleId: undefined,
  params: {},
  retryable: false,
  reference: undefined,
})
