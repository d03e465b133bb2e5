/** As the server's own rule (`people/password.rules`), which would bring its checker along. */
export const passwordMin = 12
