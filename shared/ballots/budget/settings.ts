// A project as an agenda file says it, and half-typed in the editor.
export interface ProjectSettings {
  title: string
  /** Null while it is not typed. */
  cost: number | null
  description?: string
  picture?: string
}
