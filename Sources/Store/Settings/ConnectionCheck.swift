import CallRules
import GRDB
import JSONText

/// Result of the last “Check connection”.
package struct ConnectionCheck: Hashable, Sendable {
    /// When it was checked.
    package let at: Instant
    /// The version of the settings whose domain and key were tested.
    package let settingsVersion: Int64
    /// The Phonet domain that was tested.
    package let domain: String
    /// What Phonet answered.
    package let finding: Finding
    /// Whether the domain or the key was changed since.
    package let isOutdated: Bool

    /// The result.
    package enum Finding: Hashable, Sendable {
        /// Phonet accepted the key: the number of users it listed, and the first few names.
        case users(Int, first: [String])
        /// The check failed.
        case failed(StoredError<PhonetError>)
    }

    package init(at: Instant, settingsVersion: Int64, domain: String, finding: Finding) {
        self.at = at
        self.settingsVersion = settingsVersion
        self.domain = domain
        self.finding = finding
        isOutdated = false
    }

    /// Whether Phonet accepted the key.
    package var succeeded: Bool {
        if case .users = finding { true } else { false }
    }
}

extension Store {
    /// Stores a result, unless a result for newer settings is stored.
    ///
    /// - Returns: true for the first check of an account that succeeded.
    @discardableResult
    package func saveConnectionCheck(_ check: ConnectionCheck) throws(StoreError) -> Bool {
        try write(.upkeep) {
            try ConnectionCheckTable.save(check, $0.db)
            guard check.succeeded else { return false }
            return try PhonetConnectionTable.checked(check.domain, at: check.at, $0.db)
        }
    }

    /// The last check; nil: none was made.
    package func connectionCheck() throws(StoreError) -> ConnectionCheck? {
        try read { try ConnectionCheckTable.last($0) }
    }
}

enum ConnectionCheckTable {
    static func last(_ db: Database) throws -> ConnectionCheck? {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT *, EXISTS (
                        SELECT 1 FROM setting_change WHERE version > settings_version
                            AND (key = 'phonet_domain' OR key = 'phonet_api_key')) AS is_outdated
                    FROM connection_check
                    """))
        return try row.map { try ConnectionCheck($0, isOutdated: $0["is_outdated"]) }
    }

    static func save(_ check: ConnectionCheck, _ db: Database) throws {
        var users: (count: Int, first: String)?
        var cause: StoredError<PhonetError>?
        switch check.finding {
        case .users(let count, let first):
            let names = JSON.list(first.map { .string($0) })
            users = (count, String(decoding: names.bytes, as: UTF8.self))
        case .failed(let why): cause = why
        }
        try db.execute(
            sql: """
                INSERT INTO connection_check (id, at, settings_version, domain, users_seen,
                    first_users, cause, cause_details, cause_uk, cause_en)
                VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET at = excluded.at,
                    settings_version = excluded.settings_version, domain = excluded.domain,
                    users_seen = excluded.users_seen, first_users = excluded.first_users,
                    cause = excluded.cause, cause_details = excluded.cause_details,
                    cause_uk = excluded.cause_uk, cause_en = excluded.cause_en
                WHERE excluded.settings_version >= settings_version
                """,
            arguments: [
                check.at, check.settingsVersion, check.domain, users?.count, users?.first,
            ] + ErrorValues(cause).arguments)
    }
}

extension ConnectionCheck {
    fileprivate init(_ row: Row, isOutdated: Bool) throws(UnknownCode) {
        at = row["at"]
        settingsVersion = row["settings_version"]
        domain = row["domain"]
        if let count = row["users_seen"] as Int? {
            finding = .users(count, first: ConnectionCheck.names(in: row["first_users"] ?? ""))
        } else {
            finding = .failed(
                try ErrorColumns.cause.read(row)
                    ?? .earlier(
                        name: "",
                        sentence: LocalizedText(
                            uk: row["cause_uk"] ?? "", en: row["cause_en"] ?? "")))
        }
        self.isOutdated = isOutdated
    }

    private static func names(in document: String) -> [String] {
        guard let read = try? JSON.read(Array(document.utf8), .strict),
            case .texts(let names)? = SettingInput(read)
        else { return [] }
        return names
    }
}
