// Who is here: seats with a live connection, and those seen since the open round opened.

export class Presence {
  /** Live connections of each seat: two tabs of one browser are one seat. */
  readonly #connected = new Map<string, number>()
  readonly #seen = new Set<string>()
  #round = false

  /** Heads present. A phone whose screen locks while a round is open has not left the room. */
  get count(): number {
    return this.#seen.size
  }

  /** Seats present. */
  get voters(): ReadonlySet<string> {
    return this.#seen
  }

  enter(voter: string) {
    this.#connected.set(voter, (this.#connected.get(voter) ?? 0) + 1)
    this.#seen.add(voter)
  }

  leave(voter: string) {
    const others = (this.#connected.get(voter) ?? 1) - 1
    if (others > 0) {
      this.#connected.set(voter, others)
      return
    }
    this.#connected.delete(voter)
    if (!this.#round) this.#seen.delete(voter)
  }

  opened() {
    this.#round = true
  }

  closed() {
    this.#round = false
    for (const voter of this.#seen) if (!this.#connected.has(voter)) this.#seen.delete(voter)
  }
}
