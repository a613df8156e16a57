// A share that has to be reached, in words: its fraction, and what it is taken of.
import type { Language } from '../meeting/meeting.ts'
import type { Base, Share, Unit } from '../meeting/rule.ts'

const fractions: Record<string, string> = {
  '1/2': 'half',
  '1/3': 'one third',
  '2/3': 'two thirds',
  '1/4': 'a quarter',
  '3/4': 'three quarters',
  '2/5': 'two fifths',
  '3/5': 'three fifths',
  '4/5': 'four fifths',
}

const en = {
  fraction: (fraction: string, atLeast: boolean) =>
    fraction === '1' ? 'all' : `${atLeast ? 'at least' : 'more than'} ${fractions[fraction] ?? fraction}`,
  bases: {
    heads: { valid: 'votes for or against', cast: 'votes cast', present: 'members present', eligible: 'members' },
    weight: {
      valid: 'weight for or against',
      cast: 'weight cast',
      present: 'weight present',
      eligible: 'weight of all members',
    },
  } satisfies Record<Unit, Record<Base, string>>,
  /** Of a contest, where nobody votes against. */
  given: { heads: 'votes cast', weight: 'weight cast' } satisfies Record<Unit, string>,
  units: { heads: 'heads', weight: 'weight' } satisfies Record<Unit, string>,
}

const ko: typeof en = {
  fraction: (fraction, atLeast) => {
    if (fraction === '1') return '전원'
    if (fraction === '1/2' && !atLeast) return '과반수'
    const [above, below] = fraction.split('/')
    return `${below}분의 ${above} ${atLeast ? '이상' : '초과'}`
  },
  bases: {
    heads: { valid: '찬반 투표', cast: '투표자', present: '출석', eligible: '재적' },
    weight: {
      valid: '찬반 의결권',
      cast: '행사 의결권',
      present: '출석 의결권',
      eligible: '총의결권',
    },
  },
  given: { heads: '총투표수', weight: '행사 의결권' },
  units: { heads: '인원수', weight: '의결권' },
}

export const shareWords = { en, ko }

/** As in "at least two thirds of members present"; in Korean without what is done: "출석 3분의 2 이상". */
export function shareText(
  { base, fraction, atLeast }: Share,
  unit: Unit,
  language: Language,
  contest: boolean,
): string {
  const w = shareWords[language]
  const of = contest && (base === 'valid' || base === 'cast') ? w.given[unit] : w.bases[unit][base]
  if (language === 'ko') return `${of} ${w.fraction(fraction, atLeast)}`
  return `${w.fraction(fraction, atLeast)} of ${base === 'eligible' && unit === 'heads' ? 'all members' : of}`
}
