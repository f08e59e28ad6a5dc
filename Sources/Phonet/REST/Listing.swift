import JSONText

/// The lists in Phonet's answers: bare (protocol 3.5, 3.6), or under a name in case that changes.
enum Listing {
    private static let names = ["items", "calls", "content", "data", "list"]

    /// Nil when there is no list.
    static func items(_ answer: JSON, named name: String) -> [JSON]? {
        if case .list(let items) = answer { return items }
        for name in [name] + names {
            if case .list(let items)? = answer[name] { return items }
        }
        return nil
    }
}
