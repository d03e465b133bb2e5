import { createSignal } from 'solid-js'
import { Button } from './button.tsx'

/** Puts a text on the clipboard and says so on itself. */
export const CopyButton = (props: { text: string; label: string; copied: string; look?: 'quiet' | undefined }) => {
  const [isCopied, setCopied] = createSignal(false)
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(props.text)
    setCopied(true)
  }
  return (
    <Button look={props.look} icon={isCopied() ? 'check' : undefined} onClick={() => void copy()}>
      {isCopied() ? props.copied : props.label}
    </Button>
  )
}
