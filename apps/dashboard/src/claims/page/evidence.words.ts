import type { ChecklistPoint, EvidenceKind, ScanState } from '@ofrecord/core/claims/evidence.rules'
import {
  claims_page_kind_master_agreement,
  claims_page_kind_other,
  claims_page_kind_purchase_order,
  claims_page_kind_statement_of_work,
  claims_page_kind_vendor_form,
  claims_page_point_e1,
  claims_page_point_e1_more,
  claims_page_point_e2,
  claims_page_point_e2_more,
  claims_page_point_e3,
  claims_page_point_e3_more,
  claims_page_point_e4,
  claims_page_point_e4_more,
  claims_page_point_e5,
  claims_page_point_e5_more,
  claims_page_point_e6,
  claims_page_point_e6_more,
  claims_page_scan_clean,
  claims_page_scan_infected,
  claims_page_scan_not_scanned,
  claims_page_scan_pending,
} from '@ofrecord/messages/messages'
import type { Look } from '../../ui/status.tsx'

export const kindWords: Record<EvidenceKind, () => string> = {
  statement_of_work: claims_page_kind_statement_of_work,
  master_agreement: claims_page_kind_master_agreement,
  purchase_order: claims_page_kind_purchase_order,
  vendor_form: claims_page_kind_vendor_form,
  other: claims_page_kind_other,
}

/** A document that is not scanned says so wherever it can be opened. */
export const scanWords: Record<ScanState, { look: Look; word: () => string }> = {
  pending: { look: { icon: 'clock', tone: 'wait' }, word: claims_page_scan_pending },
  clean: { look: { icon: 'shield', tone: 'rest' }, word: claims_page_scan_clean },
  infected: { look: { icon: 'alert', tone: 'stop' }, word: claims_page_scan_infected },
  not_scanned: { look: { icon: 'info', tone: 'rest' }, word: claims_page_scan_not_scanned },
}

/** The six points in the words that partner and reviewer share (B.1.8). */
export const pointWords: Record<ChecklistPoint, { name: () => string; more: () => string }> = {
  E1: { name: claims_page_point_e1, more: claims_page_point_e1_more },
  E2: { name: claims_page_point_e2, more: claims_page_point_e2_more },
  E3: { name: claims_page_point_e3, more: claims_page_point_e3_more },
  E4: { name: claims_page_point_e4, more: claims_page_point_e4_more },
  E5: { name: claims_page_point_e5, more: claims_page_point_e5_more },
  E6: { name: claims_page_point_e6, more: claims_page_point_e6_more },
}
