import CallRules
import GRDB

/// The settings document in force.
enum SettingTable {
    static func current(_ db: Database) throws -> SettingsSnapshot {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: "SELECT * FROM setting WHERE id = 1"))
        guard let row else { throw StoreError.unavailable(what: "the settings row is gone") }
        return SettingsSnapshot(
            version: row["version"],
            settings: try SettingDocument.settings(
                from: row["document"],
                secrets: [
                    .phonetAPIKey: row["phonet_api_key"],
                    .telegramBotToken: row["telegram_bot_token"],
                ]))
    }

    static func write(
        _ settings: Settings, version: Int64, at now: Instant, _ db: Database
    ) throws {
        try db.execute(
            sql: """
                UPDATE setting SET version = ?, document = ?, phonet_api_key = ?,
                    telegram_bot_token = ?, saved_at = ?
                WHERE id = 1
                """,
            arguments: [
                version, SettingDocument.text(of: settings), settings.phonetAPIKey,
                settings.telegramBotToken, now,
            ])
    }

    /// The keys that name an employee.
    static func keys(naming id: Employee.ID, _ db: Database) throws -> [String] {
        let settings = try current(db).settings
        return SettingFields.all.filter { field in
            guard case .employees(let path) = field.kind else { return false }
            return settings[keyPath: path].contains(id)
        }.map(\.key)
    }

    /// The keys that name a lead source.
    static func keys(naming id: LeadSource.ID, _ db: Database) throws -> [String] {
        let settings = try current(db).settings
        return SettingFields.all.filter { field in
            guard case .source(let path) = field.kind else { return false }
            return settings[keyPath: path] == id
        }.map(\.key)
    }

    /// The keys that name a lead status.
    static func keys(naming id: LeadStatus.ID, _ db: Database) throws -> [String] {
        let settings = try current(db).settings
        return SettingFields.all.filter { field in
            guard case .reopenStatus(let path) = field.kind else { return false }
            return settings[keyPath: path] == id
        }.map(\.key)
    }
}
