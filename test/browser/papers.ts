// How a person fills in each kind of ballot paper in a browser, by what is written on it.
import type { Locator, Page } from 'playwright/test'
import { kinds } from '../../shared/ballots/registry.ts'
import type { Language } from '../../shared/meeting/meeting.ts'
import type { ItemView } from '../../shared/meeting/view.ts'

type Item = Pick<ItemView, 'kind' | 'config'>
interface Listed {
  options: { id: string; title: string }[]
}
type Fill = (paper: Locator, vote: never, config: never) => Promise<void>

/** Presses the buttons at these places of the paper. */
const press = async (paper: Locator, places: readonly number[]) => {
  for (const place of places) await paper.getByRole('button').nth(place).tap()
}
const placesOf = ({ options }: Listed, ids: readonly string[]) =>
  ids.map((id) => options.findIndex((option) => option.id === id))

/** Types what each option gets, into the field that is named after it. */
async function type(paper: Locator, { options }: Listed, points: Iterable<readonly [string, number]>) {
  for (const [id, given] of points) {
    const { title } = options.find((option) => option.id === id)!
    await paper.locator('input').and(paper.getByLabel(title)).fill(String(given))
  }
}

const fills: Record<string, Fill> = {
  choice: (paper, vote: string, config: Listed) => press(paper, placesOf(config, [vote])),
  quiz: (paper, vote: string, config: Listed) => press(paper, placesOf(config, [vote])),
  motion: (paper, vote: string) => press(paper, [['yes', 'no', 'abstain'].indexOf(vote)]),
  rating: (paper, vote: number | 'none', { low, high }: { low: number; high: number }) =>
    press(paper, [vote === 'none' ? high - low + 1 : vote - low]),
  multiple: (paper, vote: string[], config: Listed) => press(paper, placesOf(config, vote)),
  budget: (paper, vote: (string | [string, number])[], config: Listed & { ballot: string }) =>
    config.ballot === 'points'
      ? type(paper, config, vote as [string, number][])
      : press(paper, placesOf(config, vote as string[])),
  points: (paper, vote: Record<string, number>, config: Listed) => type(paper, config, Object.entries(vote)),
  async ranking(paper, vote: string[], { options }: Listed) {
    for (const id of vote) {
      const { title } = options.find((option) => option.id === id)!
      await paper.last().getByRole('button', { name: title }).tap()
    }
  },
  number: (paper, vote: number) => paper.page().getByRole('main').getByRole('textbox').fill(String(vote)),
  async text(paper, vote: string[]) {
    const fields = paper.page().getByRole('main').getByRole('textbox')
    for (const [place, answer] of vote.entries()) await fields.nth(place).fill(answer)
  },
  async grid(paper, vote: (number | null)[], { low }: { low: number }) {
    for (const [place, grade] of vote.entries()) if (grade !== null) await press(paper.nth(place), [grade - low])
  },
}

/** Fills in the paper of an item and casts it. */
export async function fillIn(page: Page, { kind, config }: Item, vote: unknown, language: Language) {
  const paper = page.getByRole('main').getByRole('group')
  await paper.or(page.getByRole('main').getByRole('textbox')).first().waitFor()
  await fills[kind]!(paper, vote as never, config as never)
  const { submit, again } = kinds.get(kind)!.words[language] as { submit?: string; again?: string }
  if (submit) await page.getByRole('button', { name: new RegExp(`^(${submit}|${again})$`) }).tap()
}
