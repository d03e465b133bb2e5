import { createEffect, on } from 'solid-js'
import { api } from '../../lib/api.ts'

/** Tells the server that the person has this claim before their eyes, when it opens and when a comment comes in. */
export const createLook = (claim: () => { id: string; comments: readonly unknown[] }): void => {
  createEffect(
    on(
      () => [claim().id, claim().comments.length] as const,
      ([claimId]) => {
        // A look that was not noted leaves a comment unread: nothing is lost by it.
        api.claims.looked.mutate({ claimId }).catch(() => {})
      },
    ),
  )
}
