/// How many days what kind of data is kept; 0: for ever.
///
/// A company's calls are its own to keep, so they stay until somebody decides otherwise. What only helps
/// to find mistakes goes when mistakes have been found: bodies of messages after a quarter of a year,
/// notices after half a year, comparisons after a year. The audit answers who did what for three years,
/// the general limitation of Ukrainian civil law (Civil Code, art. 257).
package struct Retention: Hashable, Sendable {
    /// Calls with their legs, decisions, notices, messages, missed cases and diallings.
    package var callDays = 0
    /// Messages of Phonet's with their bodies.
    package var messageDays = 90
    /// Notices with their pushes.
    package var noticeDays = 180
    package var auditDays = 1095
    /// Comparisons of the journal with Phonet's history.
    package var reconciliationDays = 365

    package init() {}

    /// The longest time that can be asked for, ten years; 0 is longer.
    package static let mostDays = 3650
    /// Calls younger than this would come back with a comparison: Phonet's history reaches 90 days.
    package static let fewestCallDays = 91
    /// Younger messages may still be needed to find a mistake.
    package static let fewestMessageDays = 7
    /// Younger notices may still stand in somebody's bell.
    package static let fewestNoticeDays = 7
    /// The database itself refuses to let go of younger lines.
    package static let fewestAuditDays = 365
    /// Younger comparisons tell how far the journal is complete.
    package static let fewestReconciliationDays = 30
}
