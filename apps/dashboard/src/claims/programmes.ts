import type { ClaimOptions } from './list/filter-chips.tsx'

type Areas = ClaimOptions['areas']

/** The incentive programmes that claims are made in: each is one activity of one area. */
export const programmesOf = (areas: Areas) =>
  areas.flatMap(({ code: areaCode, activities }) =>
    activities.flatMap(({ activity, programme }) => (programme ? [{ ...programme, areaCode, activity }] : [])),
  )
