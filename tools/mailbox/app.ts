import { Hono } from 'hono'
import { csrf } from 'hono/csrf'
import { secureHeaders } from 'hono/secure-headers'
import { type Counter, fates, giveBack } from './bounce.ts'
import { listPage, messagePage, missingPage } from './pages.ts'
import type { Store } from './store.ts'

/**
 * The page of the mail catcher and its JSON API. It knows no users: it is for the loopback only. With a counter, a letter
 * can be given back to the installation that sent it.
 */
export function mailboxApp(store: Store, counter?: Counter) {
  const app = new Hono()

  // A page of the open web could point a name of its own at 127.0.0.1 and read the links in these messages.
  app.use(async (context, next) => {
    const { hostname } = new URL(context.req.url)
    if (!['127.0.0.1', 'localhost', '[::1]'].includes(hostname))
      return context.text('Open this page by 127.0.0.1.', 421)
    await next()
  })
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'unsafe-inline'"],
        scriptSrc: ["'unsafe-inline'"],
        imgSrc: ['data:'],
        connectSrc: ["'self'"],
        frameSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
      },
      referrerPolicy: 'no-referrer',
    }),
  )

  app.get('/readyz', (context) => context.text('ready'))

  app.get('/', (context) => {
    const { to = '', before } = context.req.query()
    return context.html(listPage(store.list({ to, limit: 50, ...(before ? { before } : {}) }), to))
  })

  app.get('/messages/:id', async (context) => {
    const message = store.find(context.req.param('id'))
    if (!message) return context.html(missingPage(), 404)
    const { view, given } = context.req.query()
    const back = counter && { fate: fates.find((fate) => fate === given) }
    return context.html(messagePage(message, await store.parse(message.id), view, back))
  })

  app.post('/messages/:id/return', csrf(), async (context) => {
    const message = store.find(context.req.param('id'))
    if (!message || !counter) return context.html(missingPage(), 404)
    const raw = (await store.raw(message.id)).toString('latin1')
    const fate = await giveBack(counter, message, raw.slice(0, raw.indexOf('\r\n\r\n')))
    return context.redirect(`/messages/${message.id}?given=${fate}`, 303)
  })

  app.get('/messages/:id/raw', async (context) => {
    const message = store.find(context.req.param('id'))
    if (!message) return context.html(missingPage(), 404)
    const raw = new Uint8Array(await store.raw(message.id))
    const disposition = `attachment; filename="${message.id}.eml"`
    return context.body(raw, 200, { 'Content-Type': 'message/rfc822', 'Content-Disposition': disposition })
  })

  app.post('/empty', csrf(), (context) => {
    store.clear()
    return context.redirect('/', 303)
  })

  app.get('/api/messages', (context) => {
    const { to = '', limit = '50' } = context.req.query()
    return context.json(store.list({ to, limit: /^\d{1,5}$/.test(limit) ? Number(limit) : 50 }))
  })

  app.get('/api/messages/:id', async (context) => {
    const message = store.find(context.req.param('id'))
    if (!message) return context.json({ error: 'No message has this id.' }, 404)
    const { headers, html, text, attachments } = await store.parse(message.id)
    return context.json({
      ...message,
      headers: headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
      html: html ?? '',
      text: text ?? '',
      attachments: attachments.map(({ filename, mimeType }) => ({ filename, mimeType })),
    })
  })

  app.delete('/api/messages', (context) => {
    store.clear()
    return context.body(null, 204)
  })

  return app
}
