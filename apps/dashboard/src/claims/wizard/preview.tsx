import {
  delivery_preview_expect,
  delivery_preview_html,
  delivery_preview_none,
  delivery_preview_note,
  delivery_preview_open,
  delivery_preview_parts,
  delivery_preview_subject,
  delivery_preview_text,
  delivery_preview_title,
  delivery_preview_what,
} from '@ofrecord/messages/messages'
import { createSignal, Show } from 'solid-js'
import { api } from '../../lib/api.ts'
import { createTrpcQuery } from '../../lib/query.ts'
import { useMe } from '../../lib/session.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import './preview.css'

/** What the letter is about: what the wizard holds, or a claim that exists already. */
interface Previewed {
  of: 'draft' | 'claim'
  id: string
}

/** The letter that the customer will get, to be read before the claim is submitted and not to be changed (NOT-R5). */
export const NoticePreview = (props: Previewed) => {
  const [isOpen, setOpen] = createSignal(false)
  return (
    <>
      <Button icon="mail" onClick={() => setOpen(true)}>
        {delivery_preview_open()}
      </Button>
      <Dialog open={isOpen()} onClose={() => setOpen(false)} title={delivery_preview_title()} wide>
        <Letter of={props.of} id={props.id} />
      </Dialog>
    </>
  )
}

/** Its look comes from an address of its own: a letter has styles, which our pages forbid. */
const Letter = (props: Previewed) => {
  const me = useMe()
  const preview = createTrpcQuery(api.consent.noticePreview, () => ({ of: props.of, id: props.id }))
  const [part, setPart] = createSignal('html')
  return (
    <>
      <p class="t2 mb-4">{delivery_preview_note({ vendor: me().vendor.name })}</p>
      <Loaded query={preview} what={delivery_preview_what()} rows={6}>
        {(letter) => (
          <Show when={letter()} fallback={<p>{delivery_preview_none()}</p>}>
            {(shown) => (
              <>
                <p class="mb-3" lang={shown().locale} dir="auto">
                  <span class="t3 sm">{delivery_preview_subject()}</span> <b>{shown().subject}</b>
                </p>
                <Tabs
                  label={delivery_preview_parts()}
                  value={part()}
                  onChange={setPart}
                  tabs={[
                    { key: 'html', label: delivery_preview_html() },
                    { key: 'text', label: delivery_preview_text() },
                  ]}
                >
                  <Show
                    when={part() === 'html'}
                    fallback={
                      <pre class="letter-text" lang={shown().locale} dir="auto">
                        {shown().text}
                      </pre>
                    }
                  >
                    <iframe
                      class="letter"
                      title={delivery_preview_title()}
                      sandbox=""
                      src={`/previews/${props.of}/${props.id}`}
                    />
                  </Show>
                </Tabs>
                <p class="mt-3">
                  <a href={shown().expectUrl} target="_blank" rel="noreferrer">
                    {delivery_preview_expect()}
                  </a>
                </p>
              </>
            )}
          </Show>
        )}
      </Loaded>
    </>
  )
}
