import CallRules
import GRDB

/// Employees, sources and statuses that settings can name.
package struct SettingChoices: Sendable {
    /// By name, inactive employees included, because a list may contain them.
    package let employees: [EmployeeRow]
    /// By position.
    package let sources: [LeadSource]
    /// By position, of every kind.
    package let statuses: [LeadStatus]
}

extension Store {
    /// The options of the settings page.
    package func settingChoices(at now: Instant) throws(StoreError) -> SettingChoices {
        try read { db in
            SettingChoices(
                employees: try EmployeeTable.byName(at: now, db),
                sources: try Row.fetchAll(
                    db.cachedStatement(sql: "SELECT * FROM lead_source ORDER BY position, id")
                ).map { LeadSource($0) },
                statuses: try Row.fetchAll(
                    db.cachedStatement(sql: "SELECT * FROM lead_status ORDER BY position, id")
                ).map { try LeadStatus($0) })
        }
    }
}
