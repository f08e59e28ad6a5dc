import CallRules
import GRDB

/// The removal of a client or a lead, deleted or merged into another. Rows that name the contact are
/// changed some in each transaction: a contact may have hundreds of thousands of calls. What one
/// transaction leaves is noted in `removal`, and the server goes on with it, also after a restart.
struct ContactRemoval {
    /// The contact that goes.
    let gone: CallOwner
    /// The contact of the same kind that gets its rows; nil: none.
    let heir: Int64?

    /// Most rows of one step.
    static let limit = UnownedCalls.limit

    /// Removes the contact, or, when many rows name it, hides it, frees its phones and its id in the
    /// CRM, and notes the rest.
    ///
    /// The heir is known by the contact's ids in the CRM from now on.
    func begin(_ db: Database) throws {
        // First, so that the event log learns where the contact went.
        try db.execute(
            literal: """
                INSERT INTO removal (\(gone.column), heir_\(gone.column))
                VALUES (\(gone.id), \(heir))
                """)
        try handOverIDs(db)
        if let heir { try Following.handOver(from: gone, to: heir, db) }
        guard try continueRemoving(db) else { return }
        for table in gone.listTables {
            try db.execute(literal: "DELETE FROM \(table) WHERE \(gone.column) = \(gone.id)")
        }
        try db.execute(
            literal: "UPDATE \(gone.table) SET external_id = NULL WHERE id = \(gone.id)")
    }

    private func handOverIDs(_ db: Database) throws {
        let table: SQL = "\(gone.table)_alias"
        guard let heir else {
            try db.execute(literal: "DELETE FROM \(table) WHERE \(gone.column) = \(gone.id)")
            return
        }
        try db.execute(
            literal:
                "UPDATE \(table) SET \(gone.column) = \(heir) WHERE \(gone.column) = \(gone.id)")
        try db.execute(
            literal: """
                INSERT OR REPLACE INTO \(table) (external_id, \(gone.column))
                SELECT external_id, \(heir) FROM \(gone.table)
                WHERE id = \(gone.id) AND external_id IS NOT NULL
                """)
    }

    /// Changes the next rows that name the contact; deletes the contact after the last one.
    /// - Returns: true when there are more.
    func continueRemoving(_ db: Database) throws -> Bool {
        // First, what an undone merge still owes to this contact, or takes from it.
        if try MergeUndoing.moveBack(ofMergesWith: gone, db) { return true }
        var left = ContactRemoval.limit
        let merge = try merge(db)
        for change in changes {
            if let merge, let place = change.place {
                // The same rows as below, in the same order.
                try db.execute(
                    literal: """
                        INSERT OR IGNORE INTO merged_row (merge_id, place, row_id)
                        SELECT \(merge), \(place), id FROM \(sql: place)
                        WHERE \(gone.column) = \(gone.id) LIMIT \(left)
                        """)
            }
            try db.execute(literal: "\(change.sql) LIMIT \(left))")
            left -= db.changesCount
            if left <= 0 { return true }
        }
        // Rows of a contact that was merged into this one come first.
        let isHeir = try SQLRequest<Bool>(
            literal: """
                SELECT EXISTS (SELECT 1 FROM removal WHERE heir_\(gone.column) = \(gone.id))
                """
        ).fetchOne(db)
        if isHeir == true { return true }
        try db.execute(literal: "DELETE FROM \(gone.table) WHERE id = \(gone.id)")
        return false
    }

    /// The merge that this removal is part of and that can be undone; nil: none.
    private func merge(_ db: Database) throws -> Int64? {
        guard let heir else { return nil }
        return try SQLRequest<Int64>(
            literal: """
                SELECT id FROM merge WHERE gone_id = \(gone.id) AND \(gone.column) = \(heir)
                    AND undone_at IS NULL ORDER BY id DESC LIMIT 1
                """
        ).fetchOne(db)
    }

    /// A statement without `LIMIT n)`, and the table whose rows get the heir instead of the contact; nil: rows
    /// that an undoing of the merge does not give back.
    private struct Change {
        let sql: SQL
        var place: String?
    }

    /// Statements that change rows with the contact.
    private var changes: [Change] {
        var changes = gone.namingTables.map { table -> Change in
            let name = SQL(sql: table)
            return Change(
                sql: """
                    UPDATE \(name) SET \(gone.column) = \(heir) WHERE id IN (
                        SELECT id FROM \(name) WHERE \(gone.column) = \(gone.id)
                    """, place: table)
        }
        changes.append(
            Change(
                sql: """
                    UPDATE attached_call SET \(gone.formerColumn) = \(heir)
                    WHERE (attachment_id, call_id) IN (
                        SELECT attachment_id, call_id FROM attached_call
                        WHERE \(gone.formerColumn) = \(gone.id)
                    """))
        if heir == nil {
            changes += [
                Change(
                    sql: """
                        DELETE FROM attached_call WHERE (attachment_id, call_id) IN (
                            SELECT attachment_id, call_id FROM attachment
                            CROSS JOIN attached_call ON attachment_id = attachment.id
                            WHERE \(gone.column) = \(gone.id)
                        """),
                Change(
                    sql: """
                        DELETE FROM attachment WHERE id IN (
                            SELECT id FROM attachment WHERE \(gone.column) = \(gone.id)
                        """),
            ]
        } else {
            changes.append(
                Change(
                    sql: """
                        UPDATE attachment SET \(gone.column) = \(heir) WHERE id IN (
                            SELECT id FROM attachment WHERE \(gone.column) = \(gone.id)
                        """, place: "attachment"))
        }
        return changes
    }

    /// The oldest unfinished removal; nil: none.
    static func next(_ db: Database) throws -> ContactRemoval? {
        let row = try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM removal ORDER BY id LIMIT 1"))
        guard let row else { return nil }
        let client: Int64? = row["client_id"]
        let lead: Int64? = row["lead_id"]
        if let client {
            return ContactRemoval(gone: .client(Client.ID(client)), heir: row["heir_client_id"])
        }
        return lead.map { ContactRemoval(gone: .lead(Lead.ID($0)), heir: row["heir_lead_id"]) }
    }
}

extension CallOwner {
    /// Tables whose rows name one contact of the kind, besides attachments.
    fileprivate var namingTables: [String] {
        switch self {
        case .client: ["call", "dialling"]
        case .lead: ["call", "dialling", "turn", "notice"]
        }
    }

    /// Tables with the contact's own few rows.
    fileprivate var listTables: [SQL] {
        switch self {
        case .client: ["client_phone", "client_admin"]
        case .lead: ["lead_phone"]
        }
    }
}

extension Store {
    /// Changes the next rows of a contact that was removed.
    ///
    /// - Returns: whether there was one.
    func continueRemovals(at now: Instant) throws(StoreError) -> Bool {
        guard try read({ try ContactRemoval.next($0) != nil }) else { return false }
        try writeInSteps(.system(at: now)) { tx in
            guard let removal = try ContactRemoval.next(tx.db) else { return false }
            _ = try removal.continueRemoving(tx.db)
            return true
        }
        return true
    }
}
