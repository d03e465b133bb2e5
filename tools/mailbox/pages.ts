import { html, raw } from 'hono/html'
import type { Address, Email } from 'postal-mime'
import type { Fate } from './bounce.ts'
import type { Store, StoredMessage } from './store.ts'
import { style } from './style.ts'

type Html = ReturnType<typeof html>

export function listPage({ total, messages, more }: ReturnType<Store['list']>, to: string) {
  const last = messages.at(-1)
  const older = more && last ? html`<a class="btn" href="/?${query({ to, before: last.id })}">Older messages</a>` : ''
  return page(
    'Mailbox',
    html`<div class="head"><h1>Mailbox</h1></div>
      <div class="filters">
        <form action="/" method="get">
          <label for="to">Recipient</label>
          <input id="to" name="to" type="search" value="${to}" />
          <button class="btn">Show</button>
        </form>
        <p class="note" role="status">${count(total, to)}</p>
        ${total > 0 && to === '' ? emptyForm : ''}
      </div>
      ${messages.length > 0 ? table(messages) : html`<p class="empty">${nothing(to)}</p>`}
      <div class="pager">${older}</div>
      ${watch(messages[0]?.id ?? '', to)}`,
  )
}

export function messagePage(
  message: StoredMessage,
  email: Email,
  view: string | undefined,
  back?: { fate: Fate | undefined },
) {
  const views = { html: email.html, text: email.text, headers: 'always' }
  const first = email.html ? 'html' : 'text'
  const shown = view === 'text' || view === 'headers' || view === 'html' ? view : first
  const here = `/messages/${message.id}`
  const tab = (name: keyof typeof views, words: string) =>
    html`<a href="${here}?view=${name}"${raw(name === shown ? ' aria-current="page"' : '')}>${words}</a>`
  return page(
    message.subject || 'No subject',
    html`<p class="note"><a href="/">All messages</a></p>
      <h1 dir="auto">${message.subject || 'No subject'}</h1>
      <dl class="facts">
        <dt>From</dt>
        <dd dir="auto">${addresses(email.from ? [email.from] : [])}</dd>
        <dt>To</dt>
        <dd dir="auto">${addresses(email.to ?? [])}</dd>
        <dt>Sent</dt>
        <dd>${time(message.date)}</dd>
      </dl>
      <nav class="tabs" aria-label="Parts of the message">
        ${tab('html', 'HTML')} ${tab('text', 'Text')} ${tab('headers', 'Headers')}
        <a class="push" href="${here}/raw">Download</a>
      </nav>
      ${back ? returning(here, back.fate) : ''}
      ${parts[shown](message, email)}`,
  )
}

export function missingPage() {
  return page(
    'No such message',
    html`<h1>No message has this address</h1>
      <p class="empty">The mailbox was emptied, or the address is incomplete. <a href="/">All messages</a></p>`,
  )
}

/** For the demo: what happens when the mailbox turns out to be gone, an hour after its server took the letter. */
function returning(here: string, fate: Fate | undefined) {
  return html`<form class="head" action="${here}/return" method="post">
    <button class="btn">Give it back</button>
    <p class="note" role="status">${fate ? fateWords[fate] : 'Tells the sender that this mailbox is gone (RFC 3464).'}</p>
  </form>`
}

const fateWords: Record<Fate, string> = {
  noted: 'Given back. The sender has noted that this letter came back.',
  unknown: 'Given back. The sender does not know this letter.',
  early: 'The sender is still at it. Give it back once more.',
  unreachable: 'The sender takes nothing back at the moment.',
}

const parts = {
  html: (_message: StoredMessage, { html: body }: Email) =>
    body
      ? html`<iframe
          title="The message as its reader sees it"
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          srcdoc="${`<base target="_blank">${body}`}"
        ></iframe>`
      : html`<p class="empty">This message has no HTML part.</p>`,
  text: (_message: StoredMessage, { text }: Email) =>
    text ? html`<pre dir="auto">${linked(text)}</pre>` : html`<p class="empty">This message has no text part.</p>`,
  headers: ({ envelope, receivedAt, size }: StoredMessage, { headers }: Email) =>
    html`<dl class="facts">
        <dt>MAIL FROM</dt>
        <dd>${envelope.from || '<>'}</dd>
        <dt>RCPT TO</dt>
        <dd>${envelope.to.join(', ')}</dd>
        <dt>Received</dt>
        <dd>${time(receivedAt)}</dd>
        <dt>Size</dt>
        <dd>${size.toLocaleString('en')} bytes</dd>
      </dl>
      <div class="wide"><pre>${headers.map(({ originalKey, value }) => `${originalKey}: ${value}`).join('\n')}</pre></div>`,
}

function table(messages: StoredMessage[]) {
  return html`<table>
    <thead>
      <tr>
        <th scope="col">Subject</th>
        <th scope="col">To</th>
        <th scope="col" class="time">Sent</th>
      </tr>
    </thead>
    <tbody>
      ${messages.map(
        ({ id, subject, to, date }) =>
          html`<tr>
            <th scope="row"><a href="/messages/${id}" dir="auto">${subject || 'No subject'}</a></th>
            <td class="to">${to}</td>
            <td class="time">${time(date)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`
}

const emptyForm = html`<form class="push" action="/empty" method="post">
  <button class="btn danger">Empty the mailbox</button>
</form>`

function count(total: number, to: string) {
  const number = `${total.toLocaleString('en')} ${total === 1 ? 'message' : 'messages'}`
  return to === '' ? number : html`${number} to “${to}”. <a href="/">Show all</a>`
}

function nothing(to: string) {
  return to === ''
    ? 'No message has arrived. What the installation sends by SMTP lands here and nowhere else.'
    : 'No message has a recipient with these letters.'
}

function addresses(list: Address[]) {
  return list.map(({ address, name }) => (name ? `${name} <${address ?? ''}>` : address)).join(', ')
}

/** Addresses on the web become links, everything else stays text. */
function linked(text: string) {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((piece, index) =>
      index % 2 === 1 ? html`<a href="${piece}" target="_blank" rel="noopener">${piece}</a>` : piece,
    )
}

const format = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

function time(iso: string) {
  return html`<time datetime="${iso}">${format.format(new Date(iso))}</time>`
}

function query(values: Record<string, string>) {
  return new URLSearchParams(Object.entries(values).filter(([, value]) => value !== '')).toString()
}

/** A letter that arrives shows up by itself; a page that is not looked at asks nothing. */
function watch(newest: string, to: string) {
  const address = `/api/messages?${query({ limit: '1', to })}`
  return html`<script>
    const [address, newest] = ${raw(JSON.stringify([address, newest]).replaceAll('<', '\\u003c'))}
    setInterval(async () => {
      if (document.hidden || new URLSearchParams(location.search).has('before')) return
      const { messages } = await fetch(address).then((answer) => answer.json(), () => ({ messages: [{ id: newest }] }))
      const field = document.querySelector('input')
      if ((messages[0]?.id ?? '') !== newest && document.activeElement !== field) location.reload()
    }, 2000)
  </script>`
}

const mark = html`<svg viewBox="0 0 20 20" aria-hidden="true">
  <rect x="1" y="1" width="18" height="18" rx="4" fill="currentColor" />
  <path d="M4.5 6.5h11v7h-11zM4.5 7l5.500 4 5.500-4" fill="none" stroke="var(--brand-on)" stroke-width="1.500" stroke-linejoin="round" />
</svg>`

function page(title: string, body: Html) {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="data:," />
        <title>${title} · Ofrecord mailbox</title>
        <style>
          ${raw(style)}
        </style>
      </head>
      <body>
        <a class="skip" href="#main">Skip to content</a>
        <header class="top">
          <a href="/">${mark} Ofrecord mailbox</a>
          <p>Development only. Nothing here was sent to anybody.</p>
        </header>
        <main id="main">${body}</main>
      </body>
    </html>`
}
