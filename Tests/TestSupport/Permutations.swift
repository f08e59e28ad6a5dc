/// Every order of a few things.
package func permutations<Element>(_ elements: [Element]) -> [[Element]] {
    guard elements.count > 1 else { return [elements] }
    return elements.indices.flatMap { index in
        var rest = elements
        let first = rest.remove(at: index)
        return permutations(rest).map { [first] + $0 }
    }
}

/// Every non-empty choice of a few things, in their order.
package func choices<Element>(_ elements: [Element]) -> [[Element]] {
    (1..<(1 << elements.count)).map { bits in
        elements.enumerated().filter { bits & (1 << $0.offset) != 0 }.map(\.element)
    }
}
