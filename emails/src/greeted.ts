import type { Locale } from '@ofrecord/messages/customer/runtime'
import type { AnyLetter } from './letters.ts'
import { day } from './moments.ts'
import { name } from './plain.ts'
import type { Values } from './template.ts'

export const greetedShape = { vendor: 'line', vendorAddress: 'line?', sentOn: 'line', recipient: 'line?' } as const

/** What a letter with a greeting prints whatever it is about: who signs it, when it was sent, whom it greets. */
export const greetedValues = (
  params: AnyLetter & { recipientName?: string | undefined },
  locale: Locale,
): Values<typeof greetedShape> => ({
  vendor: name(params.vendorName),
  vendorAddress: params.vendorAddress === undefined ? undefined : name(params.vendorAddress),
  sentOn: day(params.sentAt, params.timeZone, locale),
  recipient: params.recipientName === undefined ? undefined : name(params.recipientName),
})
