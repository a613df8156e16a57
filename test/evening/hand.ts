// How a person votes in a browser: the paper's buttons in their order, and the page's word that it counted.
import type { Page } from 'playwright'
import { words as multipleWords } from '../../shared/ballots/multiple/words.ts'
import type { Language } from '../../shared/meeting/meeting.ts'
import type { ItemView } from '../../shared/meeting/view.ts'

type Item = Pick<ItemView, 'kind' | 'config'>

/** The places on the paper of what a vote names. */
const places: Record<string, (vote: never, config: never) => number[]> = {
  choice: (vote: string, { options }: { options: { id: string }[] }) => [options.findIndex(({ id }) => id === vote)],
  multiple: (vote: string[], { options }: { options: { id: string }[] }) =>
    vote.map((id) => options.findIndex((option) => option.id === id)),
  motion: (vote: string) => [['yes', 'no', 'abstain'].indexOf(vote)],
  rating: (vote: number, { low }: { low: number }) => [vote - low],
}

/** Presses what casts the vote. Of several options all are ticked first. */
export async function tap(page: Page, { kind, config }: Item, vote: unknown, language: Language) {
  const paper = page.getByRole('main').getByRole('group').getByRole('button')
  for (const place of places[kind]!(vote as never, config as never)) await paper.nth(place).tap()
  if (kind !== 'multiple') return
  const { submit, again } = multipleWords[language]
  await page.getByRole('button', { name: new RegExp(`^(${submit}|${again})$`) }).tap()
}

/** Waits until the page says that the vote counts. */
export async function counted(page: Page, language: Language) {
  const said = language === 'ko' ? /투표 완료\. (내 투표|선택한)/ : /Counted\. Your (vote|choice)/
  await page.getByText(said).first().waitFor()
}
