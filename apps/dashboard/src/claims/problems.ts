import type { Problem, RefusalParams } from '@ofrecord/core/kernel/errors'
import {
  refusals_activity_not_in_area,
  refusals_activity_required,
  refusals_area_required,
  refusals_channel_not_eligible,
  refusals_claim_name_required,
  refusals_claim_name_taken,
  refusals_contact_domain_is_partner,
  refusals_contact_email_malformed,
  refusals_contact_equals_partner_contact,
  refusals_contact_free_mail,
  refusals_contact_incomplete,
  refusals_domain_required,
  refusals_domain_tenant_mismatch,
  refusals_item_required,
  refusals_item_unknown,
  refusals_global_number_not_allowed,
  refusals_location_inactive,
  refusals_location_not_enrolled,
  refusals_location_required,
  refusals_product_not_on_tenant,
  refusals_product_uses_designation,
  refusals_revenue_details_required,
  refusals_self_tenant,
  refusals_subscription_already_claimed,
  refusals_subscription_id_malformed,
  refusals_subscription_id_required,
  refusals_subscription_not_activated,
  refusals_subscription_reseller_managed,
  refusals_subscription_state,
  refusals_subscription_too_new,
  refusals_subscription_wrong_family,
  refusals_tenant_id_malformed,
  refusals_tenant_id_required,
  refusals_tenant_not_found,
  refusals_unknown,
} from '@ofrecord/messages/messages'
import { formatMoment } from '../lib/format.ts'

type Params = Record<string, string>
type Text = (params: Params) => string

/**
 * Every code that a draft can be judged with, and its sentence. Written out, so that the texts of other rooms are not
 * sent to the browser; a code that is missing here is said by its name, which support understands.
 */
const texts: Readonly<Record<string, Text>> = {
  AREA_REQUIRED: refusals_area_required,
  ACTIVITY_REQUIRED: refusals_activity_required,
  ACTIVITY_NOT_IN_AREA: refusals_activity_not_in_area,
  REVENUE_DETAILS_REQUIRED: refusals_revenue_details_required,
  LOCATION_REQUIRED: refusals_location_required,
  GLOBAL_NUMBER_NOT_ALLOWED: refusals_global_number_not_allowed,
  LOCATION_INACTIVE: refusals_location_inactive,
  LOCATION_NOT_ENROLLED: refusals_location_not_enrolled,
  DOMAIN_REQUIRED: refusals_domain_required,
  TENANT_ID_REQUIRED: refusals_tenant_id_required,
  TENANT_ID_MALFORMED: ({ length = '' }) => refusals_tenant_id_malformed({ length }),
  TENANT_NOT_FOUND: refusals_tenant_not_found,
  DOMAIN_TENANT_MISMATCH: refusals_domain_tenant_mismatch,
  SELF_TENANT: refusals_self_tenant,
  ITEM_REQUIRED: refusals_item_required,
  ITEM_UNKNOWN: refusals_item_unknown,
  PRODUCT_USES_DESIGNATION: refusals_product_uses_designation,
  PRODUCT_NOT_ON_TENANT: refusals_product_not_on_tenant,
  SUBSCRIPTION_ID_REQUIRED: ({ count = '' }) => refusals_subscription_id_required({ count }),
  SUBSCRIPTION_ID_MALFORMED: refusals_subscription_id_malformed,
  SUBSCRIPTION_WRONG_FAMILY: refusals_subscription_wrong_family,
  SUBSCRIPTION_RESELLER_MANAGED: refusals_subscription_reseller_managed,
  SUBSCRIPTION_NOT_ACTIVATED: ({ hours = '' }) => refusals_subscription_not_activated({ hours }),
  SUBSCRIPTION_TOO_NEW: ({ claimableAt = '', hours = '' }) => refusals_subscription_too_new({ claimableAt, hours }),
  SUBSCRIPTION_ALREADY_CLAIMED: ({ location = '', claim = '' }) =>
    refusals_subscription_already_claimed({ location, claim }),
  SUBSCRIPTION_STATE: refusals_subscription_state,
  CHANNEL_NOT_ELIGIBLE: refusals_channel_not_eligible,
  CLAIM_NAME_REQUIRED: refusals_claim_name_required,
  CLAIM_NAME_TAKEN: refusals_claim_name_taken,
  CONTACT_INCOMPLETE: refusals_contact_incomplete,
  CONTACT_EMAIL_MALFORMED: refusals_contact_email_malformed,
  CONTACT_EQUALS_PARTNER_CONTACT: refusals_contact_equals_partner_contact,
  CONTACT_DOMAIN_IS_PARTNER: ({ domain = '' }) => refusals_contact_domain_is_partner({ domain }),
  CONTACT_FREE_MAIL: refusals_contact_free_mail,
}

/** What is wrong and how to mend it, in the reader's language and time zone. */
export const problemText = ({ code, params = {} }: Pick<Problem, 'code' | 'params'>): string =>
  texts[code]?.(written(params)) ?? refusals_unknown({ code })

/** Instants, whose names end in `At`, become moments of the reader's day. */
const written = (params: RefusalParams): Params =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      name.endsWith('At') ? formatMoment(String(value)) : String(value),
    ]),
  )
