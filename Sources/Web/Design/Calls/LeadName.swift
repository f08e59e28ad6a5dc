import CallRules

/// A lead's name as pages show it. A lead created from a call without a name has its number as
/// name; the number is shown in groups of digits.
enum LeadName {
    /// The name; a number in groups of digits.
    static func shown(_ name: String) -> String {
        let number = PhoneNumber(name)
        return number.e164 == name ? number.grouped : name
    }
}
