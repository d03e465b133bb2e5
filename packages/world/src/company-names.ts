import type { CountryCode, Language } from './catalogue.ts'
import type { Random } from './random.ts'

export const sectors = [
  'manufacturing',
  'public',
  'education',
  'retail',
  'finance',
  'health',
  'logistics',
  'other',
] as const
export type Sector = (typeof sectors)[number]

const list = (words: string): string[] => words.split(',').map((word) => word.trim())

// Invented places and families; `%` in a pattern stands for one of them.
const stems: Readonly<Record<Language, readonly string[]>> = {
  en: list(
    'Alderwick,Brindlemere,Carrowby,Dunstead,Elmscar,Fennimore,Gorsedale,Hartlebury Down,Inchmore,Kelderby,Langscombe,Merrowfield,Nethercote,Orrinshaw,' +
      'Pellwood,Quarndon Vale,Rushmere,Saltergate,Tarnbrook,Ullesby,Vennick,Wexcombe,Yarrowdale,Ashenhurst,Birkholme,Coldharrow,Drumlea,Eskmoor,Foxlydiate,Grindlow,' +
      'Hollinsby,Kirkmarsh,Loxleigh,Millhaven,Nantbrook,Oakenshore,Prestmoor,Ravensby,Stonegrove,Thistledown',
  ),
  de: list(
    'Hallenberg,Brachtal,Eschenried,Falkenrode,Grünhagen,Hohenlinden,Ilmenforst,Kranichsee,Lindwerder,Moosbach,Nordholm,Ostermark,Rabenau,Steinbrake',
  ),
  fr: list(
    'Montclair,Beaurivage,Valfleury,Rochebrune,Saint-Aubépin,Clairefond,Hauteroche,Belcourt,Fontarelle,Grandpré,Lormoy,Vieuxbois',
  ),
  it: list(
    'Valtorre,Monteserra,Roccaspina,Fiumalba,Sanpietrino,Collealto,Acquachiara,Pratolungo,Selvanera,Torrebianca,Marinvalle,Borgofranco',
  ),
  es: list(
    'Riocobre,Montesol,Valdehierro,Peñaclara,Las Encinas,Costalinda,Torrealba,Fuentemayor,Sierranueva,Llanogrande,Puertoviejo,Altamira del Sur',
  ),
  ja: list(
    'Kazamori,Tsukishiro,Aobara,Minatogawa,Shirakumo,Hanazono,Takamine,Yukishima,Midorino,Asahigaoka,Fujikage,Kōyōdai',
  ),
}

const patterns: Readonly<Record<Language, Readonly<Record<Sector, readonly string[]>>>> = {
  en: {
    manufacturing: list('% Ceramics,% Tooling,% Foundry,% Bearings,% Instruments,% Glassworks'),
    public: list('% County Council,% Water Authority,% Transit Authority,% Fire Service,City of %'),
    education: list('% College,% Academy,University of %,% School District'),
    retail: list('% Stores,% Outfitters,% Grocers,% Garden Centres'),
    finance: list('% Mutual,% Savings Bank,% Insurance,% Credit Union'),
    health: list('% Hospital,% Clinics,% Care Group,% Dental'),
    logistics: list('% Haulage,% Freight,% Lines,% Couriers'),
    other: list('% Architects,% Studios,% Energy,% Hotels,% Legal'),
  },
  de: {
    manufacturing: list('% Werkzeugbau,Maschinenfabrik %,% Keramik,% Textilwerke'),
    public: list('Landkreis %,Stadtwerke %'),
    education: list('Hochschule %,Berufskolleg %'),
    retail: list('Kaufhaus %,% Baumärkte'),
    finance: list('Sparverein %,% Versicherung'),
    health: list('Klinikum %,% Reha'),
    logistics: list('% Logistik,% Spedition'),
    other: list('% Energie,Hotel %'),
  },
  fr: {
    manufacturing: list('Ateliers %,Forges de %'),
    public: list('Communauté de %,Régie des eaux de %'),
    education: list('Lycée %,Institut %'),
    retail: list('Comptoir %,Librairies %'),
    finance: list('Mutuelle %,Caisse de %'),
    health: list('Clinique %,Laboratoires %'),
    logistics: list('Transports %,Messageries %'),
    other: list('Éditions %,Domaine de %'),
  },
  it: {
    manufacturing: list('Officine %,Ceramiche %'),
    public: list('Comune di %,Acquedotto %'),
    education: list('Istituto %,Politecnico di %'),
    retail: list('Magazzini %,Mercati %'),
    finance: list('Cassa %,Assicurazioni %'),
    health: list('Ospedale di %,Clinica %'),
    logistics: list('Trasporti %,Corrieri %'),
    other: list('Edizioni %,Cantine %'),
  },
  es: {
    manufacturing: list('Talleres %,Cerámicas %'),
    public: list('Ayuntamiento de %,Aguas de %'),
    education: list('Colegio %,Universidad de %'),
    retail: list('Almacenes %,Mercados %'),
    finance: list('Caja %,Seguros %'),
    health: list('Hospital %,Clínicas %'),
    logistics: list('Transportes %,Navieras %'),
    other: list('Bodegas %,Hoteles %'),
  },
  ja: {
    manufacturing: list('% Seisakusho,% Kōgyō'),
    public: list('% City Office,% Waterworks'),
    education: list('% Gakuen,% University'),
    retail: list('% Shōten,% Hyakkaten'),
    finance: list('% Shinkin,% Hoken'),
    health: list('% Byōin,% Iryō'),
    logistics: list('% Unyu,% Sōko'),
    other: list('% Insatsu,% Ryokan'),
  },
}

/** The countries in which customers who read a language sit; repeated ones are likelier. */
export const countriesOf: Readonly<Record<Language, readonly CountryCode[]>> = {
  en: ['US', 'US', 'US', 'US', 'GB', 'GB', 'GB', 'CA', 'AU', 'IE', 'IN', 'IN', 'NL', 'SE', 'PL', 'BR'],
  de: ['DE', 'DE', 'DE', 'AT', 'CH'],
  fr: ['FR', 'FR', 'FR', 'FR', 'CH', 'CA'],
  it: ['IT', 'IT', 'IT', 'IT', 'IT', 'CH'],
  es: ['ES', 'ES', 'MX', 'MX'],
  ja: ['JP'],
}

/** A company name that no real company is meant by; drawn until it is not among the taken ones. */
export const companyName = (random: Random, language: Language, sector: Sector, taken: ReadonlySet<string>): string => {
  for (;;) {
    const name = random.pick(patterns[language][sector]).replace('%', random.pick(stems[language]))
    if (!taken.has(name)) return name
  }
}
