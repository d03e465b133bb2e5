import type { CountryCode, Language } from './catalogue.ts'
import type { Sector } from './company-names.ts'

/** A person at the customer. */
export interface Contact {
  name: string
  email: string
}

/** The person a partner names as the one who can speak for the customer. */
export interface CustomerContact extends Contact {
  title: string
  language: Language
}

/** A customer of the stories: everything else about it is drawn like any other's. */
export interface NamedTenant {
  key: string
  name: string
  country: CountryCode
  city: string
  language: Language
  sector: Sector
  /** About how many; the nearest of the drawn sizes is taken, so that the distribution stays exact. */
  seats: number
  domains: readonly string[]
  administrators: readonly Contact[]
  contact: CustomerContact
  technical?: CustomerContact
  tenantId?: string
  publicSector?: boolean
  codePhrase?: string
}

const person = (name: string, email: string): Contact => ({ name, email })
const contact = (name: string, email: string, title: string, language: Language = 'en'): CustomerContact => ({ name, email, title, language })

export const namedTenants: readonly NamedTenant[] = [
  {
    key: 'orchard', name: 'Orchard Foods', country: 'GB', city: 'Leeds', language: 'en', sector: 'retail', seats: 1_900,
    tenantId: '3f6a1c88-09be-4d27-a5f1-6c20e4b97d13', domains: ['orchardfoods.example', 'orchardshops.example'], codePhrase: 'blue heron 47',
    administrators: [person('Tess Okonjo', 'tess.tenant@orchardfoods.example'), person('Idris Falconer', 'i.falconer@orchardfoods.example')],
    contact: contact('Nora Whitlock', 'nora.contact@orchardfoods.example', 'Operations Director'),
    technical: contact('Idris Falconer', 'i.falconer@orchardfoods.example', 'Infrastructure Lead'),
  },
  {
    key: 'weserhafen', name: 'Weserhafen Spedition', country: 'DE', city: 'Bremerhaven', language: 'de', sector: 'logistics', seats: 640,
    tenantId: '5b7e90d4-2c1f-4f3a-8d66-b1e07a94c258', domains: ['weserhafen.example'],
    administrators: [person('Jörg Petersen', 'j.petersen@weserhafen.example'), person('Heike Lüdemann', 'h.ludemann@weserhafen.example')],
    contact: contact('Jörg Petersen', 'j.petersen@weserhafen.example', 'Head of IT', 'de'),
  },
  {
    key: 'nordmark', name: 'Nordmark Möbel', country: 'DE', city: 'Flensburg', language: 'de', sector: 'manufacturing', seats: 820,
    tenantId: 'e2a4c9f0-53d7-4b68-a1cd-90b7f2e8d314', domains: ['nordmark.example'],
    administrators: [person('Svenja Brockhaus', 's.brockhaus@nordmark.example')],
    contact: contact('Malte Ohlsen', 'm.ohlsen@nordmark.example', 'Head of Sales Operations', 'de'),
    technical: contact('Svenja Brockhaus', 's.brockhaus@nordmark.example', 'Application Manager', 'de'),
  },
  {
    key: 'okeford', name: 'Okeford Borough Council', country: 'GB', city: 'Okeford', language: 'en', sector: 'public', seats: 700, publicSector: true,
    domains: ['okeford.example'], administrators: [], contact: contact('Gareth Stobbs', 'g.stobbs@okeford.example', 'Head of Digital Services'),
  },
  {
    key: 'thornbury', name: 'Thornbury Hospital Trust', country: 'GB', city: 'Thornbury', language: 'en', sector: 'health', seats: 1_450, publicSector: true,
    domains: ['thornbury.example'],
    administrators: [
      person('Adaeze Nwosu', 'a.nwosu@thornbury.example'), person('Colin Maddock', 'c.maddock@thornbury.example'), person('Ruth Ellery', 'r.ellery@thornbury.example'),
    ],
    contact: contact('Adaeze Nwosu', 'a.nwosu@thornbury.example', 'Chief Information Officer'),
  },
  {
    key: 'brennan', name: 'Brennan Dairy', country: 'GB', city: 'Dumfries', language: 'en', sector: 'manufacturing', seats: 310, domains: ['brennandairy.example'],
    administrators: [person('Fiona Brennan', 'f.brennan@brennandairy.example')],
    contact: contact('Fiona Brennan', 'f.brennan@brennandairy.example', 'Managing Director'),
    technical: contact('Callum Reid', 'c.reid@brennandairy.example', 'Systems Administrator'),
  },
  {
    key: 'castellane', name: 'Castellane Assurances', country: 'FR', city: 'Lyon', language: 'fr', sector: 'finance', seats: 2_600, domains: ['castellane.example'],
    administrators: [person('Marguerite Aubry', 'm.aubry@castellane.example'), person('Yann Le Goff', 'y.legoff@castellane.example')],
    contact: contact('Yann Le Goff', 'y.legoff@castellane.example', 'Directeur des systèmes d’information', 'fr'),
  },
  {
    key: 'valdora', name: 'Cartiera Valdora', country: 'IT', city: 'Cuneo', language: 'it', sector: 'manufacturing', seats: 180, domains: ['valdora.example'],
    administrators: [person('Ottavia Serra', 'o.serra@valdora.example')],
    contact: contact('Ettore Valdora', 'e.valdora@valdora.example', 'Direttore commerciale', 'it'),
    technical: contact('Ottavia Serra', 'o.serra@valdora.example', 'Responsabile applicazioni', 'it'),
  },
  {
    key: 'westmere', name: 'Westmere College', country: 'GB', city: 'York', language: 'en', sector: 'education', seats: 420, domains: ['westmere.example'],
    administrators: [person('Philippa Dunn', 'p.dunn@westmere.example'), person('Amit Rao', 'a.rao@westmere.example')],
    contact: contact('Philippa Dunn', 'p.dunn@westmere.example', 'Director of IT'),
  },
  {
    key: 'sunder', name: 'Sunder Marine', country: 'GB', city: 'Dundee', language: 'en', sector: 'logistics', seats: 95, domains: ['sundermarine.example'],
    administrators: [person('Moira Sunder', 'm.sunder@sundermarine.example')],
    contact: contact('Moira Sunder', 'm.sunder@sundermarine.example', 'Yard Director'),
    technical: contact('Ewan Baird', 'e.baird@sundermarine.example', 'IT Manager'),
  },
  {
    key: 'quillfeather', name: 'Quillfeather Press', country: 'GB', city: 'Bristol', language: 'en', sector: 'other', seats: 60, domains: ['quillfeather.example'],
    administrators: [person('Beatrix Lund', 'b.lund@quillfeather.example')],
    contact: contact('Hugo Ferrars', 'h.ferrars@quillfeather.example', 'General Counsel'),
  },
  {
    key: 'aldea', name: 'Aldea Textil', country: 'ES', city: 'Zaragoza', language: 'es', sector: 'manufacturing', seats: 150, domains: ['aldea.example'],
    administrators: [person('Rocío Aldea', 'r.aldea@aldea.example')],
    contact: contact('Rocío Aldea', 'r.aldea@aldea.example', 'Directora de operaciones', 'es'),
  },
]
