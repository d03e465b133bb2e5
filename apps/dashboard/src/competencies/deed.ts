import { api } from '../lib/api.ts'
import { refresh } from '../lib/query.ts'
import { performer } from '../lists/perform.ts'

/** What shows counts may have changed with any of these verbs. */
export const renew = (): Promise<void> => refresh(api.competencies, api.references)

export const perform = performer(renew)
