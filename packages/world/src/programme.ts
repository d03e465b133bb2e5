import { competencies } from './competencies.ts'
import type { CompetencyPlan } from './competencies.ts'
import { prices, ratedCurrencies, rates, taxes } from './prices.ts'
import type { PricePlan, RatePlan, TaxPlan } from './prices.ts'

/** What a vendor's programme asks for and what it costs: its catalogue beside that of products. */
export interface Programme {
  competencies: readonly CompetencyPlan[]
  prices: readonly PricePlan[]
  rates: readonly RatePlan[]
  taxes: readonly TaxPlan[]
}

const YEAR = 366

export const demoProgramme: Programme = { competencies, prices, rates: rates(ratedCurrencies, YEAR), taxes }

const inTiny = new Set(['app_dev', 'messaging', 'cloud_productivity', 'cloud_bizapps', 'smb_cloud', 'erp'])

/** Six competencies of five groups, prices in three currencies, and a week of rates for a fourth and a fifth. */
export const tinyProgramme: Programme = {
  competencies: competencies.filter(({ code }) => inTiny.has(code)),
  prices: prices.filter(({ currency }) => ['USD', 'EUR', 'GBP'].includes(currency)),
  rates: rates(['CHF', 'JPY'], 7),
  taxes,
}
