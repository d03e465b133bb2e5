import type { ClaimActivity, PurchaseChannel } from '@ofrecord/core/catalogue/catalogue.rules'

/**
 * The catalogue a vendor would keep through its own screens: nothing in the application may depend on a value here.
 */

/** The languages letters can be written in (GEN-R8). */
export type Language = 'en' | 'de' | 'fr' | 'it' | 'es' | 'ja'

/** A text of the catalogue in the languages that are complete. */
export interface Text {
  en: string
  it: string
}

export interface Vendor {
  key: 'halcyon' | 'brightmoor'
  slug: string
  name: string
  domain: string
  brand: 'teal' | 'amber'
  /** Where this vendor's policy differs from the defaults of B.0.4. */
  policy: Readonly<Record<string, string | number>>
}

export const vendors: readonly Vendor[] = [
  { key: 'halcyon', slug: 'halcyon', name: 'Halcyon Software', domain: 'halcyon.example', brand: 'teal', policy: {} },
  {
    key: 'brightmoor',
    slug: 'brightmoor',
    name: 'Brightmoor Systems',
    domain: 'brightmoor.example',
    brand: 'amber',
    policy: {
      'claim.noticeTiming': 'on_submit',
      'claim.consentWindowBusinessDays': 5,
      'pin.digits': 6,
      'claim.editableAfterSubmit': 'recall',
    },
  },
]

export type RegionCode = 'AMER' | 'EMEA' | 'APAC'

export interface Region {
  code: RegionCode
  name: string
  /** Working hours of the region's desks are counted in this zone. */
  timeZone: string
}

export const regions: readonly Region[] = [
  { code: 'AMER', name: 'Americas', timeZone: 'America/New_York' },
  { code: 'EMEA', name: 'Europe, Middle East and Africa', timeZone: 'Europe/London' },
  { code: 'APAC', name: 'Asia Pacific', timeZone: 'Asia/Tokyo' },
]

export type CountryCode =
  | 'US'
  | 'CA'
  | 'MX'
  | 'BR'
  | 'GB'
  | 'IE'
  | 'DE'
  | 'AT'
  | 'CH'
  | 'FR'
  | 'IT'
  | 'ES'
  | 'NL'
  | 'SE'
  | 'PL'
  | 'JP'
  | 'AU'
  | 'IN'

export interface Country {
  /** ISO 3166-1 alpha-2. */
  code: CountryCode
  name: string
  region: RegionCode
  /** ISO 4217. */
  currency: string
  /** Thresholds of competencies are lower in developing markets. */
  market: 'developed' | 'developing'
  timeZone: string
}

const country = (
  code: CountryCode,
  name: string,
  region: RegionCode,
  currency: string,
  timeZone: string,
  market: Country['market'] = 'developed',
): Country => ({ code, name, region, currency, market, timeZone })

export const countries: readonly Country[] = [
  country('US', 'United States', 'AMER', 'USD', 'America/New_York'),
  country('CA', 'Canada', 'AMER', 'CAD', 'America/Toronto'),
  country('MX', 'Mexico', 'AMER', 'MXN', 'America/Mexico_City', 'developing'),
  country('BR', 'Brazil', 'AMER', 'BRL', 'America/Sao_Paulo', 'developing'),
  country('GB', 'United Kingdom', 'EMEA', 'GBP', 'Europe/London'),
  country('IE', 'Ireland', 'EMEA', 'EUR', 'Europe/Dublin'),
  country('DE', 'Germany', 'EMEA', 'EUR', 'Europe/Berlin'),
  country('AT', 'Austria', 'EMEA', 'EUR', 'Europe/Vienna'),
  country('CH', 'Switzerland', 'EMEA', 'CHF', 'Europe/Zurich'),
  country('FR', 'France', 'EMEA', 'EUR', 'Europe/Paris'),
  country('IT', 'Italy', 'EMEA', 'EUR', 'Europe/Rome'),
  country('ES', 'Spain', 'EMEA', 'EUR', 'Europe/Madrid'),
  country('NL', 'Netherlands', 'EMEA', 'EUR', 'Europe/Amsterdam'),
  country('SE', 'Sweden', 'EMEA', 'SEK', 'Europe/Stockholm'),
  country('PL', 'Poland', 'EMEA', 'PLN', 'Europe/Warsaw', 'developing'),
  country('JP', 'Japan', 'APAC', 'JPY', 'Asia/Tokyo'),
  country('AU', 'Australia', 'APAC', 'AUD', 'Australia/Sydney'),
  country('IN', 'India', 'APAC', 'INR', 'Asia/Kolkata', 'developing'),
]

const regionByCountry = new Map(countries.map(({ code, region }) => [code, region]))

export const regionOf = (code: CountryCode): RegionCode => regionByCountry.get(code)!

export type AreaCode = 'business_apps' | 'workplace' | 'cloud_infra' | 'onprem'

export interface Activity {
  code: ClaimActivity
  name: Text
  /** Documents must show the work before the claim can be submitted (CLM-V11). */
  evidence: boolean
  /** The customer is told and may say no (NOT-R2). */
  notice: boolean
  pays: 'always' | 'unless_opted_out' | 'never'
  /** Purchase channels whose items may be claimed (CLM-V4, CLM-V19). */
  channels: readonly PurchaseChannel[]
  /** The incentive programme it belongs to (F.7). */
  programme: { code: string; name: string }
}

export interface SolutionArea {
  code: AreaCode
  name: string
  level: 'subscription' | 'workload' | 'product_line'
  /** A second contact at the customer is required (CLM-R15). */
  needsTechnicalContact: boolean
  /** How partners are recorded: by claims, by the customer's own designation, or through the order desk. */
  method: 'claim' | 'designation' | 'order_desk'
  activities: readonly Activity[]
}

export const agreementChannels = [
  'enterprise_agreement',
  'enterprise_subscription',
  'education_agreement',
  'open_license',
  'web_direct',
] as const satisfies readonly PurchaseChannel[]

export const channels: readonly PurchaseChannel[] = [...agreementChannels, 'online_agreement', 'reseller_managed']

const unlessReseller: readonly PurchaseChannel[] = [...agreementChannels, 'online_agreement']

/** The area × activity matrix (B.1.3, CLM-R2). An activity that is not listed under its area is `ACTIVITY_NOT_IN_AREA`. */
export const areas: readonly SolutionArea[] = [
  {
    code: 'business_apps',
    name: 'Business Applications',
    level: 'subscription',
    needsTechnicalContact: true,
    method: 'claim',
    activities: [
      {
        code: 'presales',
        name: { en: 'Presales', it: 'Prevendita' },
        evidence: true,
        notice: true,
        pays: 'always',
        channels: agreementChannels,
        programme: { code: 'ba_advisor', name: 'Business Applications Advisor' },
      },
      {
        code: 'usage_recognition',
        name: { en: 'Usage recognition', it: 'Riconoscimento dell’utilizzo' },
        evidence: true,
        notice: true,
        pays: 'never',
        channels: agreementChannels,
        programme: { code: 'ba_usage', name: 'Business Applications usage recognition' },
      },
      {
        code: 'revenue',
        name: { en: 'Revenue recognition', it: 'Riconoscimento dei ricavi' },
        evidence: false,
        notice: false,
        pays: 'never',
        channels: agreementChannels,
        programme: { code: 'ba_revenue', name: 'Business Applications revenue recognition' },
      },
    ],
  },
  {
    code: 'workplace',
    name: 'Workplace & Security',
    level: 'workload',
    needsTechnicalContact: false,
    method: 'claim',
    activities: [
      {
        code: 'usage',
        name: { en: 'Usage', it: 'Utilizzo' },
        evidence: true,
        notice: true,
        pays: 'unless_opted_out',
        channels: unlessReseller,
        programme: { code: 'workplace_usage', name: 'Workplace usage' },
      },
    ],
  },
  {
    code: 'cloud_infra',
    name: 'Cloud Infrastructure',
    level: 'subscription',
    needsTechnicalContact: false,
    method: 'designation',
    activities: [],
  },
  {
    code: 'onprem',
    name: 'On-premises business software',
    level: 'product_line',
    needsTechnicalContact: false,
    method: 'order_desk',
    activities: [],
  },
]
