/** Addresses that only pages of references, competencies and memberships lead to: a first visit does without them. */
export const programmePaths = {
  competencyRequirements: '/competencies/requirements',
  competencyHistory: '/competencies/history',
  competency: (enrollmentId: string) => `/competencies/${enrollmentId}`,
  simulation: '/competencies/simulate',
  orderFee: (offer: string) => `/memberships/order?offer=${offer}`,
  feeOrder: (orderId: string) => `/memberships/orders/${orderId}`,
  deskOrder: (orderId: string) => `/desk/payments/${orderId}`,
  payments: '/memberships/payments',
  invoices: '/memberships/invoices',
  taxExemption: '/memberships/tax',
  fees: '/programme/fees',
  newReference: '/references/new',
  editReference: (referenceId: string) => `/references/${referenceId}/edit`,
  referenceCheck: (referenceId: string) => `/review/references/${referenceId}`,
  reference: (referenceId: string) => `/references/${referenceId}`,
}
