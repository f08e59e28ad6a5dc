import ArgumentParser
import Foundation
import Store

/// The error of a command that failed: what failed, why, and what to do. The exit code is 1.
struct Refused: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }

    init(_ problems: [FieldProblem]) {
        description = problems.map { "\($0.field): \($0.message.en)" }.joined(separator: "\n")
    }
}

extension SaveOutcome {
    /// Returns the saved row.
    ///
    /// - Throws: `Refused` for every other outcome.
    func saved(_ what: String) throws(Refused) -> Row {
        switch self {
        case .saved(let row): return row
        case .invalid(let problems), .conflict(let problems): throw Refused(problems)
        case .missing: throw Refused("There is no such \(what).")
        case .stale: throw Refused("Somebody changed the \(what) at the same time; try again.")
        }
    }
}
