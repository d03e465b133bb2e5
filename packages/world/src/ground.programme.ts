import { newId } from '@ofrecord/core/kernel/id'
import type { Call } from '@ofrecord/core/kernel/transaction'
import { competencyGroups } from './competencies.ts'
import { taxedSince } from './prices.ts'
import type { Programme } from './programme.ts'
import { insertRows } from './rows.ts'
import { after, days } from './time.ts'

/** Lays what the programme asks for and costs; `t0` is the day of the newest exchange rates. */
export const layProgramme = async (call: Call, vendorId: string, programme: Programme, t0: Date): Promise<void> => {
  const base = () => ({ id: newId(call.now) as string, vendor_id: vendorId })
  await layCompetencies(call, base, programme)
  await insertRows(
    call,
    'price',
    programme.prices.map(({ offer, currency, amountMinor, validFrom, validUntil }) => ({
      ...base(),
      offer,
      currency,
      amount_minor: amountMinor,
      valid_from: validFrom,
      valid_until: validUntil,
    })),
  )
  await insertRows(
    call,
    'exchange_rate',
    programme.rates.map(({ currency, daysAway, perDollar }) => ({
      ...base(),
      currency,
      day: after(t0, daysAway * days)
        .toISOString()
        .slice(0, 10),
      per_dollar: perDollar,
    })),
  )
  await insertRows(
    call,
    'tax_rate',
    programme.taxes.map(({ country, name, basisPoints }) => ({
      ...base(),
      country,
      name,
      basis_points: basisPoints,
      valid_from: taxedSince,
    })),
  )
}

type Base = () => { id: string; vendor_id: string }

const layCompetencies = async (call: Call, base: Base, { competencies }: Programme): Promise<void> => {
  await insertRows(
    call,
    'competency',
    competencies.map(({ code, name, group }, position) => ({
      ...base(),
      code,
      name,
      group_code: group,
      group_name: competencyGroups[group],
      position,
    })),
  )
  await insertRows(
    call,
    'requirement_set',
    competencies.flatMap(({ code, options }) =>
      options.map(({ level, option, name, requirements }, position) => ({
        ...base(),
        competency_code: code,
        level,
        option,
        option_name: name,
        requirements,
        position,
      })),
    ),
  )
}
