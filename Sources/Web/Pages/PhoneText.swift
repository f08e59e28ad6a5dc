/// Telephone numbers as people read them.
enum PhoneText {
    /// `+380 67 123 45 67`; every other number as it is.
    static func grouped(_ number: String) -> String {
        let digits = number.utf8.dropFirst()
        guard number.hasPrefix("+380"), digits.count == 12,
            digits.allSatisfy({ (0x30...0x39).contains($0) })
        else { return number }
        var rest = Substring(number)
        let groups = [4, 2, 3, 2, 2].map { length in
            defer { rest = rest.dropFirst(length) }
            return String(rest.prefix(length))
        }
        return groups.joined(separator: " ")
    }
}
