/** What a customer answers when asked who does the work (CNF-R4). */
export const clarificationAnswers = ['incumbent', 'challenger', 'neither'] as const
export type ClarificationAnswer = (typeof clarificationAnswers)[number]

export type ClarificationStatus = 'open' | 'answered' | 'escalated' | 'moot'
