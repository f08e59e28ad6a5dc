import CallRules
import GRDB

extension ClientDetails {
    /// One client of two: what this one lacks comes from the other, and everybody's numbers and admins
    /// stay.
    package func merged(with other: ClientDetails) -> ClientDetails {
        var merged = self
        merged.externalID = externalID ?? other.externalID
        merged.company = company ?? other.company
        merged.phones += other.phones.filter { !phones.has($0) }
        merged.adminIDs += other.adminIDs.filter { !adminIDs.contains($0) }
        return merged
    }
}

extension LeadDetails {
    /// One lead of two: what this one lacks comes from the other, and the numbers of both stay.
    package func merged(with other: LeadDetails) -> LeadDetails {
        var merged = self
        merged.externalID = externalID ?? other.externalID
        merged.phones += other.phones.filter { !phones.has($0) }
        merged.sourceID = sourceID ?? other.sourceID
        merged.responsibleID = responsibleID ?? other.responsibleID
        return merged
    }
}

/// Two of a kind that are to be one, as somebody saw them.
package struct Merge<ID: RowID>: Hashable, Sendable {
    /// Gets everything.
    package let kept: ID
    package let keptSeen: Instant
    /// Is no more afterwards.
    package let gone: ID
    package let goneSeen: Instant

    /// - Parameters:
    ///   - keptSeen: its `updatedAt` as it was shown.
    ///   - goneSeen: the same of the other.
    package init(kept: ID, keptSeen: Instant, gone: ID, goneSeen: Instant) {
        self.kept = kept
        self.keptSeen = keptSeen
        self.gone = gone
        self.goneSeen = goneSeen
    }
}

extension Store {
    /// Makes one client of two, in one transaction: calls, numbers, admins and what was attached become
    /// those of the one who stays.
    ///
    /// - Returns: invalid when both together have more numbers or admins than one may.
    package func merge(
        _ merge: Merge<Client.ID>, by author: Author, at now: Instant
    ) throws(StoreError) -> SaveOutcome<ClientRow> {
        try saveTransaction { transaction in
            let db = transaction.db
            guard merge.kept != merge.gone, let kept = try ClientTable.find(merge.kept, db),
                let gone = try ClientTable.find(merge.gone, db)
            else { throw Refusal.missing }
            try kept.updatedAt.expect(merge.keptSeen)
            try gone.updatedAt.expect(merge.goneSeen)
            for table in ["call", "dialling", "attachment"] {
                try db.execute(
                    sql: "UPDATE \(table) SET client_id = ? WHERE client_id = ?",
                    arguments: [kept.id.value, gone.id.value])
            }
            try db.execute(sql: "DELETE FROM client WHERE id = ?", arguments: [gone.id.value])
            try ClientTable.update(
                kept, to: kept.details.merged(with: gone.details), at: now, db)
            try ClientTable.audit(.clientsMerged, of: kept.id, by: author, at: now, db)
            return try ClientTable.saved(kept.id, db)
        }
    }

    /// Makes one lead of two, in one transaction: calls, numbers, turns and notices become those of the
    /// one that stays, which keeps its status.
    ///
    /// - Returns: invalid when both together have more numbers than one may.
    package func merge(
        _ merge: Merge<Lead.ID>, by author: Author, at now: Instant
    ) throws(StoreError) -> SaveOutcome<LeadRow> {
        try saveTransaction { transaction in
            let db = transaction.db
            guard merge.kept != merge.gone, let kept = try LeadTable.find(merge.kept, db),
                let gone = try LeadTable.find(merge.gone, db)
            else { throw Refusal.missing }
            try kept.updatedAt.expect(merge.keptSeen)
            try gone.updatedAt.expect(merge.goneSeen)
            for table in ["call", "dialling", "attachment", "turn", "notice"] {
                try db.execute(
                    sql: "UPDATE \(table) SET lead_id = ? WHERE lead_id = ?",
                    arguments: [kept.id.value, gone.id.value])
            }
            try db.execute(
                sql: """
                    UPDATE lead SET call_id = coalesce(call_id,
                        (SELECT call_id FROM lead WHERE id = ?)) WHERE id = ?
                    """,
                arguments: [gone.id.value, kept.id.value])
            try db.execute(sql: "DELETE FROM lead WHERE id = ?", arguments: [gone.id.value])
            try LeadTable.update(kept, to: kept.details.merged(with: gone.details), at: now, db)
            try LeadTable.audit(.leadsMerged, of: kept.id, by: author, at: now, db)
            return try LeadTable.saved(kept.id, db)
        }
    }
}
