import CallRules
import GRDB

/// One version of the settings: who saved it, when, and what it changed.
package struct SettingVersion: Hashable, Sendable {
    /// From 1; each save adds 1.
    package let version: Int64
    /// When it was saved.
    package let at: Instant
    /// The author: the name of an API token or of an employee; empty for the version of a fresh
    /// database.
    package let actor: String
    /// In the order of the settings pages; empty for the first version.
    package let changes: [SettingDifference]

    /// Whether it is the version of a fresh database, which has no author.
    package var isFirst: Bool { actor.isEmpty }
}

/// A key whose values differ.
package struct SettingDifference: Hashable, Sendable {
    /// The key of the JSON API.
    package let key: String
    /// The old value. Secrets are masked here and in `to`.
    package let from: SettingInput
    /// The new value.
    package let to: SettingInput
}

extension SettingFields {
    /// The keys with different values in two documents, in the order of the settings pages.
    package static func differences(
        from old: Settings, to new: Settings
    ) -> [SettingDifference] {
        all.compactMap { field in
            let (from, to) = (field.value(in: old), field.value(in: new))
            return from == to
                ? nil
                : SettingDifference(
                    key: field.key, from: field.masking(from), to: field.masking(to))
        }
    }
}

extension Store {
    /// The saves of the settings, the latest first. Every version except the current one can be restored.
    package func settingVersions(_ page: Pagination) throws(StoreError) -> Page<SettingVersion> {
        try read { db in
            let saves = try SettingVersionTable.saves(
                before: page.after?.id, limit: page.limit + 1, db)
            let versions = try saves.enumerated().map { index, save in
                try save.version(after: saves.dropFirst(index + 1).first, db)
            }
            return Page(versions, limit: page.limit) { Cursor(id: $0.version) }
        }
    }

    /// The settings of a version, without the API key, which no version contains; nil when the
    /// version does not exist.
    package func settings(ofVersion version: Int64) throws(StoreError) -> Settings? {
        try read { try SettingVersionTable.settings(of: version, $0) }
    }

    /// The versions saved after another one, the latest first.
    ///
    /// - Parameter version: the version that a person is editing.
    package func settingVersions(since version: Int64) throws(StoreError) -> [SettingVersion] {
        try settingVersions(Pagination(limit: 200)).items.filter { $0.version > version }
    }
}

enum SettingVersionTable {
    static func insert(
        _ snapshot: SettingsSnapshot, by actor: String, at now: Instant, _ db: Database
    ) throws {
        try db.execute(
            sql: """
                INSERT INTO setting_version (version, document, saved_at, actor)
                VALUES (?, ?, ?, ?)
                """,
            arguments: [
                snapshot.version, SettingDocument.text(of: snapshot.settings), now,
                actor,
            ])
    }

    static func settings(of version: Int64, _ db: Database) throws -> Settings? {
        try String.fetchOne(
            db.cachedStatement(sql: "SELECT document FROM setting_version WHERE version = ?"),
            arguments: [version]
        ).map { try SettingDocument.settings(from: $0) }
    }

    /// A row of the table.
    struct Save {
        let version: Int64
        let at: Instant
        let actor: String
        let settings: Settings
    }

    static func saves(before version: Int64?, limit: Int, _ db: Database) throws -> [Save] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT * FROM setting_version WHERE version < ? ORDER BY version DESC LIMIT ?
                    """),
            arguments: [version ?? .max, limit]
        ).map { row in
            Save(
                version: row["version"], at: row["saved_at"],
                actor: row["actor"],
                settings: try SettingDocument.settings(from: row["document"]))
        }
    }
}

extension SettingVersionTable.Save {
    /// - Parameter previous: nil for the first version.
    fileprivate func version(
        after previous: SettingVersionTable.Save?, _ db: Database
    ) throws -> SettingVersion {
        var changes = previous.map { SettingFields.differences(from: $0.settings, to: settings) }
        // The documents contain no secrets; `setting_change` records that a secret was changed.
        changes?.insert(contentsOf: try secrets(db), at: 0)
        return SettingVersion(
            version: version, at: at, actor: actor, changes: changes ?? [])
    }

    private func secrets(_ db: Database) throws -> [SettingDifference] {
        try SettingFields.all.filter(\.isSecret).compactMap { field in
            try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT old_value, new_value FROM setting_change WHERE version = ? AND key = ?
                        """),
                arguments: [version, field.key]
            ).map {
                SettingDifference(
                    key: field.key, from: .text($0["old_value"]), to: .text($0["new_value"]))
            }
        }
    }
}

extension SettingField {
    /// The value, or the masked value of a secret.
    fileprivate func masking(_ value: SettingInput) -> SettingInput {
        isSecret ? .text(shown(value)) : value
    }
}
