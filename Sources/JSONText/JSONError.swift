/// Reason and place of a JSON error.
package struct JSONError: Error, Hashable, Sendable {
    /// What is wrong there.
    package let reason: Reason
    /// Offset in bytes where parsing stopped; at most the length of the text.
    package let offset: Int

    /// What is wrong; the raw value is its English text.
    package enum Reason: String, Hashable, Sendable {
        case tooDeep = "nested deeper than 32 levels"
        case textBehind = "text after the value"
        case missingValue = "the text ends where a value should stand"
        case noValue = "no value starts like this"
        case openList = "a list without its end"
        case openObject = "an object without its end"
        case openString = "a text without its end"
        case namelessMember = "a member without a name"
        case emptyMember = "a member without a value"
        case repeatedMember = "a member given twice"
        case noDigits = "a number without digits"
        case leadingZero = "a number with a leading zero"
        case noFraction = "a fraction without digits"
        case noExponent = "an exponent without digits"
        case outOfRange = "a number out of range"
        case invalidUTF8 = "a text that is not UTF-8"
        case controlCharacter = "a control character in a text"
        case unknownEscape = "an unknown escape"
        case shortEscape = "an escape without four hexadecimal digits"
        case halfSurrogate = "half a surrogate pair"
    }
}
