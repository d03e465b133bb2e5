/** As a cookie, since a download is a plain link: it says nothing else of the organisation it is for. */
const name = 'ofrecord.place='

/** Acts for another organisation from now on (ROL-R1); null is the vendor's desk. Nothing of the one before is kept on the page. */
export const choosePlace = (organizationId: string | null): void => {
  document.cookie = `${name}${organizationId ?? ''};path=/;samesite=lax;max-age=31536000`
  location.assign('/')
}
