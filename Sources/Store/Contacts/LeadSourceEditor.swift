import CallRules
import GRDB

/// The sources as their editor shows them.
package struct LeadSourceEditor: Sendable {
    /// By position.
    package let rows: [Row]
    /// Given back with the edit, to see whether somebody saved in between.
    package let version: Int64

    package struct Row: Hashable, Sendable {
        package let source: LeadSource
        /// Leads from this source.
        package let leads: Int
    }
}

/// What a person wrote into the editor of sources.
package typealias LeadSourceEdit = OrderedListEdit<LeadSource.ID, LeadSourceDetails>

extension Store {
    package func leadSourceEditor() throws(StoreError) -> LeadSourceEditor {
        try read { try LeadSourceEditor($0) }
    }

    /// Saves the editor of sources: everything or nothing.
    ///
    /// - Parameters:
    ///   - version: the one the person saw.
    ///   - author: for the audit.
    /// - Returns: the editor as it is now; invalid at `source-3`, or `source-new` of the added row.
    package func editLeadSources(
        _ edit: LeadSourceEdit, expecting version: Int64, by author: Author, at now: Instant
    ) throws(StoreError) -> SaveOutcome<LeadSourceEditor> {
        try save { db in
            let arranged = LeadSourceTable.arranged
            let before = try LeadSourceEditor(db)
            guard before.version == version else {
                throw Refusal.stale(currentVersion: before.version)
            }
            let sources = before.rows.map(\.source)
            var names = sources.map { source in
                (
                    field: LeadSourceEdit.field("source", source.id),
                    name: edit.rows[source.id]?.name ?? source.name
                )
            }
            let wanted = Dictionary(
                zip(sources.map(\.id), names.map(\.name)), uniquingKeysWith: { first, _ in first })
            if let added = edit.added {
                names.append((LeadSourceEdit.field("source", nil), added.name))
            }
            let problems = arranged.problems(names: names)
            if !problems.isEmpty { throw Refusal.invalid(problems) }
            try arranged.releaseNames(db)
            for (position, id) in edit.order(of: sources.map(\.id)).enumerated() {
                try db.execute(
                    sql: "UPDATE lead_source SET name = ?, position = ? WHERE id = ?",
                    arguments: [wanted[id], position, id.value])
            }
            if let added = edit.added {
                try db.execute(
                    sql: "INSERT INTO lead_source (name, position) VALUES (?, ?)",
                    arguments: [added.name, try arranged.lastPosition(db)])
            }
            let after = try LeadSourceEditor(db)
            if after.version != before.version {
                try AuditTable.insert(
                    .leadSourcesChanged, by: author, to: "lead-sources", at: now, db)
            }
            return after
        }
    }
}

extension LeadSourceEditor {
    fileprivate init(_ db: Database) throws {
        let counts = try LeadSourceTable.arranged.leadCounts(db)
        rows = try LeadSourceTable.arranged.all(db, LeadSourceTable.row)
            .map { Row(source: $0, leads: counts[$0.id.value] ?? 0) }
        version = OrderedListTable.version(
            of: rows.map { "\($0.source.id.value) \($0.source.name)" })
    }
}
