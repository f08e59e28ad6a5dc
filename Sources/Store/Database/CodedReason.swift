import CallRules
import GRDB
import JSONText

/// A reason with payload, stored as a code and a JSON object with the payload.
protocol CodedReason: Sendable {
    associatedtype Code: RawRepresentable<String>, CaseIterable

    var code: Code { get }
    /// The payload by name; empty when the code has none.
    var details: [(String, JSON)] { get }

    /// Nil when the details do not match the code.
    init?(_ code: Code, _ details: JSON)
}

extension CodedReason {
    /// The details as a JSON object.
    var detailsDocument: String {
        JSON.object(details).document
    }

    /// The code and the details as one JSON object, for lists.
    var json: JSON { .object([("code", .string(code.rawValue))] + details) }

    /// Parses what `json` returned.
    ///
    /// - Parameter column: the column, for the error.
    init(_ json: JSON, in column: String) throws(UnknownCode) {
        guard case .string(let text)? = json["code"] else {
            throw UnknownCode(column: column, value: json.document, type: "\(Self.self)")
        }
        try self.init(code: text, json, in: column)
    }

    /// - Parameter column: the column, for the error.
    init(code text: String, _ details: JSON, in column: String) throws(UnknownCode) {
        guard let code = Code(rawValue: text), let reason = Self(code, details) else {
            throw UnknownCode(column: column, value: text, type: "\(Self.self)")
        }
        self = reason
    }
}

/// An error as it is stored in a row.
package enum StoredError<Known: NamedError>: Hashable, Sendable {
    /// Stored as a code and details.
    case known(Known)
    /// Written by version 0.6.0 or earlier, which stored the texts instead of the details.
    case earlier(name: String, sentence: LocalizedText)

    /// The code in the API.
    package var name: String {
        switch self {
        case .known(let error): error.name
        case .earlier(let name, _): name
        }
    }

    /// What happened, and what to do now.
    package var sentence: LocalizedText {
        switch self {
        case .known(let error): error.sentence
        case .earlier(_, let sentence): sentence
        }
    }
}

/// The four columns of an error: its code, its details and its texts in both languages. The texts are
/// those of version 0.6.0 and earlier, and empty when there are details.
struct ErrorColumns {
    let code: String
    let details: String

    static let trouble = ErrorColumns(code: "trouble", details: "trouble_details")
    static let cause = ErrorColumns(code: "cause", details: "cause_details")
    /// The columns in a row of calls with their recordings.
    static let recording = ErrorColumns(
        code: "recording_trouble", details: "recording_trouble_details")

    /// The error in a row; nil when there is none.
    func read<Known: CodedReason & NamedError>(
        _ row: Row, _ type: Known.Type = Known.self
    ) throws(UnknownCode) -> StoredError<Known>? {
        guard let name: String = row[code] else { return nil }
        guard let document: String = row[details] else {
            return .earlier(
                name: name,
                sentence: LocalizedText(uk: row["\(code)_uk"] ?? "", en: row["\(code)_en"] ?? ""))
        }
        guard let json = try? JSON.read(Array(document.utf8), .strict) else {
            throw UnknownCode(column: details, value: document, type: "\(Known.self)")
        }
        return .known(try Known(code: name, json, in: code))
    }
}

/// The values of those columns, in the order code, details, Ukrainian text, English text.
struct ErrorValues {
    let arguments: StatementArguments

    /// - Parameter error: nil: all four are NULL.
    init<Known: CodedReason & NamedError>(_ error: StoredError<Known>?) {
        arguments =
            switch error {
            case nil: [nil as String?, nil as String?, nil as String?, nil as String?]
            // The tables require texts beside a code; version 0.6.0 wrote them.
            case .known(let error)?: [error.code.rawValue, error.detailsDocument, "", ""]
            case .earlier(let name, let sentence)?:
                [name, nil as String?, sentence.uk, sentence.en]
            }
    }
}

extension JSON {
    /// As text.
    var document: String { String(decoding: bytes, as: UTF8.self) }

    /// A number of the details; nil when the name is missing or its value is no number.
    func int(at name: String) -> Int? {
        if case .integer(let number)? = self[name] { Int(exactly: number) } else { nil }
    }

    /// A text of the details; nil when the name is missing or its value is no text.
    func text(at name: String) -> String? {
        if case .string(let text)? = self[name] { text } else { nil }
    }
}
