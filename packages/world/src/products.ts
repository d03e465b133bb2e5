import type { AreaCode, Text } from './catalogue.ts'

export type SuiteCode = 'WRK1' | 'WRK3' | 'WRK5' | 'MOBS' | 'SECS' | 'VOIA'

export type WorkloadCode =
  | 'MAIL'
  | 'MEET'
  | 'VOIC'
  | 'SITE'
  | 'SYNC'
  | 'DESK'
  | 'COMM'
  | 'DEVM'
  | 'IDPR'
  | 'INFO'
  | 'THML'
  | 'THEP'
  | 'THID'
  | 'CLAP'
  | 'COMP'

export type BusinessProductCode =
  | 'SALE'
  | 'SERV'
  | 'FLDS'
  | 'MKTG'
  | 'PROJ'
  | 'PORT'
  | 'CRMB'
  | 'FINA'
  | 'SUPC'
  | 'RETA'
  | 'PEOP'
  | 'APPS'
  | 'FLOW'
  | 'INSI'

export type ProductCode = BusinessProductCode | SuiteCode | 'CMPT'

/** A functional service inside a suite: what Workplace & Security claims name. */
export interface Workload {
  code: WorkloadCode
  name: string
  suites: readonly SuiteCode[]
  /** What counts as an active user. The 28-day rule is this vendor's and is shown as help. */
  activeUse: Text
}

export type Family = 'customer engagement' | 'operations' | 'low-code' | 'analytics' | 'suite' | 'infrastructure'

export interface Product {
  code: ProductCode
  name: string
  family: Family
  area: AreaCode
  /** Suites are claimed by their workloads. Products on the designation method cannot be claimed (CLM-R11, `PRODUCT_USES_DESIGNATION`). */
  method: 'claim' | 'designation' | 'suite'
}

const inWork: readonly SuiteCode[] = ['WRK1', 'WRK3', 'WRK5']

const workload = (
  code: WorkloadCode,
  name: string,
  suites: readonly SuiteCode[],
  en: string,
  it: string,
): Workload => ({
  code,
  name,
  suites,
  activeUse: { en, it },
})

export const workloads: readonly Workload[] = [
  workload(
    'MAIL',
    'Mail and Calendar',
    inWork,
    'opened their mailbox in the last 28 days',
    'ha aperto la casella negli ultimi 28 giorni',
  ),
  workload(
    'MEET',
    'Meetings and Chat',
    inWork,
    'sent a message or joined a call in the last 28 days',
    'ha scritto un messaggio o partecipato a una chiamata negli ultimi 28 giorni',
  ),
  workload(
    'VOIC',
    'Cloud Telephony',
    ['WRK5', 'VOIA'],
    'made or took a call through a number in the last 28 days',
    'ha fatto o ricevuto una chiamata da un numero negli ultimi 28 giorni',
  ),
  workload(
    'SITE',
    'Document Sites',
    inWork,
    'viewed or edited a document in the last 28 days',
    'ha letto o modificato un documento negli ultimi 28 giorni',
  ),
  workload(
    'SYNC',
    'Personal Files',
    inWork,
    'synced or shared a file in the last 28 days',
    'ha sincronizzato o condiviso un file negli ultimi 28 giorni',
  ),
  workload('DESK', 'Desktop Applications', ['WRK3', 'WRK5'], 'activated an application', 'ha attivato un’applicazione'),
  workload(
    'COMM',
    'Community Feed',
    inWork,
    'posted or read in the last 28 days',
    'ha pubblicato o letto negli ultimi 28 giorni',
  ),
  workload(
    'DEVM',
    'Device Management',
    ['MOBS', 'WRK5'],
    'has a device that checked in during the last 28 days',
    'ha un dispositivo che si è collegato negli ultimi 28 giorni',
  ),
  workload(
    'IDPR',
    'Identity Premium',
    ['MOBS'],
    'signed in with protection in the last 28 days',
    'ha fatto un accesso protetto negli ultimi 28 giorni',
  ),
  workload(
    'INFO',
    'Information Protection',
    ['MOBS', 'SECS'],
    'applied a label in the last 28 days',
    'ha applicato un’etichetta negli ultimi 28 giorni',
  ),
  workload(
    'THML',
    'Mail Threat Protection',
    ['SECS'],
    'has a mailbox under the policy',
    'ha una casella coperta dalla regola',
  ),
  workload(
    'THEP',
    'Endpoint Threat Protection',
    ['SECS'],
    'has a sensor that reported in the last 28 days',
    'ha un sensore che ha inviato dati negli ultimi 28 giorni',
  ),
  workload('THID', 'Identity Threat Detection', ['SECS'], 'has an account under watch', 'ha un account sorvegliato'),
  workload(
    'CLAP',
    'Cloud-Application Control',
    ['SECS'],
    'had a session brokered in the last 28 days',
    'ha avuto una sessione controllata negli ultimi 28 giorni',
  ),
  workload('COMP', 'Compliance and Retention', ['SECS'], 'is covered by a policy', 'è coperto da una regola'),
]

const business = (
  code: BusinessProductCode,
  name: string,
  family: Family,
  method: Product['method'] = 'claim',
): Product => ({
  code,
  name,
  family,
  area: 'business_apps',
  method,
})
const suite = (code: SuiteCode, name: string): Product => ({
  code,
  name,
  family: 'suite',
  area: 'workplace',
  method: 'suite',
})

export const products: readonly Product[] = [
  business('SALE', 'Sales Hub', 'customer engagement'),
  business('SERV', 'Service Hub', 'customer engagement'),
  business('FLDS', 'Field Service', 'customer engagement'),
  business('MKTG', 'Marketing Journeys', 'customer engagement'),
  business('PROJ', 'Project Operations', 'customer engagement'),
  business('PORT', 'Additional Portal', 'customer engagement'),
  business('CRMB', 'Relations Basic', 'customer engagement'),
  business('FINA', 'Finance', 'operations'),
  business('SUPC', 'Supply Chain', 'operations'),
  business('RETA', 'Commerce', 'operations'),
  business('PEOP', 'People Operations', 'operations'),
  business('APPS', 'App Builder', 'low-code'),
  business('FLOW', 'Process Automation', 'low-code'),
  business('INSI', 'Insight Reports', 'analytics', 'designation'),
  suite('WRK1', 'Work Suite 1'),
  suite('WRK3', 'Work Suite 3'),
  suite('WRK5', 'Work Suite 5'),
  suite('MOBS', 'Mobility Suite'),
  suite('SECS', 'Security Suite'),
  suite('VOIA', 'Cloud Telephony add-on'),
  { code: 'CMPT', name: 'Consumption Compute', family: 'infrastructure', area: 'cloud_infra', method: 'designation' },
]

const productByCode = new Map(products.map((product) => [product.code, product]))
const workloadByCode = new Map(workloads.map((entry) => [entry.code, entry]))

export const productOf = (code: ProductCode): Product => productByCode.get(code)!
export const workloadOf = (code: WorkloadCode): Workload => workloadByCode.get(code)!

/** The workloads that a subscription of a suite makes present on a tenant. */
export const workloadsIn = (code: ProductCode): WorkloadCode[] =>
  workloads.filter(({ suites }) => (suites as readonly ProductCode[]).includes(code)).map((entry) => entry.code)
