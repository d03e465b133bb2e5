import { Domain } from './domain.tsx'

/** A mail address, which breaks before its @ and its dots where a column is narrow; a text without @ is drawn as it is. */
export const Address = (props: { of: string }) => {
  const at = () => props.of.lastIndexOf('@')
  return (
    <>
      {at() < 0 ? props.of : <Domain name={props.of.slice(0, at())} />}
      {at() >= 0 && <wbr />}
      {at() >= 0 && <Domain name={props.of.slice(at())} />}
    </>
  )
}
