// Fractions of whole numbers of any length: nothing here is ever rounded but where a result is written down.

/** `over / under`, with `under` above 0, in lowest terms. */
export interface Fraction {
  over: bigint
  under: bigint
}

export function commonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b]
  while (y > 0n) [x, y] = [y, x % y]
  return x
}

export function fraction(over: bigint | number, under: bigint | number = 1n): Fraction {
  const [a, b] = [BigInt(over), BigInt(under)]
  if (b <= 0n) throw new RangeError('a fraction of nothing')
  const divisor = commonDivisor(a, b)
  return { over: a / divisor, under: b / divisor }
}

export const plus = (a: Fraction, b: Fraction) => fraction(a.over * b.under + b.over * a.under, a.under * b.under)
export const times = (a: Fraction, b: Fraction) => fraction(a.over * b.over, a.under * b.under)

/** Below 0 where `a` is less than `b`, 0 where they are equal. */
export function compare(a: Fraction, b: Fraction): number {
  const [left, right] = [a.over * b.under, b.over * a.under]
  return left < right ? -1 : left > right ? 1 : 0
}

/** The whole numbers in it, the rest cut off downwards. */
export function floor({ over, under }: Fraction): bigint {
  const cut = over / under
  return over < 0n && cut * under !== over ? cut - 1n : cut
}

/** A whole number of units, `places` of ten to the one, as a number: 371428 with five places is 3.71428. */
export function decimal(units: bigint, places: number): number {
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0')
  const at = digits.length - places
  return Number(`${units < 0n ? '-' : ''}${digits.slice(0, at)}.${digits.slice(at)}0`)
}

const ten = (places: number) => fraction(10n ** BigInt(places))

/** To so many decimals, halves upwards. */
export const rounded = (value: Fraction, places: number): number =>
  decimal(floor(plus(times(value, ten(places)), fraction(1, 2))), places)

/** To so many decimals, the rest cut off. */
export const cut = (value: Fraction, places: number): number => decimal(floor(times(value, ten(places))), places)

/** A decimal number of a file as the digits say it, `0.1` being one tenth. */
export function digits(value: number): Fraction {
  const [, sign = '', before = '0', after = '', power = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/.exec(String(value)) ?? []
  const shift = Number(power) - after.length
  const units = BigInt(`${sign}${before}${after}`)
  return shift < 0 ? fraction(units, 10n ** BigInt(-shift)) : fraction(units * 10n ** BigInt(shift))
}
