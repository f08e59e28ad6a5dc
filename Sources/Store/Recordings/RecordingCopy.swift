import CallRules
import GRDB
import JSONText

/// A recording that lies beside the database.
package struct RecordingCopy: Hashable, Sendable {
    package struct ID: RowID {
        package let value: Int64
        package init(_ value: Int64) { self.value = value }
    }

    package let id: ID
    /// Absolute path of the file.
    package let path: String
    package let bytes: Int
    /// `audio/…`.
    package let contentType: String
}

/// A recording that is to be fetched now.
package struct DueRecording: Hashable, Sendable {
    package let id: RecordingCopy.ID
    /// The name of the file of its copy.
    let file: String
    /// The uuid of its leg.
    package let leg: String
    /// Its address at Phonet, as it stands in the CDR.
    package let address: String
    /// Failed tries, those for errors of this server left out.
    package let tries: Int
}

/// Reason the last try to copy a recording failed.
package typealias StoredCopyError = StoredError<RecordingCopyError>

/// The copies of recordings in numbers.
package struct RecordingCopyCounts: Hashable, Sendable {
    package let kept: Int
    /// Of all of them together.
    package let bytes: Int64
    /// Still to be fetched.
    package let waiting: Int
    /// Not to be had: no further try.
    package let givenUp: Int
    /// Why a copy that waits could not be made on this server; nil: there is no such error.
    package let ownError: RecordingCopyError?
}

extension RecordingCopyError: CodedReason {
    enum Code: String, CaseIterable {
        case phonet, incomplete
        case diskFull = "disk_full"
        case notWritten = "not_written"
    }

    var code: Code {
        switch self {
        case .phonet: .phonet
        case .incomplete: .incomplete
        case .diskFull: .diskFull
        case .notWritten: .notWritten
        }
    }

    var details: [(String, JSON)] {
        switch self {
        case .phonet(let error): [("error", error.json)]
        case .incomplete, .diskFull, .notWritten: []
        }
    }

    init?(_ code: Code, _ details: JSON) {
        switch code {
        case .phonet:
            guard let json = details["error"], let error = try? PhonetError(json, in: "error")
            else { return nil }
            self = .phonet(error)
        case .incomplete: self = .incomplete
        case .diskFull: self = .diskFull
        case .notWritten: self = .notWritten
        }
    }
}
