import { sql } from 'kysely'
import { judgeTwice } from '../kernel/feed.findings.ts'
import type { Feed } from '../kernel/feed.ts'
import { newId } from '../kernel/id.ts'
import { companyColumns, CompanyRow, nameKey, numberKey } from './register.rules.ts'

/** The register of companies: one that is known already, by country and number, is replaced; none is taken out (B.16.3). */
export const companyFeed: Feed<CompanyRow> = {
  name: 'companies',
  columns: companyColumns,
  shape: CompanyRow,
  judge: async (_call, _vendorId, rows, found) =>
    judgeTwice(rows, (row) => `${row.country} ${numberKey(row.registration_number)}`, 'registration_number', found),
  write: async (call, vendorId, rows) => {
    const companies = rows.map((row) => ({
      ...row,
      id: newId(call.now),
      number_key: numberKey(row.registration_number),
      name_key: nameKey(row.legal_name),
    }))
    await sql`
      insert into registered_company (id, vendor_id, country, registration_number, legal_name, number_key, name_key)
      select r.id, ${vendorId}, r.country, r.registration_number, r.legal_name, r.number_key, r.name_key
      from jsonb_to_recordset(${JSON.stringify(companies)}::jsonb) as r (id uuid, country text, registration_number text,
        legal_name text, number_key text, name_key text)
      on conflict (vendor_id, country, number_key) do update set registration_number = excluded.registration_number,
        legal_name = excluded.legal_name, name_key = excluded.name_key
    `.execute(call.em.getKysely())
  },
}
