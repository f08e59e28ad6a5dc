import CallRules

/// A lead's name for reading. Leads that calls made have the number for a name where Phonet knew
/// none: it is grouped like every other number.
enum LeadName {
    static func shown(_ name: String) -> String {
        let number = PhoneNumber(name)
        return number.e164 == name ? number.grouped : name
    }
}
