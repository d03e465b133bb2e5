import { minorDigits } from '@ofrecord/core/memberships/price.rules'
import { competencyGroups } from './competencies.ts'
import { csv } from './csv.ts'
import { taxedSince } from './prices.ts'
import type { Programme } from './programme.ts'
import { after, days } from './time.ts'

const decimal = (minor: number, digits: number): string => (minor / 10 ** digits).toFixed(digits)

export const pricesCsv = ({ prices }: Pick<Programme, 'prices'>): string =>
  csv(
    ['offer', 'currency', 'amount', 'valid_from', 'valid_until'],
    prices.map(({ offer, currency, amountMinor, validFrom, validUntil }) => ({
      offer,
      currency,
      amount: decimal(amountMinor, minorDigits(currency)),
      valid_from: validFrom,
      valid_until: validUntil,
    })),
  )

/** `t0` is the day of the newest. */
export const ratesCsv = ({ rates }: Pick<Programme, 'rates'>, t0: Date): string =>
  csv(
    ['currency', 'day', 'per_dollar'],
    rates.map(({ currency, daysAway, perDollar }) => ({
      currency,
      day: after(t0, daysAway * days)
        .toISOString()
        .slice(0, 10),
      per_dollar: perDollar,
    })),
  )

export const taxesCsv = ({ taxes }: Pick<Programme, 'taxes'>): string =>
  csv(
    ['country', 'name', 'percent', 'valid_from'],
    taxes.map(({ country, name, basisPoints }) => ({
      country,
      name,
      percent: decimal(basisPoints, 2),
      valid_from: taxedSince,
    })),
  )

export const competenciesCsv = ({ competencies }: Pick<Programme, 'competencies'>): string =>
  csv(
    ['group_code', 'group_name', 'code', 'name', 'level', 'option', 'option_name', 'position', 'requirements'],
    competencies.flatMap(({ code, name, group, options }) =>
      options.map((option, position) => ({
        group_code: group,
        group_name: competencyGroups[group],
        code,
        name,
        level: option.level,
        option: option.option,
        option_name: option.name,
        position,
        requirements: JSON.stringify(option.requirements),
      })),
    ),
  )
