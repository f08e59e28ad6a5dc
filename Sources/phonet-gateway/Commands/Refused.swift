import ArgumentParser
import Foundation
import Store

/// A command that could not do its work: what, why, what now. Exit code 1.
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
    /// The saved row, or the refusal as an error of the command.
    func saved(_ what: String) throws(Refused) -> Row {
        switch self {
        case .saved(let row): return row
        case .invalid(let problems), .conflict(let problems): throw Refused(problems)
        case .missing: throw Refused("There is no such \(what).")
        case .stale: throw Refused("Somebody changed the \(what) at the same time; try again.")
        }
    }
}
