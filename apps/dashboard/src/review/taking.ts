import { lists_queue_taken, review_not_taken, review_took } from '@ofrecord/messages/messages'
import { createSignal } from 'solid-js'
import { api } from '../lib/api.ts'
import { refresh } from '../lib/query.ts'
import type { ClaimRow } from './columns.tsx'
import { tellRefusal } from './first.ts'

/** Taking from rows, one after the other: a row knows its version, and a refusal says who was first. */
export const createTaking = () => {
  const [row, setRow] = createSignal<string>()
  const [took, setTook] = createSignal('')
  const [refusal, setRefusal] = createSignal<string>()
  const attempt = async ({ id, number, version }: ClaimRow): Promise<string | undefined> => {
    setRow(id)
    try {
      await api.review.take.mutate({ claimId: id, version })
      return undefined
    } catch (error) {
      return `${review_not_taken({ number })} ${await tellRefusal(error, id)}`
    }
  }
  const take = async (rows: readonly ClaimRow[]): Promise<void> => {
    if (row()) return
    setRefusal(undefined)
    const refusals: string[] = []
    const taken: ClaimRow[] = []
    for (const each of rows) {
      const told = await attempt(each)
      if (told) refusals.push(told)
      else taken.push(each)
    }
    await refresh(api.review)
    setRow(undefined)
    const [only] = taken
    if (only)
      setTook(taken.length === 1 ? review_took({ number: only.number }) : lists_queue_taken({ count: taken.length }))
    if (refusals.length > 0) setRefusal(refusals.join(' '))
  }
  return { row, took, refusal, take: (rows: readonly ClaimRow[]) => void take(rows) }
}
