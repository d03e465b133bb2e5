import * as m from '@ofrecord/messages/messages'
import type { Json } from '../kernel/canonical.ts'
import type { Locale } from '../kernel/words.ts'
import { textOf } from '../kernel/words.ts'
import type { HistoryEntry } from './history.ts'
import { tellingOf } from './history.ts'

/** What an event says, in the words of the claim's page; one of a later version still has its time and its doer. */
export const didOf = (entry: HistoryEntry, locale: Locale): string => {
  const told = tellingOf(entry)
  if (!told) return m.claims_history_sealed({}, { locale })
  const suffix = suffixOf(told.type, told.data)
  const said = {
    count: told.data.items ?? told.data.recipients ?? 0,
    reasons: reasonsOf(told.type, told.data.reasons, locale),
    when: instantOf(told.data.consentDueAt ?? told.data.dueAt ?? told.data.slaDueAt ?? told.data.endsAt),
    name: nameIn(entry.personal?.fileName ?? entry.personal?.to),
    items: Array.isArray(told.data.items) ? new Intl.ListFormat(locale).format(told.data.items.map(String)) : '',
    reason: textOf(`answers_end_${String(told.data.reason)}`, locale),
  }
  const keys = ['claims_page_did', 'answers_did', 'review_did'].map((room) => `${room}_${suffix}`)
  const text = keys.map((key) => textOf(key, locale, said)).find((each, at) => each !== keys[at])
  return text ?? `${m.claims_page_did_other({}, { locale })} (${told.type})`
}

type Data = { [key: string]: Json }

const nameIn = (name: Json | undefined): string => (typeof name === 'string' ? name : '')

const suffixOf = (type: string, data: Data): string => {
  if (type === 'claim.approved' && data.rules !== undefined) return 'approved_by_rules'
  if (type === 'claim.activated') return `activated_${String(data.how)}`
  if (type === 'claim.consentRecorded') return data.kind === 'silence' ? 'receipt_silence' : 'receipt'
  if (type === 'claim.rejected' && data.noResponse === true) return 'lapsed'
  if (type === 'claim.evidenceScanned') return `evidence_scanned_${String(data.scanState)}`
  return (type.split('.')[1] ?? '').replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

const reasonPrefixes: Readonly<Record<string, string>> = {
  'claim.denied': 'claims_denial',
  'claim.partlyDenied': 'claims_denial',
  'claim.leftToPerson': 'review_person',
}

const reasonsOf = (type: string, reasons: Json | undefined, locale: Locale): string => {
  const prefix = reasonPrefixes[type] ?? 'claims_reason'
  const words = (Array.isArray(reasons) ? reasons : []).map((reason) => textOf(`${prefix}_${String(reason)}`, locale))
  return new Intl.ListFormat(locale).format(words)
}

/** `2026-11-09 23:59`: in a file that is kept, a date says the same in every language, and its zone stands at the top. */
export const instantOf = (at: Json | undefined): string =>
  typeof at === 'string' ? `${at.slice(0, 10)} ${at.slice(11, 16)}` : ''
