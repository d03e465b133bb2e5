/** A `timestamptz` as PostgreSQL prints it in UTC, as ISO 8601. Lists never make `Date` objects (×1.28 in measurements). */
export const isoOf = (printed: string): string => `${printed.slice(0, 10)}T${printed.slice(11).replace('+00', 'Z')}`

export const isoOrNull = (printed: string | null): string | null => (printed === null ? null : isoOf(printed))
