import { fireEvent, render, screen, waitFor } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
import { Uploader } from './uploader.tsx'

const file = (name: string, size = 10): File => new File([new Uint8Array(size)], name, { type: 'application/pdf' })

/** An upload that ends when the test says so. */
const createUpload = () => {
  const ends = new Map<
    string,
    { resolve: () => void; reject: (error: Error) => void; progress: (bytes: number) => void }
  >()
  const upload = vi.fn(
    (sent: File, progress: (bytes: number) => void, signal: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        ends.set(sent.name, { resolve, reject, progress })
        signal.addEventListener('abort', () => reject(signal.reason as Error))
      }),
  )
  return { upload, ends }
}

test('several files are sent two at a time, each with its progress', async () => {
  const { upload, ends } = createUpload()
  render(() => <Uploader upload={upload} />)
  await userEvent.upload(screen.getByLabelText('Choose files', { selector: 'input' }), [
    file('a.pdf'),
    file('b.pdf'),
    file('c.pdf'),
  ])
  expect(upload).toHaveBeenCalledTimes(2)
  ends.get('a.pdf')?.progress(5)
  expect(screen.getByRole('progressbar', { name: 'Upload of a.pdf' })).toHaveAttribute('value', '5')
  ends.get('a.pdf')?.resolve()
  await waitFor(() => expect(upload).toHaveBeenCalledTimes(3))
  expect(screen.queryByText('a.pdf')).not.toBeInTheDocument()
})

test('a file dropped anywhere on the page is sent', () => {
  const { upload } = createUpload()
  render(() => <Uploader upload={upload} />)
  fireEvent.drop(document.body, { dataTransfer: { types: ['Files'], files: [file('dropped.pdf')] } })
  expect(upload).toHaveBeenCalledOnce()
})

test('cancel stops the upload and says nothing about it', async () => {
  const { upload } = createUpload()
  render(() => <Uploader upload={upload} />)
  fireEvent.drop(document.body, { dataTransfer: { types: ['Files'], files: [file('a.pdf')] } })
  await userEvent.click(screen.getByRole('button', { name: 'Cancel a.pdf' }))
  expect(upload.mock.calls[0]?.[2].aborted).toBe(true)
  expect(screen.queryByRole('alert')).not.toBeInTheDocument()
})

test('a file that stopped says why and can be sent again', async () => {
  const { upload, ends } = createUpload()
  render(() => <Uploader upload={upload} />)
  fireEvent.drop(document.body, { dataTransfer: { types: ['Files'], files: [file('a.pdf')] } })
  ends.get('a.pdf')?.reject(new TypeError('offline'))
  expect(await screen.findByRole('alert')).toHaveTextContent('Not uploaded: There is no connection to the server.')
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(upload).toHaveBeenCalledTimes(2)
})

test('a file that cannot be accepted is not sent at all', () => {
  const { upload } = createUpload()
  render(() => <Uploader upload={upload} check={() => 'The file is larger than 25 MB.'} />)
  fireEvent.drop(document.body, { dataTransfer: { types: ['Files'], files: [file('huge.pdf')] } })
  expect(upload).not.toHaveBeenCalled()
  expect(screen.getByRole('alert')).toHaveTextContent('The file is larger than 25 MB.')
})
