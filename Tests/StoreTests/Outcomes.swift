@testable import Store

extension SaveOutcome {
    /// The row, if it was saved.
    var saved: Row? {
        if case .saved(let row) = self { row } else { nil }
    }

    /// The fields refused for what they hold.
    var problems: [String] {
        if case .invalid(let problems) = self { problems.map(\.field) } else { [] }
    }

    /// The fields refused for what is there already.
    var conflicts: [String] {
        if case .conflict(let problems) = self { problems.map(\.field) } else { [] }
    }
}

extension DeleteOutcome {
    /// Who still uses it.
    var places: [String] {
        if case .inUse(let places) = self { places.map(\.field) } else { [] }
    }
}
