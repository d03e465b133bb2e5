import { api } from '../lib/api.ts'
import { refresh } from '../lib/query.ts'
import { performer } from '../lists/perform.ts'

/** What shows people may have changed with any of these verbs: an end takes roles, contacts and privileges with it. */
export const renew = (): Promise<void> => refresh(api.people, api.contacts, api.privileges, api.credentials)

export const perform = performer(renew)
