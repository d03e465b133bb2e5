import type { Text } from './catalogue.ts'

export interface Reason<Code extends string = string> {
  code: Code
  text: Text
}

const reason = <const Code extends string>(code: Code, en: string, it: string): Reason<Code> => ({
  code,
  text: { en, it },
})

/** The checklist of evidence (B.1.8): each point, and the reason given when it is missing. */
export const evidencePoints = [
  reason(
    'evidence_unrelated',
    'The document does not belong to this claim',
    'Il documento non riguarda questa richiesta',
  ),
  reason(
    'no_customer_acknowledgement',
    'No signature or other proof that the customer knows of the work',
    'Manca la firma o un’altra prova che il cliente conosca il lavoro',
  ),
  reason(
    'item_not_covered',
    'A claimed product is not named or not tied to the work',
    'Un prodotto richiesto non è nominato o non è legato al lavoro',
  ),
  reason(
    'activity_not_described',
    'The activities that drive revenue or usage are not stated',
    'Le attività che generano ricavi o utilizzo non sono indicate',
  ),
  reason(
    'party_mismatch',
    'The partner or the customer is not named, or not the one of the claim',
    'Il partner o il cliente non è nominato o non è quello della richiesta',
  ),
  reason('dates_missing', 'Milestones or signatures have no date', 'Mancano le date delle tappe o delle firme'),
  reason(
    'evidence_outdated',
    'The customer signed more than 12 months before submission',
    'Il cliente ha firmato più di 12 mesi prima dell’invio',
  ),
  reason(
    'public_sector_disclosure',
    'The disclosure paragraph for public customers is missing',
    'Manca il paragrafo informativo per i clienti pubblici',
  ),
] as const

/** Why a claim is returned or rejected (B.1.8 and F.4.5). `no_response` is set by the clock, never by a person. */
export const reviewReasons = [
  ...evidencePoints,
  reason('other_partner_recorded', 'Another partner is recorded', 'È registrato un altro partner'),
  reason('wrong_activity', 'The work belongs to another activity', 'Il lavoro rientra in un’altra attività'),
  reason('wrong_location', 'Another location does the work', 'Il lavoro è di un’altra sede'),
  reason('customer_not_found', 'The customer could not be identified', 'Il cliente non è stato identificato'),
  reason('no_response', 'No answer within 30 days', 'Nessuna risposta entro 30 giorni'),
  reason('other', 'Another reason', 'Un altro motivo'),
] as const

/** Why a customer says no (B.2.3). */
export const denialReasons = [
  reason('data', 'We do not want to share these figures', 'Non vogliamo condividere questi dati'),
  reason('unknown', 'We do not know this partner', 'Non conosciamo questo partner'),
  reason('other', 'Another reason', 'Un altro motivo'),
] as const

/** Why a partner takes a claim back before a decision (T13). */
export const withdrawalReasons = [
  reason('wrong_number', 'Wrong location number', 'Numero di sede errato'),
  reason('wrong_activity', 'Wrong activity', 'Attività errata'),
  reason('customer_left', 'No longer working with the customer', 'Non lavoriamo più con il cliente'),
  reason('other', 'Another reason', 'Un altro motivo'),
] as const

/** Why a partner ends its own association (T14). */
export const disassociationReasons = [
  reason('work_finished', 'The work is finished', 'Il lavoro è terminato'),
  reason('customer_left', 'No longer working with the customer', 'Non lavoriamo più con il cliente'),
  reason('recorded_by_mistake', 'Recorded by mistake', 'Registrata per errore'),
  reason('other', 'Another reason', 'Un altro motivo'),
] as const

export type ReviewReason = (typeof reviewReasons)[number]['code']
export type DenialReason = (typeof denialReasons)[number]['code']
export type WithdrawalReason = (typeof withdrawalReasons)[number]['code']
export type DisassociationReason = (typeof disassociationReasons)[number]['code']
