import CallRules
import JSONText

/// The list in an answer of Phonet: the answer itself (protocol 3.5, 3.6), or the value under a
/// name, in case Phonet changes that.
enum Listing {
    private static let names = ["items", "calls", "content", "data", "list"]

    /// Fails with `.unexpectedAnswer` when the answer has no list.
    static func items(_ answer: JSON, named name: String) -> Result<[JSON], PhonetError> {
        if case .list(let items) = answer { return .success(items) }
        for name in [name] + names {
            if case .list(let items)? = answer[name] { return .success(items) }
        }
        return .failure(.unexpectedAnswer)
    }
}
