import { sql } from 'kysely'
import type { Requirement } from '../catalogue/requirement.rules.ts'
import type { Findings, Judged } from '../kernel/feed.findings.ts'
import type { Call } from '../kernel/transaction.ts'
import type { CatalogueRow } from './catalogue.feed.rules.ts'

/**
 * What requirements name has to be known: a result that nobody can have and a product that nobody can use would make a
 * level that nobody can reach, and no partner could tell why.
 */
export const judgeCodes = async (
  call: Call,
  vendorId: string,
  rows: readonly Judged<CatalogueRow>[],
  found: Findings,
): Promise<void> => {
  const known = await readKnown(call, vendorId)
  for (const { line, row } of rows)
    for (const [at, requirement] of row.requirements.entries())
      for (const { path, code, message } of wrongIn(requirement, known))
        found.say(line, 'requirements', code, `is wrong at [${at}].${path}: ${message}`)
}

interface Known {
  results: ReadonlySet<string>
  products: ReadonlySet<string>
}

const readKnown = async (call: Call, vendorId: string): Promise<Known> => {
  const { rows } = await sql<{ code: string; isResult: boolean }>`
    select code, true as "isResult" from certification where vendor_id = ${vendorId}
    union all select code, false from product where vendor_id = ${vendorId}
    union all select code, false from workload where vendor_id = ${vendorId}
  `.execute(call.em.getKysely())
  const codes = (isResult: boolean) => new Set(rows.flatMap((each) => (each.isResult === isResult ? each.code : [])))
  return { results: codes(true), products: codes(false) }
}

interface Wrong {
  path: string
  code: string
  message: string
}

const wrongIn = (requirement: Requirement, { results, products }: Known): Wrong[] => {
  switch (requirement.kind) {
    case 'people_certified':
    case 'people_assessed':
      return requirement.skills.codes
        .filter((code) => !results.has(code))
        .map((code) => ({
          path: 'skills.codes',
          code,
          message: `${code} is no certification, exam or assessment that is known; import it first`,
        }))
    case 'active_entitlements':
    case 'consumption':
    case 'revenue':
      return requirement.products
        .filter((code) => !products.has(code))
        .map((code) => ({ path: 'products', code, message: `${code} is no product and no workload of the catalogue` }))
    case 'points':
      return requirement.indicators.flatMap(({ code }, at, all) =>
        all.findIndex((each) => each.code === code) < at
          ? [{ path: `indicators[${at}].code`, code, message: `${code} stands twice` }]
          : [],
      )
    case 'references':
    case 'new_customers':
    case 'agreement':
    case 'satisfaction_survey':
      return []
  }
}
