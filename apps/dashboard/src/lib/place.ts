const storageKey = 'ofrecord.place'

/** The organisation that this device acts for (ROL-R1); null: the first one, or the vendor's desk. */
export const chosenPlace = (): string | null => {
  try {
    return localStorage.getItem(storageKey)
  } catch {
    return null
  }
}

/** Acts for another organisation from now on; null is the vendor's desk. Nothing of the one before is kept on the page. */
export const choosePlace = (organizationId: string | null): void => {
  if (organizationId === null) localStorage.removeItem(storageKey)
  else localStorage.setItem(storageKey, organizationId)
  location.assign('/')
}
