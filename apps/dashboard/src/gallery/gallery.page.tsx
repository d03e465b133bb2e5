import { AboveSamples } from './above.samples.tsx'
import { ControlSamples } from './control.samples.tsx'
import { RecordSamples } from './record.samples.tsx'
import { TableSamples } from './table.samples.tsx'

/** Every part in every state, for those who build pages; only in development, so its words are not in the catalogue. */
const GalleryPage = () => (
  <main class="mx-auto">
    <div class="head">
      <div>
        <h1>Components</h1>
        <p class="t2">Every status, every state of a control, and the pieces pages are made of.</p>
      </div>
    </div>
    <ControlSamples />
    <RecordSamples />
    <TableSamples />
    <AboveSamples />
  </main>
)

export default GalleryPage
