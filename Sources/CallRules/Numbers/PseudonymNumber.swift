/// A number nobody has: it stands where somebody's number was taken out of the books.
///
/// Begins with `+999`, a country code that is kept free (ITU-T E.164, list of assigned codes), and has
/// the most digits a number can have. Of one person it is always the same, so that what is counted by
/// number stays countable; nothing leads from it back to the person.
package enum PseudonymNumber: String, CaseIterable, Sendable {
    /// The number was erased.
    case erased = "+9990"
    /// The number was replaced by a pseudonym.
    case pseudonym = "+9991"

    /// What both begin with.
    static let start = "+999"
    private static let digits: UInt64 = 100_000_000_000

    /// A number of this kind.
    ///
    /// - Parameter chance: evenly spread over all values; eleven digits are made of it.
    package func number(chance: UInt64) -> String {
        rawValue
            + String(String(chance % PseudonymNumber.digits + PseudonymNumber.digits).dropFirst())
    }

    /// Of which kind a number is; nil: of none, it may be somebody's.
    package init?(_ e164: String) {
        guard let kind = PseudonymNumber.allCases.first(where: { e164.hasPrefix($0.rawValue) }),
            e164.utf8.count == 16
        else { return nil }
        self = kind
    }
}

extension PhoneNumber {
    /// Nil: somebody may have it.
    package var madeUp: PseudonymNumber? { e164.flatMap { PseudonymNumber($0) } }
}
