// Reads what people type as a number, and finds the answers next to it; in the units of the last decimal, so exactly.
import type { NumberConfig } from './ballot.ts'

type Scale = Pick<NumberConfig, 'low' | 'high' | 'step' | 'decimals'>

/** `1,234.5`, `1234,5`, `−3`, `１２`; null where it is no number. A comma before three digits groups, any other is a decimal point. */
export function typed(text: string): number | null {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s_']/g, '')
    .replace(/^[−–]/, '-')
  const grouped = /^-?\d{1,3}(,\d{3})+(\.\d*)?$/.test(plain)
  const digits = grouped ? plain.replaceAll(',', '') : plain.replace(',', '.')
  return /^-?(\d+\.?\d*|\.\d+)$/.test(digits) && digits.length <= 20 ? Number(digits) + 0 : null
}

const units = (value: number, { decimals }: Scale) => Math.round(value * 10 ** decimals)

/** Whether it has no more decimals than an answer, and lies on a step. */
export function fits(value: number, scale: Scale): boolean {
  if (units(value, scale) / 10 ** scale.decimals !== value) return false
  return (units(value, scale) - units(scale.low, scale)) % units(scale.step, scale) === 0
}

/** The next answer below (-1) or above (1); within the bounds. */
export function next(value: number, by: 1 | -1, scale: Scale): number {
  const [low, high, step] = [units(scale.low, scale), units(scale.high, scale), units(scale.step, scale)]
  const steps = (value * 10 ** scale.decimals - low) / step
  const last = Math.floor((high - low) / step)
  // What is a hair off a step for its float is on it.
  const on = Math.abs(steps - Math.round(steps)) < 1e-6
  const to = on ? Math.round(steps) + by : by === 1 ? Math.ceil(steps) : Math.floor(steps)
  return (low + Math.max(0, Math.min(last, to)) * step) / 10 ** scale.decimals
}
