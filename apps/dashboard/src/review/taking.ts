import { review_not_taken, review_took } from '@ofrecord/messages/messages'
import { createSignal } from 'solid-js'
import type { ClaimRow } from './columns.tsx'
import { takeClaim, tellRefusal } from './first.ts'

/** Taking from a row: one at a time, and a refusal says who was first. */
export const createTaking = () => {
  const [row, setRow] = createSignal<string>()
  const [took, setTook] = createSignal('')
  const [refusal, setRefusal] = createSignal<string>()
  const take = async ({ id, number }: ClaimRow): Promise<void> => {
    if (row()) return
    setRow(id)
    setRefusal(undefined)
    try {
      await takeClaim(id)
      setTook(review_took({ number }))
    } catch (error) {
      setRefusal(`${review_not_taken({ number })} ${await tellRefusal(error, id)}`)
    } finally {
      setRow(undefined)
    }
  }
  return { row, took, refusal, take: (taken: ClaimRow) => void take(taken) }
}
