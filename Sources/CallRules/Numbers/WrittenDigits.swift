/// The digits of a written number, before they are completed.
struct WrittenDigits {
    /// Values 0…9 in order, without an extension behind the number and a service code before it.
    private(set) var digits: [UInt8] = []
    /// A plus stood before the first digit.
    private(set) var hasPlus = false
    /// The first digit is an 8 that stands alone, as in `8 (050) …`: a trunk prefix, because no
    /// country code is a single 8.
    private(set) var hasTrunkEight = false
    /// A code of the telephone network, such as `*67` (hide my number), stood before the digits.
    private(set) var hasServiceCode = false
    /// Too many digits, two numbers in one text, or a text that holds no number: the name of a
    /// channel of a telephone exchange, an e-mail address.
    private(set) var isGarbled = false

    /// 15 digits of E.164 and 3 of the longest dialling prefix.
    private static let most = 18
    /// A number has at least these, an extension behind it at most six.
    private static let leastBeforeExtension = 7
    private static let maxOfExtension = 6

    /// Digits of every script count; spaces, dashes, brackets and invisible marks are skipped;
    /// letters and `# , ; *` end the number.
    init(_ text: String) {
        digits.reserveCapacity(WrittenDigits.most)
        let address = WrittenAddress(text)
        switch address.kind {
        case .none: break
        case .phoneOfChannel:
            read(address.number)
            if !(3...6).contains(digits.count) { isGarbled = true }
            return
        case .noNumber:
            isGarbled = address.number.contains { WrittenDigits.digit($0) != nil }
            return
        }
        read(WrittenDigits.withoutServiceCode(address.number) { hasServiceCode = true })
    }

    private mutating func read(_ scalars: Substring.UnicodeScalarView) {
        var extensionLength = 0
        var isEnded = false
        var digitsAtBracket: Int?
        for scalar in scalars {
            if let digit = WrittenDigits.digit(scalar) {
                if isEnded {
                    extensionLength += 1
                } else {
                    digits.append(digit)
                }
                if digits.count > WrittenDigits.most
                    || extensionLength > WrittenDigits.maxOfExtension
                    || (isEnded && digits.count < WrittenDigits.leastBeforeExtension)
                {
                    isGarbled = true
                    return
                }
                continue
            }
            if digits.count == 1, digits[0] == 8, WrittenDigits.isSeparator(scalar) {
                hasTrunkEight = true
            }
            switch scalar {
            case "+", "\u{FF0B}":
                if digits.isEmpty { hasPlus = true } else { isEnded = true }
            case "(": digitsAtBracket = digits.count
            case ")":
                // "+44 (0)20 …": a zero that is dialled only inside the country.
                if hasPlus || digits.starts(with: [0, 0]), let before = digitsAtBracket,
                    before > 0, digits.count == before + 1, digits.last == 0,
                    !endsInPartOfCode(digits[..<before])
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

    /// "+38 (0) 50 …": the zero is the last digit of the country code.
    private func endsInPartOfCode(_ digits: ArraySlice<UInt8>) -> Bool {
        digits == [3, 8] || digits == [0, 0, 3, 8]
    }

    /// ` 0501234567` of `*67 0501234567`, `#31#0501234567` and `*670501234567`; another text
    /// unchanged. A code has one to three digits and begins with no 0; behind it stands a number
    /// that begins with 0, a plus or a country code.
    private static func withoutServiceCode(
        _ scalars: Substring.UnicodeScalarView, found: () -> Void
    ) -> Substring.UnicodeScalarView {
        let text = scalars.drop { $0 == " " || $0 == "\t" }
        guard let first = text.first, first == "*" || first == "#" else { return scalars }
        let behind = text.drop { $0 == "*" || $0 == "#" }
        guard let digit = behind.first.flatMap(digit), digit != 0 else { return scalars }
        let code = behind.prefix { WrittenDigits.digit($0) != nil }
        let rest = behind[code.endIndex...]
        if code.count <= 3 {
            // `*101#` asks the network for something: the digits are all there is.
            guard rest.contains(where: { WrittenDigits.digit($0) != nil }) else { return scalars }
            found()
            return rest
        }
        // The code stands right before the number; nearly all have two digits.
        let number = code.dropFirst(2)
        guard number.first.flatMap(WrittenDigits.digit) == 0 else { return scalars }
        found()
        return behind[number.startIndex...]
    }

    static func digit(_ scalar: Unicode.Scalar) -> UInt8? {
        if scalar.isASCII {
            guard scalar >= "0", scalar <= "9" else { return nil }
            return UInt8(truncatingIfNeeded: scalar.value &- 48)
        }
        guard scalar.properties.numericType == .decimal,
            let value = scalar.properties.numericValue, value >= 0, value <= 9
        else { return nil }
        return UInt8(value)
    }

    static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
        }
        return scalar.properties.isAlphabetic
    }

    /// What people put between groups of digits: spaces, dashes, brackets, points, slashes.
    private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return " -()./\t".unicodeScalars.contains(scalar) }
        return switch scalar.properties.generalCategory {
        case .spaceSeparator, .dashPunctuation: true
        default: false
        }
    }
}
