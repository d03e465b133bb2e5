import type { ClaimActivity } from '@ofrecord/core/catalogue/catalogue.rules'
import {
  claims_activity_presales,
  claims_activity_revenue,
  claims_activity_usage,
  claims_activity_usage_recognition,
} from '@ofrecord/messages/messages'
import { locale } from '../lib/locale.ts'

const words: Record<ClaimActivity, () => string> = {
  presales: claims_activity_presales,
  usage: claims_activity_usage,
  usage_recognition: claims_activity_usage_recognition,
  revenue: claims_activity_revenue,
}

/** An activity as it begins a line: `Usage recognition`. */
export const activityTitle = (activity: ClaimActivity): string => {
  const word = words[activity]()
  return word.charAt(0).toLocaleUpperCase(locale()) + word.slice(1)
}
