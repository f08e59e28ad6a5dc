import CallRules
import GRDB

/// Everybody and everything the settings can name.
package struct SettingChoices: Sendable {
    /// By name; inactive people too, because a list may hold them.
    package let employees: [EmployeeRow]
    /// By position.
    package let sources: [LeadSource]
    /// By position, of every kind.
    package let statuses: [LeadStatus]
}

extension Store {
    /// What the pickers of the settings page choose from.
    package func settingChoices(at now: Instant) throws(StoreError) -> SettingChoices {
        try read { db in
            SettingChoices(
                employees: try Row.fetchAll(
                    db.cachedStatement(sql: "SELECT * FROM employee ORDER BY name, id")
                )
                .map { try EmployeeTable.row($0, at: now) },
                sources: try Row.fetchAll(
                    db.cachedStatement(sql: "SELECT * FROM lead_source ORDER BY position, id")
                ).map { LeadSource($0) },
                statuses: try Row.fetchAll(
                    db.cachedStatement(sql: "SELECT * FROM lead_status ORDER BY position, id")
                ).map { try LeadStatus($0) })
        }
    }
}
