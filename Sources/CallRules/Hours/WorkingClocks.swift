/// Which side of working hours something is on. The raw values are those of addresses.
package enum HoursSide: String, CaseIterable, Sendable {
    case within, outside

    /// Whether it is within the hours.
    package var isWithin: Bool { self == .within }
}

/// The working hours of the company and of the lines that have their own.
package struct WorkingClocks: Hashable, Sendable {
    /// Of calls on lines without hours of their own, and without a line.
    package let company: WorkingClock
    /// Of lines with hours of their own, by what Phonet calls the line.
    private let own: [String: WorkingClock]

    package init(company: WorkingClock, own: [String: WorkingClock] = [:]) {
        self.company = company
        self.own = own.filter { $0.value != company }
    }

    /// The hours of calls on a line.
    ///
    /// - Parameter line: what Phonet calls it; nil: not known.
    package func of(_ line: String?) -> WorkingClock {
        own.isEmpty ? company : line.flatMap { own[$0] } ?? company
    }

    /// Whether all lines have the same hours.
    package var areSame: Bool { own.isEmpty }
    /// Whether no line ever closes.
    package var isAlways: Bool { company.isAlways && own.values.allSatisfy(\.isAlways) }
}
