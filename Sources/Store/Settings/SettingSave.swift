import CallRules
import GRDB

/// One line of the settings' history.
package struct SettingChange: Hashable, Sendable {
    /// The version the save made.
    package let version: Int64
    package let at: Instant
    /// Who saved: the name of an API token or of an employee.
    package let actor: String
    package let key: String
    /// For people; secrets are masked.
    package let oldValue: String
    package let newValue: String
}

extension Store {
    /// Saves some settings: the document is checked as a whole, gets the next version, and every
    /// changed key leaves a line in the history. Saving what is already there changes nothing.
    /// Sources and statuses the changes name for the first time are added in the same transaction.
    ///
    /// - Parameters:
    ///   - version: the version the person saw; nil saves over whatever is there.
    ///   - author: who saves, for the history and the audit.
    ///   - address: the source whose trusting is all that changes, for the audit.
    ///   - extraHosts: hosts an operator allows as `phonet_domain` beside Phonet's own.
    package func saveSettings(
        _ changes: [String: SettingInput], expecting version: Int64?, by author: Author,
        trusting address: String? = nil, extraHosts: [String] = [], at now: Instant
    ) throws(StoreError) -> SaveOutcome<SettingsSnapshot> {
        let outcome = try save { db in
            let old = try SettingTable.current(db)
            if let version, version != old.version {
                throw Refusal.stale(currentVersion: old.version)
            }
            return try Store.replace(
                old, changes, by: author, trusting: address, extraHosts, at: now, db)
        }
        if case .saved(let snapshot) = outcome { settingsCache.replace(by: snapshot) }
        return outcome
    }

    /// Makes the document of `version` the current one again, as a save like any other: it is
    /// checked by what exists now, and gets the next version.
    ///
    /// - Parameters:
    ///   - key: the API key, which no version holds; must be given when the domain becomes another.
    ///     Nil: it stays as it is, and goes with the domain.
    ///   - current: the version the person saw; nil saves over whatever is there.
    /// - Returns: `.missing` when there is no such version.
    package func rollBackSettings(
        to version: Int64, key: String?, expecting current: Int64?, by author: Author,
        extraHosts: [String] = [], at now: Instant
    ) throws(StoreError) -> SaveOutcome<SettingsSnapshot> {
        let outcome = try save { db in
            let old = try SettingTable.current(db)
            if let current, current != old.version {
                throw Refusal.stale(currentVersion: old.version)
            }
            guard let wanted = try SettingVersionTable.settings(of: version, db) else {
                throw Refusal.missing
            }
            var changes: [String: SettingInput] = [:]
            for field in SettingFields.all where !field.isSecret {
                changes[field.key] = field.value(in: wanted)
            }
            if let key {
                changes["phonet_api_key"] = .text(key)
            } else if wanted.phonetDomain.isEmpty, !old.settings.phonetDomain.isEmpty {
                changes["phonet_api_key"] = .null
            }
            return try Store.replace(old, changes, by: author, extraHosts, at: now, db)
        }
        if case .saved(let snapshot) = outcome { settingsCache.replace(by: snapshot) }
        return outcome
    }

    private static func replace(
        _ old: SettingsSnapshot, _ changes: [String: SettingInput], by author: Author,
        trusting address: String? = nil, _ extraHosts: [String], at now: Instant, _ db: Database
    ) throws -> SettingsSnapshot {
        let settings = try merged(changes, into: old.settings, extraHosts, db)
        guard settings != old.settings else { return old }
        let new = SettingsSnapshot(version: old.version + 1, settings: settings)
        try SettingTable.write(settings, version: new.version, at: now, db)
        try SettingVersionTable.insert(new, by: author.name, at: now, db)
        try remember(from: old.settings, to: new, by: author.name, at: now, db)
        try AuditTable.insert(
            address == nil ? .settingsChanged : .addressTrusted, by: author,
            to: address.map { "address/\($0)" } ?? "setting-version/\(new.version)", at: now, db)
        return new
    }

    /// The history of the settings, the latest first.
    package func settingChanges(_ page: Pagination) throws(StoreError) -> Page<SettingChange> {
        try read { db in
            let rows = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT * FROM setting_change WHERE id < ? ORDER BY id DESC LIMIT ?
                        """),
                arguments: [page.after?.id ?? .max, page.limit + 1])
            let changes = rows.map { row in
                (
                    row["id"] as Int64,
                    SettingChange(
                        version: row["version"], at: Instant(milliseconds: row["at"]),
                        actor: row["actor"], key: row["key"], oldValue: row["old_value"],
                        newValue: row["new_value"])
                )
            }
            let numbered = Page(changes, limit: page.limit) { Cursor(id: $0.0) }
            return Page(items: numbered.items.map(\.1), next: numbered.next)
        }
    }

    private static func merged(
        _ changes: [String: SettingInput], into old: Settings, _ extraHosts: [String],
        _ db: Database
    ) throws -> Settings {
        var settings = old
        var problems: [FieldProblem] = []
        for key in changes.keys.sorted() where SettingFields.byKey[key] == nil {
            problems.append(FieldProblem(key, ValidationMessage.noSetting))
        }
        let checks = SettingChecks(extraHosts: extraHosts)
        for field in SettingFields.all {
            var input = changes[field.key]
            var problem: LocalizedText?
            if case .named(let name)? = input {
                switch try field.row(named: name, db) {
                case .found(let id): input = .number(id)
                case .refused(let why): problem = why
                }
            }
            if problem == nil { problem = input.flatMap { field.put($0, into: &settings) } }
            if problem == nil { problem = try checks.tidy(field, of: &settings, db) }
            if let problem { problems.append(FieldProblem(field.key, problem)) }
        }
        // Else whoever may edit settings could have the key sent to a host of their own.
        if settings.phonetDomain != old.phonetDomain, !old.phonetAPIKey.isEmpty,
            changes["phonet_api_key"] == nil
        {
            problems.append(
                FieldProblem("phonet_api_key", ValidationMessage.keyAgain))
        }
        if !problems.isEmpty { throw Refusal.invalid(inOrder(problems)) }
        return settings
    }

    /// As the page has the fields.
    private static func inOrder(_ problems: [FieldProblem]) -> [FieldProblem] {
        let keys = SettingFields.all.map(\.key)
        return keys.flatMap { key in problems.filter { $0.field == key } }
            + problems.filter { !keys.contains($0.field) }
    }

    private static func remember(
        from old: Settings, to new: SettingsSnapshot, by actor: String, at now: Instant,
        _ db: Database
    ) throws {
        for field in SettingFields.all {
            let values = (field.value(in: old), field.value(in: new.settings))
            guard values.0 != values.1 else { continue }
            try db.execute(
                sql: """
                    INSERT INTO setting_change (version, at, actor, key, old_value, new_value)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    new.version, now.milliseconds, actor, field.key, field.shown(values.0),
                    field.shown(values.1),
                ])
        }
    }
}

extension SettingField {
    /// A value as people read it, secrets masked.
    func shown(_ value: SettingInput) -> String {
        switch value {
        case .null: "null"
        case .truth(let truth): truth ? "true" : "false"
        case .number(let number): String(number)
        case .text(let text): isSecret ? SettingField.masked(text) ?? "" : text
        case .named(let name): name
        case .numbers(let numbers): numbers.map(String.init).joined(separator: ", ")
        case .texts(let texts): texts.joined(separator: ", ")
        }
    }

    /// `••••` and the last four characters of a secret; nothing of a short one, nil when there is
    /// none.
    package static func masked(_ secret: String) -> String? {
        if secret.isEmpty { return nil }
        return "••••" + (secret.count >= 12 ? secret.suffix(4) : "")
    }
}
