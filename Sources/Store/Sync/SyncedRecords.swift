import CallRules
import GRDB

/// The ids that a run named, as hashes. Two of a million ids share a hash with a chance of one in ten
/// million; a record that should go would then stay until the next run.
struct SyncNames {
    private(set) var hashes: Set<Int64> = []

    var isEmpty: Bool { hashes.isEmpty }

    mutating func insert(_ id: String) -> Int64 {
        let hash = SyncNames.hash(id)
        hashes.insert(hash)
        return hash
    }

    mutating func formUnion(_ others: Set<Int64>) { hashes.formUnion(others) }

    func contains(_ id: String) -> Bool { hashes.contains(SyncNames.hash(id)) }

    /// FNV-1a, 64 bits. It is stored, so it never changes.
    private static func hash(_ id: String) -> Int64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in id.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return Int64(bitPattern: hash)
    }
}

enum SyncWords {
    static let older = "updated_at is older than that of the line taken before; skipped"
}

/// Writes lines of a sync to the records of one kind, in one transaction.
protocol SyncedRecords {
    /// The lines that change nothing, with their warnings. The ids of the lines are all different.
    func unchanged(_ lines: [SyncLine]) throws -> [Int: [String]]
    /// Writes one line.
    ///
    /// - Returns: also the warnings.
    /// - Throws: `Refusal` with the validation messages of the line.
    func write(
        _ line: SyncLine, _ id: String, by cause: CallAttachment.Cause, at now: Instant
    ) throws -> (SyncEffect, [String])
    /// Writes a line that names an alias to the record that the alias leads to.
    func write(
        throughAlias line: SyncLine, _ id: String, by cause: CallAttachment.Cause, at now: Instant
    ) throws -> (SyncEffect, [String])
    /// Whether the run named the record of an alias by the record's own id.
    func isNamedItself(_ alias: String, in named: SyncNames) throws -> Bool
    /// The records of the source.
    func count() throws -> Int
    /// Some records of the source that the run did not name, neither by their id nor by an alias.
    ///
    /// - Returns: also where the next ones begin; nil: there are no more.
    func missing(
        from named: SyncNames, after last: Int64, limit: Int
    ) throws -> (ids: [Int64], end: Int64?)
    /// Removes a record of `missing`.
    ///
    /// - Returns: false: it is gone already, or belongs to another source now.
    /// - Throws: `Refusal` when it must stay.
    func removeMissing(_ id: Int64, by cause: CallAttachment.Cause, at now: Instant) throws -> Bool
}

extension SyncRequest {
    func records(_ db: Database) throws -> any SyncedRecords {
        switch kind {
        case .clients: try SyncedContacts<ClientTable>(source, db)
        case .leads: try SyncedContacts<LeadTable>(source, db)
        case .employees:
            SyncedEmployees(
                source: source, mayChangeAdministrators: mayChangeAdministrators, author: author,
                db: db)
        }
    }
}

extension SyncedContacts: SyncedRecords {
    func isNamedItself(_ alias: String, in named: SyncNames) throws -> Bool {
        try Table.find(externalID: alias, db)?.details.externalID.map { named.contains($0) }
            ?? false
    }

    func count() throws -> Int {
        try Int.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT count(*) FROM \(Table.name)_sync
                    CROSS JOIN \(Table.name) AS record ON record.id = \(Table.name)_id
                    WHERE source = ? AND external_id IS NOT NULL
                    """), arguments: [source]) ?? 0
    }

    func missing(
        from named: SyncNames, after last: Int64, limit: Int
    ) throws -> (ids: [Int64], end: Int64?) {
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT record.id, external_id FROM \(Table.name)_sync
                    CROSS JOIN \(Table.name) AS record ON record.id = \(Table.name)_id
                    WHERE source = ? AND \(Table.name)_id > ? AND external_id IS NOT NULL
                    ORDER BY \(Table.name)_id LIMIT ?
                    """), arguments: [source, last, limit])
        let ids: [Int64] = try rows.filter { !named.contains($0["external_id"]) }
            .map { $0[0] as Int64 }
            .filter { id in
                try !Table.aliases(of: Table.Contact.ID(id), db).contains { named.contains($0) }
            }
        return (ids, rows.count == limit ? rows.last.map { $0[0] } : nil)
    }

    func removeMissing(
        _ id: Int64, by cause: CallAttachment.Cause, at now: Instant
    ) throws -> Bool {
        let id = Table.Contact.ID(id)
        guard let contact = try Table.find(id, db), contact.details.externalID != nil,
            try marks(of: [id])[id.value]?.source == source
        else { return false }
        try remove(contact, by: cause, at: now)
        return true
    }
}
