// Exact numbers: counting never compares floats.

/** A fraction in lowest terms with a denominator above zero. */
export interface Rational {
  readonly n: bigint
  readonly d: bigint
}

/** As a file says a number: whole, decimal or fraction, with an optional sign. */
const written = /^([+-]?)(\d+)(?:\.(\d+)|\/(\d+))?$/

function gcd(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b]
  return a < 0n ? -a : a
}

/** `n` over `d`, reduced. Throws `RangeError` where `d` is zero. */
export function ratio(n: bigint, d: bigint): Rational {
  if (d === 1n) return { n, d }
  if (d === 0n) throw new RangeError('a fraction over zero')
  const common = gcd(n, d) * (d < 0n ? -1n : 1n)
  return { n: n / common, d: d / common }
}

/** A number, exactly as it is written: `3`, `"0.1"`, `"1/3"`; null for anything else. A number in JSON is read by its digits. */
export function rational(value: unknown): Rational | null {
  if (typeof value === 'bigint') return { n: value, d: 1n }
  if (typeof value !== 'number' && typeof value !== 'string') return null
  if (Number.isSafeInteger(value)) return { n: BigInt(value), d: 1n }
  const match = written.exec(String(value).trim())
  if (!match || String(value).length > 100) return null
  const [, sign, whole = '', decimals = '', below = '1'] = match
  const d = BigInt(below) * 10n ** BigInt(decimals.length)
  return d === 0n ? null : ratio(BigInt(`${whole}${decimals}`) * (sign === '-' ? -1n : 1n), d)
}

export const zero: Rational = { n: 0n, d: 1n }
export const one: Rational = { n: 1n, d: 1n }
export const whole = (value: number | bigint): Rational => ({ n: BigInt(value), d: 1n })

export const plus = (a: Rational, b: Rational): Rational =>
  a.d === b.d ? ratio(a.n + b.n, a.d) : ratio(a.n * b.d + b.n * a.d, a.d * b.d)
export const minus = (a: Rational, b: Rational): Rational => plus(a, { n: -b.n, d: b.d })
export const times = (a: Rational, b: Rational): Rational => ratio(a.n * b.n, a.d * b.d)
export const over = (a: Rational, b: Rational): Rational => ratio(a.n * b.d, a.d * b.n)
/** Below zero, zero or above, as `a` is less than, equal to or more than `b`. */
export const compare = (a: Rational, b: Rational): number => {
  const difference = a.n * b.d - b.n * a.d
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}
export const sum = (list: Iterable<Rational>): Rational => [...list].reduce(plus, zero)
/** The largest whole number that is not above. */
export const floor = ({ n, d }: Rational): bigint => n / d - (n < 0n && n % d !== 0n ? 1n : 0n)

/** As results are written: a number where it is whole and safe, else `"1/3"` (or its digits where it is too long). */
export function exact({ n, d }: Rational): number | string {
  if (d !== 1n) return `${n}/${d}`
  return Number.isSafeInteger(Number(n)) ? Number(n) : String(n)
}

/** With `places` decimals, the rest cut off, zeros at the end left out: `"3.71428"`; a number where it is whole. */
export function decimal(value: Rational, places: number): number | string {
  const scale = 10n ** BigInt(places)
  const cut = (value.n * scale) / value.d
  if (cut % scale === 0n) return exact(whole(cut / scale))
  const digits = String(cut < 0n ? -cut : cut).padStart(places + 1, '0')
  return `${cut < 0n ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places).replace(/0+$/, '')}`
}

/** The nearest with `places` decimals, halves up, as the number that is shown. */
export function rounded(value: Rational, places: number): number {
  const scale = 10n ** BigInt(places)
  return Number(decimal(ratio(floor(plus(times(value, whole(scale)), ratio(1n, 2n))), scale), places))
}

/** The nearest float, for drawing only. */
export const approximately = ({ n, d }: Rational): number => {
  const digits = 10n ** 15n
  return d === 1n ? Number(n) : Number(n / d) + Number(((n % d) * digits) / d) / 1e15
}
