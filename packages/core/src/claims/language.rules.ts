/** The languages customers are written to in (GEN-R8): those of the texts for customers. */
export const customerLanguages: readonly string[] = ['en', 'it', 'de', 'fr', 'es', 'ja', 'ar']
