import { chromium } from '@playwright/test'
const b = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
const [,, who, scheme='light', w='1440'] = process.argv
const page = await b.newPage({ viewport: { width: +w, height: +w>500?900:844 }, colorScheme: scheme })
page.on('console', m => m.type()==='error' && console.log('console', m.text()))
page.on('pageerror', e => console.log('pageerror', e.message))
await page.goto('http://127.0.0.1:4600/demo')
await page.getByRole('button', { name: new RegExp('Sign in as '+who) }).click()
await page.waitForURL(u => !u.pathname.startsWith('/demo'))
const steps = (await import(process.cwd()+'/shotsteps.mjs')).default
await steps(page, async (n) => { await page.waitForTimeout(400); await page.screenshot({ path: `/tmp/shots/${n}-${w}-${scheme}.png` }) })
await b.close()
