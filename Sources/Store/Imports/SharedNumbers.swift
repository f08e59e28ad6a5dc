import CallRules

/// The numbers that rows of a file give to people of different names, as the number of an office. A row with such
/// a number is about the contact of its name, never about another one that has the number.
///
/// Built from all rows before the first one is written; eight bytes a number.
package struct SharedNumbers: Sendable {
    /// Bits of an entry that stand for the name.
    private static let nameBits = 20

    /// A hash of the number above a hash of the name.
    private var entries: [UInt64] = []
    private var shared: Set<UInt64> = []

    package init() {}

    /// Notes a row. Rows that cannot be read give nobody a number.
    package mutating func note(_ row: ImportRow) {
        guard row.failure == nil, let name = row.person, let text = row.cells[.phones],
            let phones = try? ImportCell.phones(text)
        else { return }
        let mask = UInt64(1) << SharedNumbers.nameBits - 1
        for phone in phones {
            guard let e164 = phone.e164 else { continue }
            entries.append(SharedNumbers.hash(e164) & ~mask | SharedNumbers.hash(name) & mask)
        }
    }

    /// Ends the file; keeps what is shared.
    package mutating func end() {
        entries.sort()
        for (one, next) in zip(entries, entries.dropFirst())
        where one != next && one >> SharedNumbers.nameBits == next >> SharedNumbers.nameBits {
            shared.insert(one >> SharedNumbers.nameBits)
        }
        entries = []
    }

    func contains(_ phone: PhoneNumber) -> Bool {
        guard !shared.isEmpty, let e164 = phone.e164 else { return false }
        return shared.contains(SharedNumbers.hash(e164) >> SharedNumbers.nameBits)
    }

    /// Differs from one start of the program to the next: it is not stored.
    private static func hash(_ text: String) -> UInt64 { UInt64(bitPattern: Int64(text.hashValue)) }
}
