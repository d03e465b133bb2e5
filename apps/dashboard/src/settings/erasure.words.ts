import {
  policy_erasure_kind_answers,
  policy_erasure_kind_asked,
  policy_erasure_kind_claims,
  policy_erasure_kind_history,
  policy_erasure_kind_letters,
  policy_erasure_kind_links,
  policy_erasure_kind_mentions,
  policy_erasure_kind_page,
  policy_erasure_kind_questions,
} from '@ofrecord/messages/messages'

interface Kind {
  term: () => string
  tables: readonly string[]
}

/** What a table holds of a person, in words. A table that is not here only mentions them. */
const kinds: readonly Kind[] = [
  { term: policy_erasure_kind_claims, tables: ['claim_contact', 'claim_draft', 'claim_submission'] },
  { term: policy_erasure_kind_asked, tables: ['notice_recipient', 'clarification_recipient'] },
  { term: policy_erasure_kind_letters, tables: ['letter'] },
  { term: policy_erasure_kind_links, tables: ['link'] },
  { term: policy_erasure_kind_answers, tables: ['consent_decision', 'consent_receipt', 'clarification'] },
  { term: policy_erasure_kind_questions, tables: ['customer_question'] },
  {
    term: policy_erasure_kind_page,
    tables: ['tenant_admin', 'customer_tenant', 'partner_rule', 'portal_session', 'portal_code'],
  },
  { term: policy_erasure_kind_history, tables: ['event'] },
]

/** Rows by kind; a kind without any is left out. */
export const placesByKind = (tables: { readonly [table: string]: number }): { term: string; count: number }[] => {
  const named = new Set(kinds.flatMap((kind) => kind.tables))
  const others = Object.keys(tables).filter((table) => !named.has(table))
  const all: readonly Kind[] = [...kinds, { term: policy_erasure_kind_mentions, tables: others }]
  return all.flatMap((kind) => {
    const count = kind.tables.reduce((sum, table) => sum + (tables[table] ?? 0), 0)
    return count > 0 ? [{ term: kind.term(), count }] : []
  })
}
