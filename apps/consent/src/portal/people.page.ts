import * as m from '@ofrecord/messages/customer/messages'
import type { Handler } from 'hono'
import { html } from 'hono/html'
import type { FormProblem } from '../claims/answer.ts'
import { fieldError, radioButton } from '../claims/form.page.ts'
import { shortField, typedText } from '../posted.ts'
import { fill, isolated, type Html } from '../words.ts'
import type { PortalPerson } from './door.ts'
import { looksLikeAddress } from './entry.ts'
import { textField } from './fields.ts'
import { answerPortal, type PortalForm, type Returned } from './forms.ts'
import { hiddenNonce, signedInPage, wayBack } from './frame.ts'
import { signedIn, type PortalSite, type Visit } from './visit.ts'
import { mailboxText } from './words.ts'

/** Who answers for the customer; administrators name and remove, delegates read. */
export const showPeople = (site: PortalSite): Handler =>
  signedIn(site, (c, visit) => peoplePage(visit, undefined, c.req.query('done') === '1'))

export const answerPeople = (site: PortalSite): Handler => answerPortal(site, people)

const people: PortalForm = {
  problems: (visit, posted) => (isRemoval(posted) ? [] : invitationProblems(visit, posted)),
  give: async (site, { to }, posted, { session, nonce }) => {
    if (isRemoval(posted))
      await site.portal.removePerson({ session, nonce, personId: shortField(posted.get('person')) })
    else await site.portal.invite({ session, nonce, ...invitationOf(posted) })
    return to('/people', 'done=1')
  },
  refused: (code, { map, say }) => {
    const domains = map.customer.domains.join(', ')
    if (code === 'PORTAL_ADDRESS_NOT_ON_DOMAIN')
      return { at: 'email', text: m.portal_problem_domains({ domains }, say) }
    if (code === 'PORTAL_LAST_ADMINISTRATOR') return { at: 'f', text: m.portal_problem_last({}, say) }
    return undefined
  },
  draw: (_site, visit, returned) => peoplePage(visit, returned, false),
}

const isRemoval = (posted: URLSearchParams): boolean => posted.get('do') === 'remove'

const invitationOf = (posted: URLSearchParams) => ({
  name: typedText(shortField(posted.get('name'))),
  email: shortField(posted.get('email')).trim(),
  delegate: posted.get('role') !== 'administrator',
})

const invitationProblems = ({ say }: Visit, posted: URLSearchParams): FormProblem[] => {
  const { name, email } = invitationOf(posted)
  const problems: FormProblem[] = []
  if (name === '') problems.push({ at: 'name', text: m.portal_problem_name({}, say) })
  if (!looksLikeAddress(email)) problems.push({ at: 'email', text: m.portal_problem_address({}, say) })
  if (!['delegate', 'administrator'].includes(posted.get('role') ?? ''))
    problems.push({ at: 'role', text: m.portal_problem_role({}, say) })
  return problems
}

const peoplePage = (visit: Visit, returned: Returned | undefined, done: boolean): Html => {
  const { map, say } = visit
  const body = html`<p>${m.portal_people_text({}, say)}</p>
<ul class="r" id="f">${map.people.map((person) => personLine(person, visit))}</ul>
${!map.me.delegate && invitation(visit, returned)}${wayBack(visit)}`
  return signedInPage(visit, {
    title: m.portal_people_title({}, say),
    body,
    problems: returned?.problems ?? [],
    done: done && m.portal_saved({}, say),
  })
}

const personLine = (person: PortalPerson, visit: Visit): Html => {
  const { map, say, to } = visit
  const { id, name, address, delegate, state, invitedBy, me } = person
  const named = invitedBy
    ? fill((slots) => m.portal_person_named(slots, say), { address: mailboxText(invitedBy, visit.locale) })
    : m.portal_person_directory({}, say)
  const role = delegate ? m.portal_role_delegate({}, say) : m.portal_role_administrator({}, say)
  const remove =
    !map.me.delegate &&
    !me &&
    html`<form method="post" action="${to('/people')}#e">${hiddenNonce(visit)}<input type="hidden" name="person" value="${id}"><button class="x" name="do" value="remove">${fill((slots) => m.portal_person_remove(slots, say), { name: isolated(name) })}</button></form>`
  return html`<li><b>${isolated(name)}</b> <span class="m">${role}</span><small>${isolated(address)}</small><small>${me ? m.portal_person_me({}, say) : state === 'imported' && m.portal_person_new({}, say)} ${named}</small>${remove}</li>
`
}

const invitation = (visit: Visit, returned: Returned | undefined): Html => {
  const { map, say, to } = visit
  const posted = returned && !isRemoval(returned.posted) ? returned.posted : new URLSearchParams()
  const problems = returned?.problems ?? []
  const { name, email } = invitationOf(posted)
  const role = posted.get('role')
  const problem = problems.find(({ at }) => at === 'role')
  const domains = { domains: isolated(map.customer.domains.join(', ')) }
  return html`<h2>${m.portal_invite_title({}, say)}</h2>
<form method="post" action="${to('/people')}#e" novalidate>${hiddenNonce(visit)}
${textField({ name: 'name', label: m.portal_invite_name({}, say), value: name, problems, input: html`maxlength="200" autocomplete="off" dir="auto" required` }, visit)}${textField(
    {
      name: 'email',
      label: m.portal_invite_email({}, say),
      hint: fill((slots) => m.portal_invite_email_hint(slots, say), domains),
      value: email,
      problems,
      input: html`type="email" maxlength="254" autocomplete="off" dir="ltr" required`,
    },
    visit,
  )}<fieldset${problem && html` class="bad" aria-describedby="role-e"`}><legend>${m.portal_invite_role({}, say)}</legend>${fieldError(problem, 'role-e', visit)}${radioButton('role', 'delegate', m.portal_invite_delegate({}, say), { ticked: role === 'delegate', id: 'role' })}${radioButton('role', 'administrator', m.portal_invite_administrator({}, say), { ticked: role === 'administrator' })}</fieldset>
<p class="m">${m.portal_invite_told({}, say)}</p>
<div class="a"><button class="b q">${m.portal_invite_button({}, say)}</button></div></form>
`
}
