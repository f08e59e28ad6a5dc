import CallRules
import GRDB

/// A merge of two clients or two leads, which can be undone for a day.
package struct MergeRow: Hashable, Sendable {
    package let id: ID
    /// The contact that stayed.
    package let kept: CallOwner
    /// The name of the one that went.
    package let goneName: String
    package let at: Instant
    /// Who merged them, by the name at that time.
    package let actor: String

    /// Until when it can be undone.
    package var until: Instant { at.advanced(bySeconds: MergeRow.seconds) }

    /// How long a merge can be undone.
    static let seconds = 86_400

    package struct ID: RowID {
        package let value: Int64
        package init(_ value: Int64) { self.value = value }
    }
}

extension Store {
    /// The merges into a contact that can be undone now, the latest first.
    package func merges(
        into kept: CallOwner, at now: Instant
    ) throws(StoreError) -> [MergeRow] {
        try read { db in
            try SQLRequest<Row>(
                literal: """
                    SELECT * FROM merge WHERE \(kept.column) = \(kept.id) AND undone_at IS NULL
                        AND at > \(now.earlier(bySeconds: MergeRow.seconds))
                    ORDER BY id DESC LIMIT 20
                    """
            ).fetchAll(db).compactMap { row in
                MergedContact(stored: row["gone"]).map {
                    MergeRow(
                        id: MergeRow.ID(row["id"]), kept: kept, goneName: $0.name, at: row["at"],
                        actor: row["actor"])
                }
            }
        }
    }

    /// Undoes a merge: the contact that went is there again under its id with its calls, and the one that
    /// stayed loses what it got, except what was changed since.
    ///
    /// - Returns: the contact that is there again. Missing: there is no such merge, it was undone before, or
    ///   more than a day ago. Conflict: its id in the CRM belongs to another by now, or the merge is not
    ///   finished yet.
    package func undoMerge(
        _ id: MergeRow.ID, by author: Author, at now: Instant
    ) throws(StoreError) -> SaveOutcome<CallOwner> {
        let outcome = try saveTransaction(.by(author, at: now)) { transaction -> CallOwner in
            let db = transaction.db
            guard let undoing = try MergeUndoing(id, seenBy: author.viewer, at: now, db) else {
                throw Refusal.missing
            }
            try undoing.restore(by: author, at: now, db)
            try AuditTable.insert(
                .mergeUndone, by: author, to: undoing.gone.subject, at: now, db)
            return undoing.gone
        }
        if case .saved = outcome { try beginMovingBack(at: now) }
        return outcome
    }

    /// Moves the first rows back; few contacts have more. The rest is left to the background: with hundreds of
    /// thousands it takes minutes.
    private func beginMovingBack(at now: Instant) throws(StoreError) {
        for _ in 0..<20 { guard try continueMergeUndoing(at: now) else { return } }
    }

    /// Moves the next rows of an undone merge back, or forgets merges that can no longer be undone.
    ///
    /// - Returns: whether there was something to do.
    func continueMergeUndoing(at now: Instant) throws(StoreError) -> Bool {
        let limit = now.earlier(bySeconds: MergeRow.seconds)
        let isNeeded = try read { db in
            try Bool.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT EXISTS (SELECT 1 FROM merge WHERE at <= ?1)
                            OR EXISTS (SELECT 1 FROM merge JOIN merged_row ON merge_id = merge.id
                                WHERE undone_at IS NOT NULL)
                        """), arguments: [limit]) ?? false
        }
        guard isNeeded else { return false }
        try writeInSteps(.system(at: now)) { tx in
            if try MergeUndoing.moveBack(tx.db) { return true }
            try MergeUndoing.forget(before: limit, tx.db)
            return false
        }
        return true
    }
}

/// The undoing of one merge.
struct MergeUndoing {
    let id: MergeRow.ID
    let kept: CallOwner
    let gone: CallOwner
    private let before: (kept: MergedContact, gone: MergedContact)

    /// Most rows of one step.
    private static let limit = UnownedCalls.limit

    /// Nil: there is none that could be undone now.
    init?(_ id: MergeRow.ID, seenBy viewer: Viewer, at now: Instant, _ db: Database) throws {
        let row = try Row.fetchOne(
            db,
            sql: "SELECT * FROM merge WHERE id = ? AND undone_at IS NULL AND at > ?",
            arguments: [id.value, now.earlier(bySeconds: MergeRow.seconds)])
        guard let row, let kept = MergedContact(stored: row["kept"]),
            let gone = MergedContact(stored: row["gone"])
        else { return nil }
        self.id = id
        before = (kept, gone)
        let goneID: Int64 = row["gone_id"]
        if let client: Int64 = row["client_id"] {
            self.kept = .client(Client.ID(client))
            self.gone = .client(Client.ID(goneID))
        } else if let lead: Int64 = row["lead_id"] {
            self.kept = .lead(Lead.ID(lead))
            self.gone = .lead(Lead.ID(goneID))
        } else {
            return nil
        }
        guard try viewer.sees(self.kept, db) else { return nil }
    }

    /// Remembers a merge that is about to be done.
    static func note(
        _ kept: CallOwner, _ gone: CallOwner, before: (kept: MergedContact, gone: MergedContact),
        by author: Author, at now: Instant, _ db: Database
    ) throws {
        try db.execute(
            literal: """
                INSERT INTO merge (\(kept.column), gone_id, kept, gone, at, actor)
                VALUES (\(kept.id), \(gone.id), \(before.kept.text), \(before.gone.text), \(now),
                    \(author.name))
                """)
    }

    /// Changes the contact that stayed and adds the other again.
    func restore(by author: Author, at now: Instant, _ db: Database) throws {
        let isUnfinished = try SQLRequest<Bool>(
            literal: "SELECT EXISTS (SELECT 1 FROM removal WHERE \(gone.column) = \(gone.id))"
        ).fetchOne(db)
        if isUnfinished == true {
            throw Refusal.conflict([FieldProblem("merge", ValidationMessage.mergeGoesOn)])
        }
        switch kept {
        case .client(let id):
            guard let current = try ClientTable.find(id, db) else { throw Refusal.missing }
            var details = ClientDetails(before.gone)
            let wanted = current.details.unmerged(
                from: details, to: ClientDetails(before.kept))
            if wanted != current.details {
                try ClientTable.update(current, to: wanted, by: author, at: now, db)
            }
            try giveAliasesBack(db)
            details.adminIDs = try details.adminIDs.filter { try EmployeeTable.exists($0, db) }
            _ = try ClientTable.insert(details, id: gone.id, by: author, at: now, db)
        case .lead(let id):
            guard let current = try LeadTable.find(id, db) else { throw Refusal.missing }
            var details = LeadDetails(before.gone)
            let wanted = current.details.unmerged(from: details, to: LeadDetails(before.kept))
            if wanted != current.details {
                try LeadTable.update(current, to: wanted, by: author, at: now, db)
            }
            try giveAliasesBack(db)
            if let person = details.responsibleID, try !EmployeeTable.exists(person, db) {
                details.responsibleID = nil
            }
            if let source = details.sourceID, try LeadSource.find(source, db) == nil {
                details.sourceID = nil
            }
            if let status = details.statusID, try LeadStatus.find(status, db) == nil {
                details.statusID = nil
            }
            _ = try LeadTable.insert(
                details, id: gone.id,
                origin: before.gone.origin.flatMap(Lead.Origin.init) ?? .manual, by: author,
                at: now, db)
            try giveFirstCallBack(db)
        }
        try db.execute(
            literal: """
                UPDATE \(gone.table) SET version = \(before.gone.version + 2),
                    created_at = \(before.gone.createdAt) WHERE id = \(gone.id)
                """)
        for alias in before.gone.aliases {
            try db.execute(
                literal: """
                    INSERT OR IGNORE INTO \(gone.table)_alias (external_id, \(gone.column))
                    VALUES (\(alias), \(gone.id))
                    """)
        }
        let phones = before.gone.phones.filter { !before.kept.phones.contains($0) }
        try Following.handOver(phones, from: kept, to: gone, db)
        try db.execute(literal: "UPDATE merge SET undone_at = \(now) WHERE id = \(id.value)")
    }

    /// The ids in the CRM by which the contact that stayed was known because of the merge.
    private func giveAliasesBack(_ db: Database) throws {
        for alias in before.gone.aliases + [before.gone.externalID].compactMap(\.self) {
            try db.execute(
                literal: """
                    DELETE FROM \(kept.table)_alias
                    WHERE external_id = \(alias) AND \(kept.column) = \(kept.id)
                    """)
        }
    }

    /// The call that made the lead, which the other may have got.
    private func giveFirstCallBack(_ db: Database) throws {
        try db.execute(
            literal: """
                UPDATE lead SET call_id = \(before.kept.callID)
                WHERE id = \(kept.id) AND \(before.kept.callID) IS NULL
                    AND call_id IS \(before.gone.callID)
                """)
        try db.execute(
            literal: """
                UPDATE lead SET edited_at = \(before.gone.editedAt),
                    call_id = (SELECT id FROM call WHERE id = \(before.gone.callID))
                WHERE id = \(gone.id)
                """)
    }

    /// Moves some rows of an undone merge back to the contact that is there again, except those that
    /// somebody gave to a third since.
    ///
    /// - Parameter contact: of merges of this contact alone, whether it stayed or went; nil: of all.
    /// - Returns: whether there were any.
    static func moveBack(ofMergesWith contact: CallOwner? = nil, _ db: Database) throws -> Bool {
        let these: SQL =
            contact.map {
                "AND \($0.column) IS NOT NULL AND (\($0.column) = \($0.id) OR gone_id = \($0.id))"
            } ?? ""
        let rows = try SQLRequest<Row>(
            literal: """
                SELECT merge.client_id, merge.lead_id, gone_id, merge_id, place, row_id
                FROM merge JOIN merged_row ON merge_id = merge.id
                WHERE undone_at IS NOT NULL \(these) LIMIT \(limit)
                """, cached: true
        ).fetchAll(db)
        for row in rows {
            let (place, id): (String, Int64) = (row["place"], row["row_id"])
            let kind = (row["client_id"] as Int64?) == nil ? "lead" : "client"
            let (kept, gone): (Int64, Int64) = (row["\(kind)_id"], row["gone_id"])
            let isThere = try Bool.fetchOne(
                db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM \(kind) WHERE id = ?)"),
                arguments: [gone])
            // Rows of a contact that was deleted meanwhile are nobody's; an attachment has a contact.
            let change =
                isThere == false && place == "attachment"
                ? "DELETE FROM attachment"
                : "UPDATE \(place) SET \(kind)_id = \(isThere == true ? String(gone) : "NULL")"
            try db.execute(
                sql: "\(change) WHERE id = ? AND \(kind)_id = ?", arguments: [id, kept])
            try db.execute(
                sql: "DELETE FROM merged_row WHERE merge_id = ? AND place = ? AND row_id = ?",
                arguments: [row["merge_id"] as Int64, place, id])
        }
        return !rows.isEmpty
    }

    /// Forgets some of what is known about merges that can no longer be undone.
    static func forget(before limit: Instant, _ db: Database) throws {
        let merge = try Int64.fetchOne(
            db, sql: "SELECT id FROM merge WHERE at <= ? LIMIT 1", arguments: [limit])
        guard let merge else { return }
        try db.execute(
            sql: """
                DELETE FROM merged_row WHERE (merge_id, place, row_id) IN (
                    SELECT merge_id, place, row_id FROM merged_row WHERE merge_id = ?
                    LIMIT \(MergeUndoing.limit * 5))
                """, arguments: [merge])
        if db.changesCount == 0 {
            try db.execute(sql: "DELETE FROM merge WHERE id = ?", arguments: [merge])
        }
    }
}
