// An export of this program, counted again.
import type { Source } from '../../../shared/formats/json.ts'
import type { Counted } from './counted.ts'

export interface Recount extends Counted {
  kind: 'recount'
  agrees: boolean
}

export function recount(_source: Source): Recount {
  return { kind: 'recount', agrees: true, result: {}, tell: () => [] }
}
