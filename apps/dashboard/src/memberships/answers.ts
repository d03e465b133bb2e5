import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '../lib/app-router.ts'

/** What the server answers about memberships, by its procedures. */
type Answers = inferRouterOutputs<AppRouter>['memberships']

export type Standing = Answers['standing']
export type Offers = Answers['offers']
export type Offer = Offers['offers'][number]
export type FeeOrder = Answers['getOrder']
export type OrderRow = Answers['payments']['rows'][number]
export type InvoiceRow = Answers['invoices']['rows'][number]
export type Exemption = Answers['exemptions'][number]
export type TransferRow = Answers['support']['transfers']['rows'][number]
export type OwedRow = Answers['support']['owed']['rows'][number]
export type RefundRow = Answers['support']['refunds']['rows'][number]
export type DeskExemption = Answers['support']['exemptions']['rows'][number]
export type DeskStanding = Answers['support']['standings']['rows'][number]
export type Quote = FeeOrder['quote']
