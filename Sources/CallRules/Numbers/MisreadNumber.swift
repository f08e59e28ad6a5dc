/// A national number of Russia, Kazakhstan or Belarus, `8` and ten digits, that version 0.6.0 took
/// for an international one and stored behind a plus: `+89123456789` for `8 912 345-67-89`.
package enum MisreadNumber {
    /// What was meant.
    ///
    /// - Parameter stored: a phone as it was stored.
    /// - Returns: E.164; nil: the phone is a number as it stands, or nobody knows which it was.
    package static func meant(by stored: String) -> String? {
        let digits = WrittenDigits(stored).digits
        guard stored.hasPrefix("+"), digits.count == 11, digits.first == 8,
            PhoneNumber(stored).e164 == nil
        else { return nil }
        let national = PhoneNumber.text(of: digits[1...])
        if belarusian.contains(where: national.hasPrefix) { return "+375" + national.dropFirst() }
        return sevens.contains(where: national.hasPrefix) ? "+7" + national : nil
    }

    /// Codes of networks and regions behind the trunk prefix `8 0` in Belarus.
    private static let belarusian = [
        "015", "016", "017", "021", "022", "023", "029", "033", "044",
    ]

    /// First digits of national numbers in Russia and Kazakhstan.
    private static let sevens = [
        "3", "70", "71", "72", "747", "76", "77", "800", "84", "85", "86", "87", "9",
    ]
}
