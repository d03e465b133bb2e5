import type { UseMutationResult } from '@tanstack/solid-query'
import { useMutation } from '@tanstack/solid-query'
import { pathOf } from './api.ts'
import { queryClient, refresh } from './query.ts'

// Apart from the queries: a list is shown before anybody says a verb.

/** What tRPC's client offers for a mutation. */
interface Tells<Input, Output> {
  mutate: (input: Input) => Promise<Output>
}

export interface TrpcMutationOptions<Input, Output> {
  /** What is asked again afterwards; without it, everything of the mutation's own room. */
  refreshes?: readonly object[]
  onSuccess?: (output: Output, input: Input) => unknown
  onError?: (error: Error, input: Input) => unknown
}

/** A verb said to the server; afterwards what it changed is asked again. */
export const createTrpcMutation = <Input, Output>(
  procedure: Tells<Input, Output>,
  options: TrpcMutationOptions<Input, Output> = {},
): UseMutationResult<Output, Error, Input> =>
  useMutation(
    () => ({
      mutationFn: (input: Input) => procedure.mutate(input),
      onSuccess: async (output: Output, input: Input) => {
        await refresh(...(options.refreshes ?? [roomOf(procedure)]))
        await options.onSuccess?.(output, input)
      },
      onError: (error: Error, input: Input) => options.onError?.(error, input),
    }),
    () => queryClient,
  ) as UseMutationResult<Output, Error, Input>

const roomOf = (procedure: object): readonly string[] => pathOf(procedure).slice(0, 1)
