// Amounts of money as citizens read them: 1억 2,500만 원, KRW 125,000,000, EUR 76,700.
const won = /^(krw|원|₩|won)$/i
/** Korean counts large numbers in ten thousands. */
const myriads = ['', '만', '억', '조', '경']

/** Above this an amount of won is said in 만 and 억: 12,500원, but 45만 원. */
const PLAIN = 100_000

/** An amount in whole units, small ones that are not whole with two decimals. */
export function money(amount: number, currency: string, language: 'en' | 'ko'): string {
  const unit = currency.trim()
  const isWon = won.test(unit)
  const rounded = isWon || amount >= 1000 || Number.isInteger(amount) ? Math.round(amount) : amount
  const places = Number.isInteger(rounded) ? 0 : 2
  const digits = rounded.toLocaleString(language, { minimumFractionDigits: places, maximumFractionDigits: places })
  if (isWon) return language === 'en' ? `KRW ${digits}` : rounded < PLAIN ? `${digits}원` : `${inMyriads(rounded)}원`
  if (unit === '') return digits
  // A code stands before, a sign touches the number, a word such as "tokens" follows.
  if (/^[A-Z]{3}$/.test(unit)) return `${unit} ${digits}`
  return /^\p{Sc}$/u.test(unit) ? `${unit}${digits}` : `${digits} ${unit}`
}

/** 125004500 → "1억 2,500만 4,500"; ends in a space where 원 stands apart. */
function inMyriads(amount: number): string {
  const parts: string[] = []
  let rest = amount
  for (const name of myriads) {
    const part = rest % 10_000
    if (part > 0) parts.unshift(part.toLocaleString('ko') + name)
    rest = Math.floor(rest / 10_000)
  }
  return amount % 10_000 === 0 ? `${parts.join(' ')} ` : parts.join(' ')
}

/** A line of a pasted list: what stands before a number at its end, and that number. A bullet or a place is left out. */
export function amountIn(text: string): { title: string; cost: number | null } {
  const line = text.replace(/^\s*(?:[-*•·]|\d{1,3}[.)])\s+/, '').trim()
  const [, title, digits] =
    /^(.*?)[\s,;:|]+(?:[A-Z]{3}|\p{Sc})?\s*(\d{1,3}(?:,\d{3})+|\d+)\s*(?:[A-Z]{3}|원|\p{Sc})?$/u.exec(line) ?? []
  return title && digits ? { title, cost: Number(digits.replaceAll(',', '')) } : { title: line, cost: null }
}

/** Budget / 10,000, rounded down to 1, 2 or 5 times a power of ten; at least 1. */
export function usualStep(budget: number): number {
  const most = Math.floor(budget / 10_000)
  const power = 10 ** (String(most).length - 1)
  return Math.max(1, power * ([5, 2, 1].find((times) => times * power <= most) ?? 1))
}
