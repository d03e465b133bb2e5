import { LockMode } from '@mikro-orm/core'
import { sql } from 'kysely'
import { z } from 'zod'
import { refuse, refuseAbsent, refuseOnConstraint } from '../kernel/errors.ts'
import { newId } from '../kernel/id.ts'
import type { Call } from '../kernel/transaction.ts'
import { person, router } from '../kernel/trpc.ts'
import { Person } from '../people/person.entity.ts'
import { SavedView } from './view.entity.ts'
import { ViewName, ViewSearch, viewedLists } from './view.rules.ts'
import { maxViews } from './choices.rules.ts'

refuseOnConstraint('saved_view_name_unique', () =>
  refuse('conflict', 'VIEW_NAME_TAKEN', { field: 'name', rule: 'GEN-R6' }),
)

interface ViewRow {
  id: string
  name: string
  search: string
}

/** A person's own views of a list: its filters, order and columns under a name (GEN-R6). Nobody else sees them. */
export const viewRouter = router({
  /** In the order in which they were saved. */
  list: person()
    .input(z.strictObject({ list: z.enum(viewedLists) }))
    .query(async ({ ctx: { call, actor }, input }) => {
      const { rows } = await sql<ViewRow>`
        select id, name, search from saved_view where person_id = ${actor.personId} and list = ${input.list}
        order by created_at, id
      `.execute(call.em.getKysely())
      return rows
    }),

  /** Refuses with `VIEW_NAME_TAKEN`, whatever the case of its letters, and with `VIEWS_TOO_MANY` after twenty. */
  save: person('write')
    .input(z.strictObject({ list: z.enum(viewedLists), name: ViewName, search: ViewSearch }))
    .mutation(async ({ ctx: { call, actor }, input }) => {
      // Two tabs that save at once would both count nineteen.
      await call.em.findOneOrFail(Person, { id: actor.personId }, { lockMode: LockMode.PESSIMISTIC_WRITE })
      if ((await call.em.count(SavedView, { personId: actor.personId, list: input.list })) >= maxViews)
        refuse('conflict', 'VIEWS_TOO_MANY', { rule: 'GEN-R6', params: { max: maxViews } })
      const id = newId<'SavedView'>(call.now)
      const { vendorId, personId } = actor
      call.em.persist(call.em.create(SavedView, { ...input, id, vendorId, personId, createdAt: call.now }))
      return { viewId: id }
    }),

  /** Refuses with `VIEW_NAME_TAKEN`. */
  rename: person('write')
    .input(z.strictObject({ viewId: z.uuid(), name: ViewName }))
    .mutation(async ({ ctx: { call, actor }, input }) => {
      const view = await ownView(call, actor.personId, input.viewId)
      view.name = input.name
    }),

  remove: person('write')
    .input(z.strictObject({ viewId: z.uuid() }))
    .mutation(async ({ ctx: { call, actor }, input }) => {
      call.em.remove(await ownView(call, actor.personId, input.viewId))
    }),
})

const ownView = async (call: Call, personId: string, viewId: string): Promise<SavedView> =>
  (await call.em.findOne(SavedView, { id: viewId, personId })) ?? refuseAbsent()
