// The ballot papers of the model's meetings: a motion, a choice, a quiz and free answers, with votes that fit and one that does not.

export interface Question {
  title: string
  kind: Kind
  visibility: 'live' | 'own' | 'closed' | 'reveal'
  secrecy: 'anonymous' | 'named'
  change: boolean
  seconds: number | null
  /** Two have to be there: to open at all, or unless the desk says otherwise. Null: no quorum. */
  quorum: 'block' | 'warn' | null
}

export type Kind = 'motion' | 'choice' | 'quiz' | 'text'
export const kinds: Kind[] = ['motion', 'choice', 'quiz', 'text']

/** How many have to be there where there is a quorum. */
export const QUORUM = 2
/** The right answer of a quiz. */
export const RIGHT = 'B'

export const votes: Record<Kind, unknown[]> = {
  motion: ['yes', 'no', 'abstain'],
  choice: ['A', 'B', 'C'],
  quiz: ['A', 'B'],
  text: [['tree'], ['bench'], ['tree', 'bench']],
}
export const misfit = 'no such vote'

const settings: Record<Kind, object> = {
  motion: {},
  choice: { options: ['Library', 'Playground', 'Cycle path'] },
  quiz: { options: ['Seoul', 'Busan'], answer: RIGHT },
  text: { answers: 2, length: 20 },
}

/** Whether there is anything to decide, and so a rule. */
export const decides = ({ kind }: Question) => kind === 'motion' || kind === 'choice'

/** The item as an agenda file would say it; equal votes are the chair's to decide. */
export function written(question: Question): Record<string, unknown> {
  const { quorum, ...fields } = question
  const rule = { tie: 'chair', ...(quorum && { quorum: { number: QUORUM, open: quorum } }) }
  return { ...fields, ...settings[question.kind], ...(decides(question) && { rule }) }
}
