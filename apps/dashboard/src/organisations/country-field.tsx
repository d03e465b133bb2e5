import { Select } from '../ui/inputs.tsx'
import { countryChoices } from './countries.ts'

/** A country by its name in the reader's language; inside a `Field`. */
export const CountryField = (props: { value: string; onChange: (country: string) => void; empty: string }) => (
  <Select value={props.value} empty={props.empty} options={countryChoices()} onChange={props.onChange} />
)
