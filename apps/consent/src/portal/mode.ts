import { consentModes } from '@ofrecord/core/customers/customer.rules'
import * as m from '@ofrecord/messages/customer/messages'
import { html } from 'hono/html'
import { radioButton } from '../claims/form.page.ts'
import type { Html } from '../words.ts'
import type { ConsentMode } from './door.ts'
import { hiddenNonce } from './frame.ts'
import type { Visit } from './visit.ts'

export const modeWords = (mode: ConsentMode, { map, say }: Pick<Visit, 'map' | 'say'>): string => {
  switch (mode) {
    case 'opt_out':
      return m.portal_mode_opt_out({ count: map.policy.windowDays }, say)
    case 'opt_in':
      return m.portal_mode_opt_in({}, say)
    case 'allow_list':
      return m.portal_mode_allow_list({}, say)
  }
}

export const modeChoices = (visit: Visit, chosen: ConsentMode): Html =>
  html`${consentModes.map((mode) => radioButton('mode', mode, modeWords(mode, visit), { ticked: mode === chosen }))}`

/** The rule alone, as the map shows it; the rest of what is set stays as it is. */
export const modeForm = (visit: Visit): Html => {
  const { map, say, to } = visit
  return html`<form method="post" action="${to('/policy')}#e">${hiddenNonce(visit)}<fieldset><legend><h2>${m.portal_policy_title({}, say)}</h2></legend>
<p class="m">${m.portal_policy_now({}, say)} ${modeWords(map.policy.mode, visit)}.</p>
${modeChoices(visit, map.policy.mode)}</fieldset><div class="a"><button class="b q">${m.portal_save({}, say)}</button></div></form>
`
}
