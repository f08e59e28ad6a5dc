/// How many days each kind of data is kept; 0: forever. Calls are kept by default. Data that only
/// helps to find errors is deleted earlier: webhook messages after 90 days, notices after 180 days,
/// reconciliations after 365 days. The audit is kept for three years, the general limitation period
/// of Ukrainian civil law (Civil Code, art. 257).
package struct Retention: Hashable, Sendable {
    /// Calls with their legs, decisions, notices, messages, missed cases and diallings.
    package var callDays = 0
    /// Webhook messages with their bodies.
    package var messageDays = 90
    /// Notices with their push deliveries.
    package var noticeDays = 180
    /// Audit lines.
    package var auditDays = 1095
    /// Reconciliations of the call log with Phonet's history.
    package var reconciliationDays = 365
    /// The event log; who reads it less often learns of the others by comparing everything.
    package var eventDays = 30

    package init() {}

    /// The longest limit, ten years; 0 is longer.
    package static let maxDays = 3650
    /// Reconciliation would bring younger calls back: Phonet's history reaches 90 days.
    package static let minCallDays = 91
    /// Younger messages may still be needed to find an error.
    package static let minMessageDays = 7
    /// Younger notices may still be unread.
    package static let minNoticeDays = 7
    /// A trigger of the database refuses to delete younger lines.
    package static let minAuditDays = 365
    /// Younger reconciliations tell how far the call log is complete.
    package static let minReconciliationDays = 30
    /// An endpoint that fails is tried again for three days, and is switched off after five.
    package static let minEventDays = 7
}
