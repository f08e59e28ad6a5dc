import CallRules

/// Telephone numbers within a text, grouped for reading as everywhere else.
enum GroupedNumbers {
    /// The text with each number in E.164 form in groups of digits.
    static func of(_ text: String) -> String {
        text.replacing(/\+[0-9]{7,15}/) { PhoneNumber(String($0.output)).grouped }
    }
}
