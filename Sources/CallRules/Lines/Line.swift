/// A line: the company's own number that calls come in on or go out by.
package struct Line: Hashable, Sendable {
    package let id: ID
    /// What Phonet calls it: E.164 where that is a whole number, else as Phonet wrote it.
    package let number: String
    /// What the company calls it; nil: it has no name yet.
    package let name: String?
    /// What it has of its own.
    package let own: OwnRules

    package init(id: ID, number: String, name: String?, own: OwnRules) {
        self.id = id
        self.number = number
        self.name = name
        self.own = own
    }

    package struct ID: RowID {
        package let value: Int64
        package init(_ value: Int64) { self.value = value }
    }

    /// The name; without one the number, grouped for reading.
    package var shown: String { name ?? PhoneNumber(number).grouped }
}

/// All lines, by what Phonet calls them.
package struct LineBook: Hashable, Sendable {
    private let lines: [String: Line]
    private let order: [String]

    package init(_ lines: [Line] = []) {
        self.lines = Dictionary(lines.map { ($0.number, $0) }, uniquingKeysWith: { one, _ in one })
        order = lines.map(\.number)
    }

    /// Nil: not known, or no line that was seen.
    package subscript(_ number: String?) -> Line? {
        guard let number else { return nil }
        return lines[number] ?? PhoneNumber(number).e164.flatMap { lines[$0] }
    }

    package subscript(_ id: Line.ID) -> Line? { all.first { $0.id == id } }

    /// In the order in which they were given.
    package var all: [Line] { order.compactMap { lines[$0] } }
}
