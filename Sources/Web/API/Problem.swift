import HTTPTypes
import Store

/// An error of the JSON API; becomes an `application/problem+json` answer.
struct Problem: Error {
    let answer: Answer

    init(_ answer: Answer) {
        self.answer = answer
    }

    /// 422
    static func invalid(_ detail: String, _ errors: [FieldError]) -> Problem {
        Problem(.problem(.unprocessableContent, detail, errors))
    }

    static let missing = Problem(.notFound)
}

extension SaveOutcome {
    /// The saved row.
    ///
    /// - Throws: the problem that stands for every other outcome.
    func row() throws(Problem) -> Row {
        switch self {
        case .saved(let row): return row
        case .invalid(let problems):
            throw .invalid(
                "Some values cannot be accepted; nothing was changed.",
                problems.map { FieldError($0) })
        case .conflict(let problems):
            throw Problem(
                .problem(
                    .conflict, "Another record stands in the way; nothing was changed.",
                    problems.map { FieldError($0) }))
        case .missing: throw .missing
        case .stale(let version):
            throw Problem(
                .problem(
                    .preconditionFailed,
                    "Somebody saved in between: the version is \(version) now. Read again."))
        }
    }
}

extension DeleteOutcome {
    var answer: Answer {
        switch self {
        case .deleted: .noContent
        case .missing: .notFound
        case .inUse(let places):
            .problem(
                .conflict, "It is still in use; nothing was deleted.",
                places.map { FieldError($0) })
        }
    }
}
