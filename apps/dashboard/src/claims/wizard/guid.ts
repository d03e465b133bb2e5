import { readGuid } from '@ofrecord/core/kernel/guid.rules'

/** A pasted GUID as it will be kept (CLM-R6); what is none stays as it was typed, for its writer to mend. */
export const plainGuid = (typed: string): string => readGuid(typed) ?? typed
