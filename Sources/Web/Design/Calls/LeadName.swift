import CallRules

/// A lead's name for reading. A lead created from a call without a name is named by its number,
/// which is grouped.
enum LeadName {
    static func shown(_ name: String) -> String {
        let number = PhoneNumber(name)
        return number.e164 == name ? number.grouped : name
    }
}
