import type { CountryCode } from './catalogue.ts'
import type { IncentiveState } from './organisations.ts'

export type Tier = 'network' | 'starter' | 'silver' | 'gold'
export type MembershipState = 'active' | 'reenrol_open' | 'grace' | 'lapsed'

/** One organisation as it is written down: a place is a path from the headquarters, with the country when it differs. */
export interface OrganisationRow {
  key: string
  name: string
  country: CountryCode
  tier: Tier
  membership: MembershipState
  places: readonly string[]
  /** The global number; location numbers follow it in steps of 13 unless they are given. */
  base: number
  numbers?: readonly number[]
  domains?: readonly string[]
  pending?: readonly string[]
  /** By town, `*` for all others; left out, it is dealt. */
  incentives?: Readonly<Record<string, IncentiveState>>
}

type Extra = Pick<Partial<OrganisationRow>, 'membership' | 'numbers' | 'domains' | 'pending' | 'incentives'>

let next = 4_420_000
// 137 leaves room for nine locations in steps of 13 after each global number.
const row = (key: string, name: string, country: CountryCode, tier: Tier, places: string, extra: Extra = {}): OrganisationRow => ({
  key, name, country, tier, membership: 'active', places: places.split(', '), base: (next += 137), ...extra,
})

const allEnrolled = { '*': 'enrolled' } as const

export const organisationRows: readonly OrganisationRow[] = [
  // Nine locations, five levels deep: the organisation of most stories.
  {
    ...row('kestrel', 'Kestrel Consulting Group', 'GB', 'gold',
      'Bristol, Bristol/Leeds, Bristol/Leeds/Edinburgh, Bristol/Milan IT, Bristol/Milan IT/Turin IT, Bristol/Milan IT/Turin IT/Genoa IT, ' +
      'Bristol/Milan IT/Turin IT/Genoa IT/Savona IT, Bristol/Milan IT/Rome IT, Bristol/Cologne DE', {
        membership: 'reenrol_open',
        numbers: [4_410_200, 4_410_213, 4_410_226, 4_410_239, 4_410_241, 4_410_254, 4_410_267, 4_410_270, 4_410_283],
        domains: ['kestrel.example', 'kestrel-consulting.example'],
        pending: ['Savona'],
        incentives: { Savona: 'in_progress', '*': 'enrolled' },
      }),
    base: 4_410_187,
  },
  row('tidewater', 'Tidewater Cloud', 'US', 'gold', 'Boston, Boston/Portland, Boston/Raleigh, Boston/Raleigh/Savannah, Boston/London GB, Boston/London GB/Hamburg DE',
    { incentives: allEnrolled }),
  row('pinecone', 'Pinecone IT', 'DE', 'starter', 'Kassel', { incentives: allEnrolled }),
  row('alder', 'Alder & Sons', 'IE', 'network', 'Cork, Cork/Galway', { incentives: { Cork: 'enrolled', Galway: 'not_invited' } }),
  row('lanterna', 'Lanterna Digitale', 'IT', 'silver', 'Verona, Verona/Parma, Verona/Bari, Verona/Bari/Cagliari',
    { incentives: { Cagliari: 'action_needed', '*': 'enrolled' } }),
  row('sakura', 'Sakura Works', 'JP', 'gold', 'Sendai, Sendai/Kanazawa, Sendai/Fukuoka'),
  row('mesa', 'Mesa Sistemas', 'MX', 'silver', 'Puebla, Puebla/Mérida, Puebla/Querétaro'),
  row('ganges', 'Ganga Softserve', 'IN', 'gold', 'Pune, Pune/Kochi, Pune/Jaipur, Pune/Chennai, Pune/Chennai/Mysuru, Pune/Indore, Pune/Surat'),
  row('fjordline', 'Fjordline', 'SE', 'gold', 'Gothenburg, Gothenburg/Umeå, Gothenburg/Västerås, Gothenburg/Örebro, Gothenburg/Örebro/Gävle'),
  row('brackwater', 'Brackwater', 'NL', 'silver', 'Zwolle, Zwolle/Breda, Zwolle/Groningen, Zwolle/Groningen/Emmen'),
  row('solano', 'Solano', 'ES', 'starter', 'Zaragoza, Zaragoza/Bilbao, Zaragoza/Málaga'),
  row('redgate', 'Redgate Field', 'AU', 'silver', 'Adelaide, Adelaide/Hobart, Adelaide/Newcastle, Adelaide/Newcastle/Cairns, Adelaide/Geelong, Adelaide/Ballarat'),
  row('lonepine', 'Lone Pine', 'CA', 'network', 'Halifax'),
  row('quarrybay', 'Quarry Bay', 'GB', 'starter', 'Cardiff', { membership: 'lapsed', incentives: { '*': 'suspended' } }),
  row('oldbridge', 'Oldbridge', 'PL', 'starter', 'Gdańsk', { membership: 'lapsed', incentives: { '*': 'not_invited' } }),
  row('ferrywell', 'Ferrywell', 'FR', 'starter', 'Rennes', { membership: 'grace' }),
  row('hollowoak', 'Hollow Oak', 'AT', 'silver', 'Graz, Graz/Linz, Graz/Salzburg', { membership: 'reenrol_open' }),
  row('stoneweir', 'Stone Weir', 'CH', 'silver', 'Bern, Bern/Basel, Bern/Lausanne'),
  row('larkspur', 'Larkspur', 'NL', 'silver', 'Utrecht, Utrecht/Haarlem, Utrecht/Tilburg'),
  row('bluebell', 'Bluebell Data', 'US', 'silver', 'Denver, Denver/Boise, Denver/Tucson'),
  row('ledgerline', 'Ledgerline', 'BR', 'gold', 'Curitiba, Curitiba/Recife, Curitiba/Campinas'),
  row('countinghouse', 'Counting House', 'GB', 'silver', 'Norwich, Norwich/Exeter'),
  // Eighteen more, for statistics and paging.
  row('marlstone', 'Marlstone Group', 'US', 'gold',
    'Columbus, Columbus/Omaha, Columbus/Duluth, Columbus/Omaha/Wichita, Columbus/Toledo, Columbus/Calgary CA, Columbus/Calgary CA/Winnipeg CA, Columbus/Akron, Columbus/Dayton'),
  // The tree of the example of HIE-R12: HQ(A, B(C(X(Y)), D)).
  row('hexlow', 'Hexlow Consulting', 'GB', 'gold',
    'York, York/Dundee, York/Belfast, York/Belfast/Derby, York/Belfast/Derby/Lincoln, York/Belfast/Galway IE, York/Belfast/Derby/Lincoln/Swansea'),
  row('auberline', 'Auberline', 'FR', 'silver', 'Nantes, Nantes/Lyon, Nantes/Lyon/Grenoble, Nantes/Lille, Nantes/Lausanne CH, Nantes/Béziers'),
  row('rheinfels', 'Rheinfels Beratung', 'DE', 'starter', 'Leipzig, Leipzig/Bremen, Leipzig/Ulm, Leipzig/Münster, Leipzig/Rostock, Leipzig/Innsbruck AT',
    { membership: 'reenrol_open' }),
  row('vistula', 'Vistula Systemy', 'PL', 'starter', 'Poznań, Poznań/Łódź, Poznań/Wrocław, Poznań/Lublin, Poznań/Szczecin'),
  row('tamarind', 'Tamarind Labs', 'IN', 'starter', 'Nagpur'),
  row('kiku', 'Kiku Denshi', 'JP', 'starter', 'Nagoya'),
  row('alpenrose', 'Alpenrose Informatik', 'CH', 'starter', 'St. Gallen'),
  row('bramblegate', 'Bramblegate', 'GB', 'network', 'Durham'),
  row('setepontes', 'Sete Pontes Tecnologia', 'BR', 'network', 'Florianópolis'),
  row('larchfell', 'Larchfell Digital', 'CA', 'network', 'Kelowna'),
  row('cobreazul', 'Cobre Azul', 'MX', 'network', 'Guadalajara'),
  row('donauwerk', 'Donauwerk IT', 'AT', 'network', 'Krems'),
  row('polderzicht', 'Polderzicht', 'NL', 'network', 'Leeuwarden'),
  row('turchese', 'Casa Turchese', 'IT', 'network', 'Trieste'),
  row('farodelsur', 'Faro del Sur', 'ES', 'network', 'Murcia'),
  row('wattlebird', 'Wattlebird Systems', 'AU', 'network', 'Darwin'),
  row('moyrafinch', 'Moyra & Finch', 'IE', 'network', 'Sligo'),
]

/** Stable keys of the stories of F.8 for organisations that are otherwise like the rest. */
export const organisationFixtures: Readonly<Record<string, string>> = {
  'org.kestrel': 'kestrel', 'org.tidewater': 'tidewater', 'org.pinecone': 'pinecone', 'org.alder': 'alder', 'org.lanterna': 'lanterna',
  'org.sakura': 'sakura', 'org.mesa': 'mesa', 'org.ganges': 'ganges', 'org.merge.a': 'fjordline', 'org.merge.b': 'brackwater',
  'org.merge.c': 'solano', 'org.merge.d': 'redgate', 'org.lone': 'lonepine', 'org.lapsed1': 'quarrybay', 'org.lapsed2': 'oldbridge',
  'org.grace': 'ferrywell', 'org.window90': 'hollowoak', 'org.window91': 'stoneweir', 'org.extended': 'larkspur', 'org.preapproved': 'bluebell',
  'org.points1': 'vistula', 'org.points2': 'auberline', 'org.points3': 'rheinfels', 'org.points4': 'hexlow', 'org.points5': 'marlstone',
  'org.erp': 'ledgerline', 'org.por': 'countinghouse',
}
