import type { PartnerRole, VendorRole } from '@ofrecord/core/kernel/authority'
import type { Language, RegionCode } from './catalogue.ts'
import type { CustomerRole, Persona, RoleGrant, RoleScope } from './personas.ts'

const organisation: RoleScope = { at: 'organisation' }
const everywhere: RoleScope = { at: 'everywhere' }
const at = (location: string, andBelow = false): RoleScope => ({ at: 'location', location, andBelow })
const region = (code: RegionCode): RoleScope => ({ at: 'region', region: code })

const partner = (
  key: string, login: string, name: string, home: string, roles: readonly RoleGrant<PartnerRole>[], en: string, it: string, language: Language = 'en',
): Persona => ({ key, login, name, language, side: 'partner', organisation: home, roles, scopeText: { en, it } })

const staff = (key: string, login: string, name: string, role: VendorRole, scope: RoleScope, en: string, it: string): Persona => ({
  key, login, name, language: 'en', side: 'vendor', organisation: 'halcyon', roles: [{ role, scope }], scopeText: { en, it },
})

const customer = (key: string, login: string, name: string, role: CustomerRole, en: string, it: string): Persona => ({
  key, login, name, language: 'en', side: 'customer', organisation: 'orchard', roles: [{ role, scope: organisation }], scopeText: { en, it },
})

export const personaRows: readonly Persona[] = [
  partner('gwen', 'gwen.global@kestrel.example', 'Gwen Aldous', 'kestrel', [{ role: 'global_admin', scope: organisation }],
    'Kestrel Consulting Group, all nine locations', 'Kestrel Consulting Group, tutte e nove le sedi'),
  partner('luca', 'luca.location@kestrel.example', 'Luca Ferrante', 'kestrel', [{ role: 'location_admin', scope: at('kestrel.milan', true) }],
    'Kestrel, Milan and below', 'Kestrel, Milano e sedi sottostanti', 'it'),
  partner('mina', 'mina.member@kestrel.example', 'Mina Okafor', 'kestrel', [{ role: 'member', scope: at('kestrel.leeds') }],
    'Kestrel, Leeds', 'Kestrel, Leeds'),
  partner('ines', 'ines.incentive@kestrel.example', 'Ines Marchetti', 'kestrel', [{ role: 'incentive_admin', scope: organisation }],
    'Kestrel, all enrolled locations', 'Kestrel, tutte le sedi iscritte'),
  partner('ugo', 'ugo.user@kestrel.example', 'Ugo Brandt', 'kestrel', [{ role: 'incentive_user', scope: at('kestrel.cologne') }],
    'Kestrel, Cologne only', 'Kestrel, solo Colonia'),
  partner('cara', 'cara.care@kestrel.example', 'Cara Whitcombe', 'kestrel', [{ role: 'care_admin', scope: organisation }],
    'Kestrel Consulting Group', 'Kestrel Consulting Group'),
  partner('orla', 'orla.order@ledgerline.example', 'Orla Nascimento', 'ledgerline', [{ role: 'order_user', scope: at('ledgerline.curitiba') }],
    'Ledgerline, Curitiba', 'Ledgerline, Curitiba'),
  partner('max', 'max.membership@tidewater.example', 'Max Adeyemi', 'tidewater', [{ role: 'membership_admin', scope: organisation }],
    'Tidewater Cloud', 'Tidewater Cloud'),
  partner('theo', 'theo.rival@tidewater.example', 'Theo Marlowe', 'tidewater', [{ role: 'incentive_admin', scope: organisation }],
    'Tidewater Cloud, the rival of Kestrel', 'Tidewater Cloud, il concorrente di Kestrel'),
  partner('pia', 'pia.single@pinecone.example', 'Pia Sommerfeld', 'pinecone', [
    { role: 'global_admin', scope: organisation }, { role: 'incentive_admin', scope: organisation }, { role: 'care_admin', scope: organisation },
  ], 'Pinecone IT, one location, many hats', 'Pinecone IT, una sede, molti ruoli', 'de'),
  staff('rosa', 'rosa.reviewer@halcyon.example', 'Rosa Lindqvist', 'reviewer', region('EMEA'), 'EMEA queue', 'Coda EMEA'),
  staff('liam', 'liam.lead@halcyon.example', 'Liam Achterberg', 'review_lead', everywhere, 'All queues', 'Tutte le code'),
  staff('oda', 'oda.ops@halcyon.example', 'Oda Sandvik', 'ops_agent', region('EMEA'), 'Operations desk EMEA', 'Sportello operativo EMEA'),
  staff('sam', 'sam.service@halcyon.example', 'Sam Whitehorse', 'service_agent', region('AMER'), 'Service desk AMER', 'Assistenza AMER'),
  staff('petra', 'petra.programme@halcyon.example', 'Petra Novotná', 'programme_admin', everywhere, 'Programme', 'Programma'),
  staff('aiko', 'aiko.auditor@halcyon.example', 'Aiko Hasegawa', 'auditor', everywhere, 'Settings and what changed in them, read only', 'Impostazioni e che cosa vi è cambiato, in sola lettura'),
  customer('tess', 'tess.tenant@orchardfoods.example', 'Tess Okonjo', 'tenant_admin', 'Orchard Foods, tenant administrator', 'Orchard Foods, amministratrice del tenant'),
  customer('carl', 'carl.care@orchardfoods.example', 'Carl Benning', 'care_admin', 'Orchard Foods, order PINs', 'Orchard Foods, PIN degli ordini'),
  customer('nora', 'nora.contact@orchardfoods.example', 'Nora Whitlock', 'notice_recipient', 'Orchard Foods, no account: her links are in the mailbox', 'Orchard Foods, senza account: i suoi link sono nella casella'),
  {
    ...partner('dual', 'dual.person@contractor.example', 'Noor van Dalen', 'kestrel', [{ role: 'incentive_user', scope: at('kestrel.leeds') }],
      'Works for Kestrel, Leeds, and for Lanterna Digitale', 'Lavora per Kestrel, Leeds, e per Lanterna Digitale'),
    also: { organisation: 'lanterna', roles: [{ role: 'incentive_user', scope: at('lanterna.verona') }] },
  },
]
