import 'solid-js'

declare module 'solid-js' {
  namespace JSX {
    interface ExplicitProperties {
      /** A box that is neither ticked nor empty; it can only be set by property. */
      indeterminate: boolean
    }
  }
}
