import JSONText

/// The lists in Phonet's answers: bare (protocol 3.5, 3.6), or under a name in case that changes.
enum Listing {
    private static let names = ["items", "calls", "content", "data", "list"]

    /// What has no list is no answer.
    static func items(_ answer: JSON, named name: String) -> Result<[JSON], PhonetError> {
        if case .list(let items) = answer { return .success(items) }
        for name in [name] + names {
            if case .list(let items)? = answer[name] { return .success(items) }
        }
        return .failure(.unexpectedAnswer)
    }
}
