import { initTRPC, TRPCError } from '@trpc/server'
import { z } from 'zod'

/** Stands in for the product's router until the dashboard is typed against it; the same shapes, a fixed cast. */
export interface Me {
  person: { id: string; name: string; email: string; locale: string }
  organisation: { id: string; name: string; country: string } | null
  side: 'partner' | 'vendor'
  /** Null is everywhere. */
  roles: { role: string; locations: { id: string; name: string }[] | null }[]
  privileges: string[]
  vendor: { name: string; slug: string }
}

export interface PlaceholderContext {
  me: Me | null
  renamed: string[]
}

const t = initTRPC.context<PlaceholderContext>().create({
  errorFormatter: ({ shape, error }) => ({
    ...shape,
    data: { code: shape.data.code, httpStatus: shape.data.httpStatus, refusal: error.cause instanceof Refused ? error.cause.envelope : null },
  }),
})

class Refused extends Error {
  readonly envelope: { code: string; message: string; field: string | null; ruleId: string | null; params: Record<string, unknown>; retryable: boolean }
  constructor(code: string, message: string, field: string | null) {
    super(code)
    this.envelope = { code, message, field, ruleId: 'CLM-V1', params: {}, retryable: false }
  }
}

export const placeholderRouter = t.router({
  session: t.router({
    me: t.procedure.query(({ ctx }) => {
      if (!ctx.me) throw new TRPCError({ code: 'UNAUTHORIZED' })
      return ctx.me
    }),
  }),
  claims: t.router({
    list: t.procedure.query(({ ctx }) => ['Meetings pilot', ...ctx.renamed].map((name, index) => ({ id: String(index), name }))),
    get: t.procedure.input(z.object({ number: z.number() })).query(({ input, ctx }) => {
      if (input.number < 1_000_001) throw new TRPCError({ code: 'NOT_FOUND' })
      return { number: input.number, name: ctx.renamed.at(-1) ?? 'Meetings pilot' }
    }),
    rename: t.procedure.input(z.object({ name: z.string() })).mutation(({ input, ctx }) => {
      if (input.name === '') {
        const cause = new Refused('NAME_REQUIRED', 'Give the claim a name.', 'name')
        throw new TRPCError({ code: 'BAD_REQUEST', cause })
      }
      ctx.renamed.push(input.name)
      return { name: input.name }
    }),
  }),
})

export type AppRouter = typeof placeholderRouter
