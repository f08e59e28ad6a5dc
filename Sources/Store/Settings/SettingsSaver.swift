import CallRules
import GRDB

/// Saves settings and does what follows from it. There is no other way to save them.
package struct SettingsSaver: Sendable {
    private let store: Store
    private let extraHosts: [String]
    private let releaseQuarantine: @Sendable () throws(StoreError) -> Void

    /// - Parameters:
    ///   - extraHosts: hosts an operator allows as `phonet_domain` beside Phonet's own.
    ///   - releaseQuarantine: lets the quarantined messages take effect whose sources are trusted
    ///     now; called after COMMIT when the allowed networks have changed.
    package init(
        _ store: Store, extraHosts: [String] = [],
        releaseQuarantine: @escaping @Sendable () throws(StoreError) -> Void
    ) {
        self.store = store
        self.extraHosts = extraHosts
        self.releaseQuarantine = releaseQuarantine
    }

    /// Saves some settings: the document is checked as a whole and gets the next version. Saving
    /// what is stored already changes nothing. Sources and statuses that the changes name for the
    /// first time are added in the same transaction.
    ///
    /// - Parameters:
    ///   - version: the version the person saw; nil: saves over any version.
    ///   - author: who saves, for the history and the audit.
    ///   - address: the source address that the change trusts, for the audit; nil: the change is
    ///     another one.
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

    /// Saves the document of `version` once more, checked by what exists now.
    ///
    /// - Parameters:
    ///   - key: the API key, which no version holds; must be given when the domain changes. Nil: it
    ///     stays as it is, and is removed with the domain.
    ///   - current: the version the person saw; nil: saves over any version.
    /// - Returns: `.missing` when there is no such version.
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

    /// One transaction, then what follows from it.
    private func commit(
        expecting version: Int64?,
        _ work: @escaping (SettingsSnapshot, Database) throws -> SettingsSnapshot
    ) throws(StoreError) -> SaveOutcome<SettingsSnapshot> {
        let outcome = try store.save { db in
            let old = try SettingTable.current(db)
            if let version, version != old.version {
                throw Refusal.stale(currentVersion: old.version)
            }
            return (old, try work(old, db))
        }
        switch outcome {
        case .saved(let (old, new)):
            store.settingsCache.replace(by: new)
            if old.settings.webhookAllowedNetworks != new.settings.webhookAllowedNetworks {
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
