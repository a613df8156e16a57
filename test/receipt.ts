// Codes of receipts, made from numbers: for tests that must know which code is whose.
const letters = 'ACDEFGHJKMNPQRTUVWXY34679'

/** The code number `n`: a different one for every number below 390,625. */
export const codeOf = (n: number) =>
  `RCPT${[15625, 625, 25, 1].map((place) => letters[Math.floor(n / place) % 25]).join('')}`
