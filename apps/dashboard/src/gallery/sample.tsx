import type { JSX } from 'solid-js'

export const Sample = (props: { title: string; children: JSX.Element }) => (
  <section class="sec" aria-label={props.title}>
    <h2>{props.title}</h2>
    <div class="pt-4">{props.children}</div>
  </section>
)
