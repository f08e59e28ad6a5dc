/// An unassigned number that replaces an erased or pseudonymised number in the database. Begins
/// with `+999`, a country code that is kept free (ITU-T E.164, list of assigned codes), and has the
/// most digits a number can have. One number is always replaced by the same one, so that counts by
/// number stay right; the original cannot be derived from it.
package enum PseudonymNumber: String, CaseIterable, Sendable {
    /// The number was erased.
    case erased = "+9990"
    /// The number was replaced by a pseudonym.
    case pseudonym = "+9991"

    /// The common beginning of both kinds.
    static let start = "+999"
    private static let digits: UInt64 = 100_000_000_000

    /// Makes a number of this kind.
    /// - Parameter chance: uniformly distributed over all values; gives eleven digits.
    package func number(chance: UInt64) -> String {
        rawValue
            + String(String(chance % PseudonymNumber.digits + PseudonymNumber.digits).dropFirst())
    }

    /// The kind of a number; nil: it is a real number.
    package init?(_ e164: String) {
        guard let kind = PseudonymNumber.allCases.first(where: { e164.hasPrefix($0.rawValue) }),
            e164.utf8.count == 16
        else { return nil }
        self = kind
    }

    /// The kind of a number in digits; nil: it is a real number.
    init?(_ digits: ArraySlice<UInt8>) {
        guard digits.starts(with: [9, 9, 9]) else { return nil }
        self.init("+" + PhoneNumber.text(of: digits))
    }
}

extension PhoneNumber {
    /// Nil: it is a real number.
    package var pseudonym: PseudonymNumber? { e164.flatMap { PseudonymNumber($0) } }
}
