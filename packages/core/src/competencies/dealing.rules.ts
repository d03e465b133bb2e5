/** Who has which node: the matching itself, without knowing what nodes are for. */
export interface Deal {
  /** A further node, for the people named; those named first are taken first. */
  open: (people: readonly number[]) => number
  /** Gives up to `count` more people to a node and says how many it got. Nobody else loses any. */
  fill: (node: number, count: number) => number
  peopleAt: (node: number) => number[]
  /** The nodes whose people a node that nobody can be found for competes for, itself included. */
  rivalsOf: (node: number) => number[]
  copy: () => Deal
  /** How often a person was looked at by this deal and those that it was copied to. */
  looks: () => number
}

const nowhere = -1

/** A deal in which nobody has anybody. */
export const dealOf = (peopleCount: number): Deal =>
  dealing(new Int32Array(peopleCount).fill(nowhere), [], { looks: 0 })

const dealing = (holder: Int32Array, nodes: (readonly number[])[], counted: { looks: number }): Deal => {
  /** One more person for a node: somebody free, or somebody of another node that finds a further one itself. */
  const seek = (node: number, visited: Uint8Array): boolean => {
    visited[node] = 1
    const people = nodes[node]!
    counted.looks += people.length
    const free = people.find((person) => holder[person] === nowhere)
    if (free !== undefined) {
      holder[free] = node
      return true
    }
    for (const person of people) {
      const other = holder[person]!
      if (visited[other] === 0 && seek(other, visited)) {
        holder[person] = node
        return true
      }
    }
    return false
  }
  return {
    open: (people) => nodes.push(people) - 1,
    fill: (node, count) => {
      let got = 0
      // Of small nodes it is the going about that takes the time, not the looking.
      while (got < count && seek(node, new Uint8Array(nodes.length))) got++
      counted.looks += nodes.length * (got + 1)
      return got
    },
    peopleAt: (node) => nodes[node]!.filter((person) => holder[person] === node),
    rivalsOf: (node) => {
      const visited = new Uint8Array(nodes.length)
      seek(node, visited)
      return [...visited.keys()].filter((other) => visited[other] === 1)
    },
    copy: () => dealing(holder.slice(), [...nodes], counted),
    looks: () => counted.looks,
  }
}
