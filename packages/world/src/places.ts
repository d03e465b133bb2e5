import type { CountryCode } from './catalogue.ts'

/** Towns in which generated organisations and customers sit. The places exist, the companies do not (SED-R3). */
export const cities: Readonly<Record<CountryCode, readonly string[]>> = {
  US: ['Boston', 'Denver', 'Portland', 'Columbus', 'Tucson', 'Raleigh', 'Omaha', 'Boise', 'Savannah', 'Duluth'],
  CA: ['Halifax', 'Calgary', 'Winnipeg', 'Québec', 'Kelowna'],
  MX: ['Puebla', 'Mérida', 'Querétaro', 'Guadalajara', 'León'],
  BR: ['Curitiba', 'Recife', 'Campinas', 'Florianópolis'],
  GB: ['Bristol', 'Leeds', 'Norwich', 'Cardiff', 'Dundee', 'Exeter', 'York', 'Belfast'],
  IE: ['Cork', 'Galway', 'Limerick', 'Sligo'],
  DE: ['Cologne', 'Kassel', 'Leipzig', 'Bremen', 'Nuremberg', 'Münster', 'Rostock', 'Ulm'],
  AT: ['Graz', 'Linz', 'Salzburg', 'Innsbruck'],
  CH: ['Bern', 'Basel', 'Lausanne', 'St. Gallen'],
  FR: ['Nantes', 'Lyon', 'Rennes', 'Grenoble', 'Lille', 'Béziers'],
  IT: ['Verona', 'Turin', 'Bari', 'Parma', 'Trieste', 'Cagliari'],
  ES: ['Zaragoza', 'Bilbao', 'Málaga', 'Gijón', 'Murcia'],
  NL: ['Utrecht', 'Zwolle', 'Breda', 'Groningen'],
  SE: ['Gothenburg', 'Umeå', 'Västerås', 'Örebro'],
  PL: ['Łódź', 'Gdańsk', 'Poznań', 'Wrocław'],
  JP: ['Sendai', 'Kanazawa', 'Fukuoka', 'Nagoya', 'Sapporo'],
  AU: ['Adelaide', 'Hobart', 'Newcastle', 'Cairns'],
  IN: ['Pune', 'Kochi', 'Jaipur', 'Chennai', 'Indore', 'Mysuru', 'Surat'],
}
