import type { CountryCode } from './catalogue.ts'

const list = (words: string): string[] => words.split(',').map((word) => word.trim())

/** Streets that could be in any town of a country, without a number. */
export const streets: Readonly<Record<CountryCode, readonly string[]>> = {
  US: list('Harbor Street, Mill Road, Elm Avenue, Foundry Way'),
  CA: list('Lakeview Drive, Cedar Avenue, Station Road'),
  MX: list('Calle del Molino, Avenida Reforma Norte, Calle Jacarandas'),
  BR: list('Rua das Palmeiras, Avenida do Comércio, Rua da Estação'),
  GB: list('Mill Lane, Quay Street, Foundry Road, Tanner’s Row'),
  IE: list('Harbour Row, Abbey Street, Weaver’s Lane'),
  DE: list('Lindenweg, Am Güterbahnhof, Gerberstraße, Mühlengasse'),
  AT: list('Lindengasse, Am Mühlbach, Färberweg'),
  CH: list('Seeweg, Bahnhofplatz, Rue du Lac'),
  FR: list('rue des Tanneurs, quai du Moulin, avenue de la Gare'),
  IT: list('Via del Mulino, Via dei Cordai, Viale della Stazione'),
  ES: list('Calle del Molino, Avenida del Puerto, Calle Curtidores'),
  NL: list('Molenstraat, Havenkade, Leerlooierspad'),
  SE: list('Kvarngatan, Hamngatan, Garvaregränd'),
  PL: list('ul. Młyńska, ul. Portowa, ul. Garbarska'),
  JP: list('Aoba-chō, Minami-dōri, Sakae-machi'),
  AU: list('Wharf Street, Mill Road, Jacaranda Avenue'),
  IN: list('Lake Road, Mill Street, Gandhi Marg'),
}

/** The state, province or prefecture of the towns in countries whose addresses have one. */
export const regionOfTown: Readonly<Record<string, string>> = {
  Boston: 'MA', Portland: 'ME', Raleigh: 'NC', Savannah: 'GA', Denver: 'CO', Boise: 'ID', Tucson: 'AZ', Columbus: 'OH', Omaha: 'NE',
  Duluth: 'MN', Wichita: 'KS', Toledo: 'OH', Akron: 'OH', Dayton: 'OH',
  Halifax: 'NS', Calgary: 'AB', Winnipeg: 'MB', Kelowna: 'BC',
  Puebla: 'PUE', Mérida: 'YUC', Querétaro: 'QRO', Guadalajara: 'JAL',
  Curitiba: 'PR', Recife: 'PE', Campinas: 'SP', Florianópolis: 'SC',
  Verona: 'VR', Parma: 'PR', Bari: 'BA', Cagliari: 'CA', Trieste: 'TS', Milan: 'MI', Turin: 'TO', Genoa: 'GE', Savona: 'SV', Rome: 'RM',
  Zaragoza: 'Zaragoza', Bilbao: 'Bizkaia', Málaga: 'Málaga', Murcia: 'Murcia',
  Sendai: 'Miyagi', Kanazawa: 'Ishikawa', Fukuoka: 'Fukuoka', Nagoya: 'Aichi',
  Adelaide: 'SA', Hobart: 'TAS', Newcastle: 'NSW', Cairns: 'QLD', Geelong: 'VIC', Ballarat: 'VIC', Darwin: 'NT',
  Pune: 'MH', Kochi: 'KL', Jaipur: 'RJ', Chennai: 'TN', Mysuru: 'KA', Indore: 'MP', Surat: 'GJ', Nagpur: 'MH',
}

/** Shapes of postal codes: `#` is a digit, `@` a letter; everything else stands as it is. */
export const postalShapes: Readonly<Record<CountryCode, string>> = {
  US: '#####', CA: '@#@ #@#', MX: '#####', BR: '#####-###', GB: '@@# #@@', IE: '@## @#@#', DE: '#####', AT: '####', CH: '####',
  FR: '#####', IT: '#####', ES: '#####', NL: '#### @@', SE: '### ##', PL: '##-###', JP: '###-####', AU: '####', IN: '### ###',
}

/** Numbers that telephone authorities keep for stories; elsewhere a location has no number. */
export const phoneShapes: Readonly<Partial<Record<CountryCode, string>>> = {
  US: '+1 617 555 01##', CA: '+1 902 555 01##', GB: '+44 20 7946 0###', IE: '+353 20 91# ####', DE: '+49 30 23125 ###',
  FR: '+33 1 99 00 ## ##', SE: '+46 8 465 004 ##', AU: '+61 2 5550 ####',
}

/** How a company's number in its register looks, where the register is asked for (B.7.2). */
export const registerShapes: Readonly<Partial<Record<CountryCode, string>>> = {
  BR: 'NIRE ## # #######-#', GB: 'ZZ######', IE: '000###', DE: 'HRB #####', AT: 'FN ###### a', CH: 'CH-###.#.###.###-#', 
  IT: 'REA ######', ES: 'Tomo ####, folio ##', NL: '0000####', PL: 'KRS 0000######', IN: 'U#####AA200#PTC######',
}
