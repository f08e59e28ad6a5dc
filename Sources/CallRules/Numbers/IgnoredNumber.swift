/// An entry of the ignore list: a number, or a beginning of numbers, that the company leaves alone.
package struct IgnoredNumber: Hashable, Sendable {
    package struct ID: RowID {
        package let value: Int64
        package init(_ value: Int64) { self.value = value }
    }

    package let id: ID
    /// E.164, or the beginning of it, with the plus.
    package let number: String
    /// True: all numbers that begin so.
    package let isPrefix: Bool
    /// Why, for people.
    package let reason: String

    package init(id: ID, number: String, isPrefix: Bool, reason: String) {
        self.id = id
        self.number = number
        self.isPrefix = isPrefix
        self.reason = reason
    }

    /// The fewest and most digits of a beginning.
    package static let beginningLengths = 3...14

    /// The beginning of numbers in E.164 that a text means: `044`, `+380 44`, `380-44` are `+38044`. Nil
    /// for another text, for one that is too short or too long, and for the whole of Ukraine.
    package static func beginning(_ text: String) -> String? {
        var digits = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "0"..."9": digits.unicodeScalars.append(scalar)
            case "+" where digits.isEmpty: break
            case " ", "-", "(", ")", ".", "\u{A0}": break
            default: return nil
            }
        }
        if !text.contains("+") {
            if digits.hasPrefix("00") {
                digits.removeFirst(2)
            } else if digits.hasPrefix("0") {
                digits = "38" + digits
            }
        }
        guard beginningLengths.contains(digits.count), digits != "380", !digits.hasPrefix("0")
        else {
            return nil
        }
        return "+" + digits
    }
}

/// The ignore list in memory, asked for every call. Of the entries a number falls under, the longest counts;
/// the whole number is longer than any beginning.
package struct IgnoreList: Sendable {
    private var numbers: [String: IgnoredNumber] = [:]
    private var beginnings: [Substring: IgnoredNumber] = [:]
    /// Of the beginnings, with the plus, the longest first.
    private var lengths: [Int] = []

    package init(_ entries: [IgnoredNumber] = []) {
        for entry in entries {
            if entry.isPrefix {
                beginnings[entry.number[...]] = entry
            } else {
                numbers[entry.number] = entry
            }
        }
        lengths = Set(beginnings.keys.map(\.utf8.count)).sorted(by: >)
    }

    /// The number of entries.
    package var count: Int { numbers.count + beginnings.count }

    /// The entry that a number falls under; nil: none.
    ///
    /// - Parameter phone: E.164; nil: no number, which falls under none.
    package func entry(of phone: String?) -> IgnoredNumber? {
        guard let phone, count > 0 else { return nil }
        if let entry = numbers[phone] { return entry }
        for length in lengths where length <= phone.utf8.count {
            if let entry = beginnings[phone.prefix(length)] { return entry }
        }
        return nil
    }
}
