// The commonest words of English and Korean, which say nothing of what was answered (docs/export.md, text.tally.words).
export const stopWords: ReadonlySet<string> = new Set(
  (
    'a an the and or but of to in on at by for from with as is are was were be been it its this that these those i we you ' +
    'he she they my our your their not no yes do does so if more very can could should would will have has had ' +
    '및 등 것 수 더 좀 그 이 저 또 또는 그리고 하지만 그런데 너무 정말 매우 많이 잘 안 못 제 제가 저는 우리 합니다 있는 있습니다 ' +
    '없는 없습니다 주세요 좋겠습니다 했으면'
  ).split(' '),
)
