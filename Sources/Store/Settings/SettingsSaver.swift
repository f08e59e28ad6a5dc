import CallRules
import GRDB

/// Saves settings and does the work that follows from a save. All saves go through it.
package struct SettingsSaver: Sendable {
    private let store: Store
    private let extraHosts: [String]
    private let releaseQuarantine: @Sendable () throws(StoreError) -> Void

    /// - Parameters:
    ///   - extraHosts: hosts the operator allows as `phonet_domain` beside Phonet's own.
    ///   - releaseQuarantine: begins the release of the quarantined messages that are trusted now; called after COMMIT
    ///     when a setting that decides on trust has changed.
    package init(
        _ store: Store, extraHosts: [String] = [],
        releaseQuarantine: @escaping @Sendable () throws(StoreError) -> Void
    ) {
        self.store = store
        self.extraHosts = extraHosts
        self.releaseQuarantine = releaseQuarantine
    }

    /// Saves some settings. The document is checked as a whole and gets the next version. Unchanged values
    /// create no version. Sources and statuses that the changes name and that do not exist are
    /// added in the same transaction.
    ///
    /// - Parameters:
    ///   - version: the version the person saw; nil: no check.
    ///   - author: who saves, for the history and the audit.
    ///   - address: the source address that the change adds to the trusted ones, for the audit;
    ///     nil: it adds none.
    package func save(
        _ changes: [String: SettingInput], expecting version: Int64?, by author: Author,
        trusting address: String? = nil, at now: Instant
    ) throws(StoreError) -> SaveOutcome<SettingsSnapshot> {
        let extraHosts = extraHosts
        return try commit(expecting: version) { old, db in
            try SettingSave(author: author, trusted: address, extraHosts: extraHosts, at: now)
                .replace(old, changes, db)
        }
    }

    /// Saves the document of `version` again, with all checks against the current rows.
    ///
    /// - Parameters:
    ///   - key: the API key, which no version contains; required when the domain changes. Nil: the
    ///     key stays, or is removed together with the domain.
    ///   - current: the version the person saw; nil: no check.
    /// - Returns: `.missing` when the version does not exist.
    package func rollBack(
        to version: Int64, key: String?, expecting current: Int64?, by author: Author,
        at now: Instant
    ) throws(StoreError) -> SaveOutcome<SettingsSnapshot> {
        let extraHosts = extraHosts
        return try commit(expecting: current) { old, db in
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
            return try SettingSave(author: author, trusted: nil, extraHosts: extraHosts, at: now)
                .replace(old, changes, db)
        }
    }

    /// Commits the save, then does the work that follows from it.
    private func commit(
        expecting version: Int64?,
        _ work: @escaping (SettingsSnapshot, Database) throws -> SettingsSnapshot
    ) throws(StoreError) -> SaveOutcome<SettingsSnapshot> {
        let outcome = try store.save(.upkeep) { db in
            let old = try SettingTable.current(db)
            if let version, version != old.version {
                throw Refusal.stale(currentVersion: old.version)
            }
            return (old, try work(old, db))
        }
        switch outcome {
        case .saved(let (old, new)):
            store.settingsCache.replace(by: new)
            if old.settings.webhookTrust != new.settings.webhookTrust {
                try releaseQuarantine()
            }
            return .saved(new)
        case .invalid(let problems): return .invalid(problems)
        case .conflict(let problems): return .conflict(problems)
        case .missing: return .missing
        case .stale(let current): return .stale(currentVersion: current)
        }
    }
}
