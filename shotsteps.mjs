export default async (page, shot) => {
  for (const p of ['/', '/people', '/people/invite', '/claims', '/organisation/locations', '/people/roles']) {
    const t0 = Date.now(); const times = []
    page.on('requestfinished', async (r) => { if (r.url().includes('/trpc')) times.push([r.url().split('/trpc/')[1].slice(0, 80), Math.round(r.timing().responseEnd)]) })
    await page.goto('http://127.0.0.1:4600' + p, { waitUntil: 'networkidle' })
    console.log(p, Date.now() - t0, JSON.stringify(times)); page.removeAllListeners('requestfinished')
    await shot('luca' + p.replaceAll('/', '_'))
  }
}
