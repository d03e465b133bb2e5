import type { EntitySchema } from '@mikro-orm/core'
import {
  AreaActivitySchema,
  CertificationSchema,
  ProductSchema,
  SolutionAreaSchema,
  WorkloadSchema,
} from './catalogue/catalogue.entity.ts'
import { CompetencySchema, RequirementSetSchema } from './catalogue/competency.entity.ts'
import { PolicyVersionSchema } from './catalogue/policy.entity.ts'
import { VendorSchema } from './kernel/vendor.entity.ts'
import { AssociationSchema } from './claims/association.entity.ts'
import { ClaimSchema } from './claims/claim.entity.ts'
import { ConflictPartySchema, ConflictSchema, ReviewerExclusionSchema } from './claims/conflict.entity.ts'
import { DisputeSchema } from './claims/dispute.entity.ts'
import { EvidenceSchema } from './claims/evidence.entity.ts'
import {
  ClaimContactSchema,
  ClaimCounterSchema,
  ClaimDraftSchema,
  ClaimItemSchema,
  ClaimLookSchema,
  ClaimSubmissionSchema,
  CommentSchema,
  ReviewDecisionSchema,
} from './claims/parts.entity.ts'
import { AmountFactSchema, RecordedAssociationSchema } from './claims/recorded.entity.ts'
import { FiguresLookSchema } from './claims/look.entity.ts'
import {
  CompetencyEnrollmentSchema,
  EnrollmentChangeSchema,
  IndicatorFactSchema,
  PersonPinSchema,
  RequirementResultSchema,
} from './competencies/enrollment.entity.ts'
import { SavedViewSchema } from './claims/view.entity.ts'
import { PartnerCheckSchema } from './consent/check.entity.ts'
import { EnquirySchema } from './consent/enquiry.entity.ts'
import { ClarificationRecipientSchema, ClarificationSchema } from './consent/clarification.entity.ts'
import {
  ConsentDecisionSchema,
  ConsentNoticeSchema,
  ConsentReceiptSchema,
  NoticeRecipientSchema,
} from './consent/notice.entity.ts'
import { PortalCodeSchema, PortalSessionSchema } from './consent/portal.entity.ts'
import { CustomerQuestionSchema } from './consent/question.entity.ts'
import { ErasureSchema } from './consent/erasure.entity.ts'
import {
  CustomerTenantSchema,
  SubscriptionSchema,
  TenantAdminSchema,
  TenantDomainSchema,
  UsageFactSchema,
} from './customers/customer.entity.ts'
import { CheckpointSchema, SigningKeySchema } from './kernel/checkpoint.entity.ts'
import { PartnerRuleSchema } from './customers/partner-rule.entity.ts'
import { EventSchema } from './kernel/event.entity.ts'
import { TimerSchema } from './kernel/timer.entity.ts'
import { HierarchyRehearsalSchema, StructureChangeSchema } from './hierarchy/change.entity.ts'
import { MergeSchema } from './hierarchy/merge.entity.ts'
import { LetterSchema } from './letters/letter.entity.ts'
import { MembershipSchema } from './memberships/membership.entity.ts'
import { TaxExemptionSchema } from './memberships/exemption.entity.ts'
import { TaxConfirmationSchema } from './memberships/tax-confirmation.entity.ts'
import { InvoiceSchema } from './memberships/invoice.entity.ts'
import { BenefitUseSchema, FeeOrderSchema, NumberCounterSchema } from './memberships/order.entity.ts'
import { PaymentSchema } from './memberships/payment.entity.ts'
import { ExchangeRateSchema, PriceSchema, TaxRateSchema } from './memberships/price.entity.ts'
import { CustomerReferenceSchema, ReferenceAssignmentSchema } from './references/reference.entity.ts'
import { TicketCounterSchema, TicketMessageSchema, TicketNoteSchema, TicketSchema } from './support/ticket.entity.ts'
import { LinkSchema, OldTokenSchema } from './links/link.entity.ts'
import { LocationSchema } from './organisations/location.entity.ts'
import { RegisteredCompanySchema } from './organisations/register.entity.ts'
import { LocationPlaceSchema } from './organisations/place.entity.ts'
import { OrganizationSchema } from './organisations/organization.entity.ts'
import { ContactAssignmentSchema } from './people/contact.entity.ts'
import {
  CredentialLinkSchema,
  CredentialProfileSchema,
  SkillImportSchema,
  SkillRecordSchema,
} from './people/credential.entity.ts'
import { DigestSchema } from './people/digest.entity.ts'
import { DirectoryTokenSchema, DirectoryUserSchema } from './people/directory.entity.ts'
import { PrivilegeGrantSchema } from './people/privilege.entity.ts'
import { DomainProofSchema } from './people/recovery.entity.ts'
import { AffiliationSchema, PersonSchema, RoleAssignmentSchema } from './people/person.entity.ts'

/** Every table, room by room. Nothing is discovered. */
export const entities = [
  EventSchema,
  CheckpointSchema,
  SigningKeySchema,
  TimerSchema,
  VendorSchema,
  SolutionAreaSchema,
  AreaActivitySchema,
  WorkloadSchema,
  ProductSchema,
  CertificationSchema,
  CompetencySchema,
  RequirementSetSchema,
  PolicyVersionSchema,
  LetterSchema,
  LinkSchema,
  OldTokenSchema,
  OrganizationSchema,
  LocationSchema,
  RegisteredCompanySchema,
  LocationPlaceSchema,
  PersonSchema,
  AffiliationSchema,
  RoleAssignmentSchema,
  ContactAssignmentSchema,
  PrivilegeGrantSchema,
  CredentialProfileSchema,
  CredentialLinkSchema,
  SkillRecordSchema,
  SkillImportSchema,
  DomainProofSchema,
  DigestSchema,
  DirectoryTokenSchema,
  DirectoryUserSchema,
  CustomerTenantSchema,
  TenantDomainSchema,
  TenantAdminSchema,
  SubscriptionSchema,
  UsageFactSchema,
  ClaimSchema,
  ClaimItemSchema,
  ClaimContactSchema,
  ClaimDraftSchema,
  ClaimCounterSchema,
  CommentSchema,
  EvidenceSchema,
  ReviewDecisionSchema,
  AssociationSchema,
  ClaimSubmissionSchema,
  ClaimLookSchema,
  DisputeSchema,
  ConflictSchema,
  ConflictPartySchema,
  ReviewerExclusionSchema,
  SavedViewSchema,
  ConsentNoticeSchema,
  NoticeRecipientSchema,
  ConsentDecisionSchema,
  ConsentReceiptSchema,
  PartnerCheckSchema,
  EnquirySchema,
  ClarificationSchema,
  ClarificationRecipientSchema,
  PartnerRuleSchema,
  FiguresLookSchema,
  RecordedAssociationSchema,
  AmountFactSchema,
  CustomerQuestionSchema,
  PortalCodeSchema,
  PortalSessionSchema,
  ErasureSchema,
  CustomerReferenceSchema,
  ReferenceAssignmentSchema,
  CompetencyEnrollmentSchema,
  RequirementResultSchema,
  EnrollmentChangeSchema,
  PersonPinSchema,
  IndicatorFactSchema,
  MembershipSchema,
  PriceSchema,
  ExchangeRateSchema,
  TaxRateSchema,
  FeeOrderSchema,
  PaymentSchema,
  InvoiceSchema,
  TaxExemptionSchema,
  TaxConfirmationSchema,
  BenefitUseSchema,
  NumberCounterSchema,
  HierarchyRehearsalSchema,
  StructureChangeSchema,
  MergeSchema,
  TicketSchema,
  TicketMessageSchema,
  TicketNoteSchema,
  TicketCounterSchema,
] as unknown as readonly EntitySchema[]
