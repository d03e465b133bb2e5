export const contactRoles = [
  'primary_program',
  'executive',
  'sales_marketing',
  'technical_1',
  'technical_2',
  'technical_3',
] as const
/** What a named person of a location is for (B.6.3). */
export type ContactRole = (typeof contactRoles)[number]

/** Roles that no location goes without: they are replaced, never emptied (CNT-R3). */
export const requiredContactRoles: readonly ContactRole[] = [
  'primary_program',
  'executive',
  'sales_marketing',
  'technical_1',
]

/** `inherited`: came from the location above when this one was made, and nobody has looked since (CNT-R4). */
export const contactStates = ['inherited', 'confirmed', 'held', 'replaced'] as const
export type ContactState = (typeof contactStates)[number]
