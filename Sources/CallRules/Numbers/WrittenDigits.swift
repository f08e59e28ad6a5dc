/// The digits of a written number, before they are completed.
struct WrittenDigits {
    /// Values 0…9 in order, without an extension behind the number.
    private(set) var digits: [UInt8] = []
    /// A plus stood before the first digit.
    private(set) var hasPlus = false
    /// Too many digits, or two numbers in one text.
    private(set) var isGarbled = false

    /// 15 digits of E.164 and 3 of the longest dialling prefix.
    private static let most = 18
    /// A number has at least these, an extension behind it at most six.
    private static let leastBeforeExtension = 7
    private static let mostOfExtension = 6

    /// Digits of every script count; spaces, dashes, brackets and invisible marks are skipped;
    /// letters and `# , ; *` end the number.
    init(_ text: String) {
        digits.reserveCapacity(WrittenDigits.most)
        var extensionLength = 0
        var isEnded = false
        var digitsAtBracket: Int?
        for scalar in WrittenDigits.userPart(of: text) {
            if let digit = WrittenDigits.digit(scalar) {
                if isEnded {
                    extensionLength += 1
                } else {
                    digits.append(digit)
                }
                if digits.count > WrittenDigits.most
                    || extensionLength > WrittenDigits.mostOfExtension
                    || (isEnded && digits.count < WrittenDigits.leastBeforeExtension)
                {
                    isGarbled = true
                    return
                }
                continue
            }
            switch scalar {
            case " ", "-", ".", "/", "\t": break
            case "+", "\u{FF0B}":
                if digits.isEmpty { hasPlus = true } else { isEnded = true }
            case "(": digitsAtBracket = digits.count
            case ")":
                // "+44 (0)20 …": a zero that is dialled only inside the country.
                if hasPlus, let before = digitsAtBracket, before > 0,
                    digits.count == before + 1, digits.last == 0
                {
                    digits.removeLast()
                }
                digitsAtBracket = nil
            case "#", ",", ";", "*":
                isEnded = !digits.isEmpty
            default:
                guard WrittenDigits.isLetter(scalar) else { break }
                if digits.isEmpty { hasPlus = false } else { isEnded = true }
            }
        }
    }

    /// `101` of `"Name" <sip:101@pbx.example>`; other texts unchanged.
    private static func userPart(of text: String) -> Substring.UnicodeScalarView {
        var scalars = text[...].unicodeScalars
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "@") || $0 == UInt8(ascii: "<") })
        else { return scalars }
        if let opening = scalars.lastIndex(of: "<") {
            scalars = scalars[scalars.index(after: opening)...]
        }
        if let host = scalars.firstIndex(of: "@") {
            scalars = scalars[..<host]
            if let scheme = scalars.lastIndex(of: ":") {
                scalars = scalars[scalars.index(after: scheme)...]
            }
        }
        return scalars
    }

    private static func digit(_ scalar: Unicode.Scalar) -> UInt8? {
        if scalar.isASCII {
            guard scalar >= "0", scalar <= "9" else { return nil }
            return UInt8(truncatingIfNeeded: scalar.value &- 48)
        }
        guard scalar.properties.numericType == .decimal,
            let value = scalar.properties.numericValue, value >= 0, value <= 9
        else { return nil }
        return UInt8(value)
    }

    private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
        }
        return scalar.properties.isAlphabetic
    }
}
