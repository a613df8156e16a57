// How numbers are written, with and without a unit.

/** Grouped alike in both languages. */
const format = new Intl.NumberFormat('en', { maximumFractionDigits: 6 })

/** Signs that are letters or stand above the line follow the number at once: 5%, 20°, 300원, 5명. */
const close = /^[%°′″\p{Script=Hangul}\p{Script=Han}]/u

/** A unit as it follows its number. */
export const follows = (unit: string) => (unit === '' || close.test(unit) ? unit : ` ${unit}`)

/** A number with its unit: `1,234.5 kg`, `−3°`. */
export const numeral = (value: number, unit: string) => format.format(value).replace('-', '−') + follows(unit)
