import CallRules
import HTTPTypes
import Store

/// An error of the JSON API. It is answered as `application/problem+json` (RFC 9457).
struct APIError: Error {
    let answer: Answer

    init(_ answer: Answer) {
        self.answer = answer
    }

    /// 422 with validation messages.
    static func invalid(_ detail: String, _ errors: [FieldProblem]) -> APIError {
        APIError(.problem(.unprocessableContent, detail, errors))
    }

    /// 412: the record is not as `If-Match` or `If-None-Match` says.
    ///
    /// - Parameter version: of the record; 0: there is none.
    static func stale(_ version: Int64) -> APIError {
        APIError(
            .problem(
                .preconditionFailed,
                version == 0
                    ? "There is no such record; nothing was changed."
                    : "The version is \(version) now; nothing was changed. Read again."))
    }

    /// 404.
    static let missing = APIError(.notFound)
}

extension FieldProblem {
    /// A validation message that only the JSON API shows. The API's messages are in English.
    init(_ field: String, english message: String) {
        self.init(field, LocalizedText(uk: message, en: message))
    }
}

extension SaveOutcome {
    /// The saved row.
    ///
    /// - Throws: the API error for every other outcome.
    func row() throws(APIError) -> Row {
        switch self {
        case .saved(let row): return row
        case .invalid(let problems):
            throw .invalid(
                "Some values cannot be accepted; nothing was changed.",
                problems)
        case .conflict(let problems):
            throw APIError(
                .problem(
                    .conflict, "Another record stands in the way; nothing was changed.",
                    problems, id: problems.lazy.compactMap(\.holder).first))
        case .missing: throw .missing
        case .stale(let version): throw .stale(version)
        }
    }
}

extension DeleteOutcome {
    /// 204; 404 when there is no such record; 409 with the places that use it.
    var answer: Answer {
        switch self {
        case .deleted: .noContent
        case .missing: .notFound
        case .stale(let version): APIError.stale(version).answer
        case .inUse(let places):
            .problem(
                .conflict, "It is still in use; nothing was deleted.",
                places)
        }
    }
}
