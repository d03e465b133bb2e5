import {
  claims_field_domain,
  claims_field_domain_hint,
  claims_field_location,
  claims_field_location_choose,
  claims_field_location_hint,
  claims_field_tenant,
  claims_field_tenant_hint,
  claims_location_closed,
  claims_location_not_enrolled,
  claims_wizard_customer_found,
} from '@ofrecord/messages/messages'
import { isActiveLocation } from '@ofrecord/core/organisations/location.rules'
import { answerOf } from '../../lib/query.ts'
import { Field } from '../../ui/field.tsx'
import type { Option } from '../../ui/inputs.tsx'
import { TextInput } from '../../ui/inputs.tsx'
import { PlaceSelect } from '../../organisations/place-select.tsx'
import type { Place } from '../../organisations/places.ts'
import { plainGuid } from './guid.ts'
import { errorText, useTextField, useWizard, warningText } from './wizard-context.ts'

/** The location that does the work (CLM-R4, R5), and the customer by domain and tenant (CLM-R6, R7). */
export const CustomerStep = () => {
  const { keeper, judgement, places, catalogue } = useWizard()
  const domain = useTextField('domain')
  const tenant = useTextField('tenantId', plainGuid)
  const found = () => (judgement.isCustomerKnown() ? answerOf(catalogue)?.customerName : undefined)
  return (
    <>
      <Field
        id="locationId"
        label={claims_field_location()}
        hint={claims_field_location_hint()}
        error={errorText(judgement, 'locationId')}
        warning={warningText(judgement, 'locationId')}
      >
        <PlaceSelect
          places={places}
          value={keeper.input.locationId ?? ''}
          onChange={(id) => keeper.change({ locationId: id || null })}
          empty={claims_field_location_choose()}
          optionOf={locationOption}
        />
      </Field>
      <Field id={domain.id} label={claims_field_domain()} hint={claims_field_domain_hint()} error={domain.error()}>
        <TextInput
          value={domain.value()}
          onInput={domain.onInput}
          onBlur={domain.onBlur}
          maxLength={254}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          inputmode="url"
        />
      </Field>
      <Field
        id={tenant.id}
        label={claims_field_tenant()}
        hint={claims_field_tenant_hint()}
        error={tenant.error()}
        confirmation={found() && claims_wizard_customer_found({ customer: found() ?? '' })}
      >
        <TextInput
          mono
          value={tenant.value()}
          onInput={tenant.onInput}
          onBlur={tenant.onBlur}
          maxLength={80}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
        />
      </Field>
    </>
  )
}

const locationOption = ({ id, name, number, status, enrolled }: Place): Option => {
  const isActive = isActiveLocation(status)
  const place = `${name} ${number}`
  if (!isActive) return { value: id, label: claims_location_closed({ place }), disabled: true }
  return { value: id, label: enrolled ? place : claims_location_not_enrolled({ place }) }
}
