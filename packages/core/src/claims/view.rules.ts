import { z } from 'zod'
import { maxViewName } from './choices.rules.ts'
import { line } from '../kernel/text.rules.ts'

/** Which lists can be kept under a name. */
export const viewedLists = ['claims', 'queue'] as const

export const ViewName = line(maxViewName).pipe(z.string().min(1))

/** The part of an address behind the question mark: a page's key is no part of a view, since it ends. */
export const ViewSearch = line(2000).refine((search) => !new URLSearchParams(search).has('after'))
