import CallRules
import Foundation
import GRDB

/// Erases one phone in small steps. After an interruption it continues, because the rows that are
/// done no longer contain the phone.
struct ErasureRun {
    /// Most calls of one step, each with its dependent rows.
    private static let calls = 10
    /// Most other rows of one step.
    private static let rows = 50

    let erasure: Erasure
    let inquiry: Inquiry.ID
    let phone: String
    let search: NumberSearch
    let tx: Writer.Transaction
    private var counts: RowCounts

    /// The oldest running erasure; nil: none.
    init?(_ tx: Writer.Transaction) throws {
        let row = try Row.fetchOne(
            tx.db,
            sql: """
                SELECT erasure.*, inquiry.phone FROM erasure
                JOIN inquiry ON inquiry.id = erasure.inquiry_id
                WHERE ended_at IS NULL ORDER BY erasure.id LIMIT 1
                """)
        guard let row, let phone: String = row["phone"], let search = NumberSearch(phone) else {
            return nil
        }
        erasure = try ErasureTable.erasure(row)
        inquiry = row["inquiry_id"]
        self.phone = phone
        self.search = search
        self.tx = tx
        counts = RowCounts(row["counts"])
    }

    private var db: Database { tx.db }
    private var isErasing: Bool { erasure.mode == .erase }
    private var said: String { isErasing ? "–" : erasure.token }
    private var arguments: StatementArguments {
        [
            "token": erasure.token, "name": isErasing ? nil : erasure.token, "said": said,
            "phone": phone,
        ]
    }

    /// What a step came to.
    enum Progress {
        /// There is more.
        case goesOn
        /// It goes on when the inquiry's search has read all rows.
        case waitsForSearch
        /// No row has the phone any longer.
        case ended
    }

    /// Does the next step.
    mutating func step(at now: Instant) throws -> Progress {
        let progress = try progressed()
        if progress == .ended { try end(at: now) }
        try db.execute(
            sql: "UPDATE erasure SET counts = ? WHERE id = ?",
            arguments: [counts.text, erasure.id])
        return progress
    }

    private mutating func progressed() throws -> Progress {
        if try takeFromHolders() || takeFromCalls() || takeByNumber() { return .goesOn }
        if try InquiryTable.isSearching(inquiry, db) { return .waitsForSearch }
        return try takeWhatWasFound() ? .goesOn : .ended
    }

    /// Clients and leads: removes the phone from those with other phones, and deletes or renames
    /// the others.
    private mutating func takeFromHolders() throws -> Bool {
        let holders = try InquiryTable.holders(of: phone, db)
        for holder in holders {
            let (table, id) = holder.place
            let column = "\(table)_id"
            try remember(
                [String(id)], of: table,
                madeAt: "(SELECT created_at FROM \(table) WHERE id = CAST(key AS INTEGER))")
            if holder.otherNumbers > 0 {
                try db.execute(
                    sql: "DELETE FROM \(table)_phone WHERE e164 = ? AND \(column) = ?",
                    arguments: [phone, id])
                try replaceTexts(in: table, key: "id", String(id))
            } else if isErasing {
                if try ContactRemoval(gone: holder.owner, heir: nil).continueRemoving(db) {
                    return true
                }
            } else {
                let company = table == "client" ? ", company = NULL" : ""
                try db.execute(
                    sql: """
                        UPDATE \(table) SET name = ?, external_id = NULL, url = NULL, other_phones = NULL\(company)
                        WHERE id = ?
                        """,
                    arguments: [erasure.token, id])
                try db.execute(
                    sql: "DELETE FROM \(table)_alias WHERE \(column) = ?", arguments: [id])
                try db.execute(
                    sql: "UPDATE \(table)_phone SET e164 = ? WHERE e164 = ? AND \(column) = ?",
                    arguments: [erasure.token, phone, id])
            }
            counts[table] += 1
        }
        return !holders.isEmpty
    }

    /// Some calls of the phone with their dependent rows. The calls are last, because the dependent
    /// rows are found through them.
    private mutating func takeFromCalls() throws -> Bool {
        let calls = try Row.fetchAll(
            db, sql: "SELECT id, uuid FROM call WHERE phone = ? LIMIT \(ErasureRun.calls)",
            arguments: [phone])
        guard !calls.isEmpty else { return false }
        let ids = calls.map { String($0["id"] as Int64) }.joined(separator: ", ")
        for table in PersonalData.tables {
            guard case .call(let column)? = table.link, let change = table.change else { continue }
            if table.table == "webhook_message" {
                let messages = try String.fetchAll(
                    db,
                    sql: "SELECT CAST(id AS TEXT) FROM webhook_message WHERE call_id IN (\(ids))")
                try remember(messages, of: table.table)
            }
            try set(change, in: table.table, where: "\(column) IN (\(ids))")
        }
        try remember(calls.map { $0["uuid"] }, of: "call")
        if let change = PersonalData.tables.first(where: { $0.table == "call" })?.change {
            try set(change, in: "call", where: "id IN (\(ids))")
        }
        return true
    }

    private mutating func takeByNumber() throws -> Bool {
        for table in PersonalData.tables {
            guard case .number(let column)? = table.link else { continue }
            if table.isDeleted {
                try db.execute(
                    sql: "DELETE FROM \(table.table) WHERE \(column) = :phone",
                    arguments: ["phone": phone])
                counts[table.table] += db.changesCount
                continue
            }
            guard let change = table.change else { continue }
            let before = counts[table.table]
            try set(
                change, in: table.table,
                where: """
                    rowid IN (SELECT rowid FROM \(table.table)
                        WHERE \(column) = :phone LIMIT \(ErasureRun.rows))
                    """)
            if counts[table.table] > before { return true }
        }
        return false
    }

    /// The rows that the inquiry's search found.
    private mutating func takeWhatWasFound() throws -> Bool {
        let found = try Row.fetchAll(
            db,
            sql: """
                SELECT place, key FROM inquiry_find WHERE inquiry_id = ? LIMIT \(ErasureRun.rows)
                """, arguments: [inquiry])
        for row in found {
            let (place, key): (String, String) = (row["place"], row["key"])
            guard let table = PersonalData.tables.first(where: { $0.table == place }) else {
                continue
            }
            try replaceTexts(in: place, key: table.searchKey, key)
            if place == "webhook_message" { try remember([key], of: place) }
            counts[place] += 1
        }
        try db.execute(
            sql: """
                DELETE FROM inquiry_find WHERE (inquiry_id, place, key) IN (
                    SELECT inquiry_id, place, key FROM inquiry_find WHERE inquiry_id = ?
                    LIMIT \(ErasureRun.rows))
                """, arguments: [inquiry])
        return !found.isEmpty
    }

    private func end(at now: Instant) throws {
        try takeFromEvents()
        try db.execute(
            sql: "UPDATE erasure SET ended_at = ? WHERE id = ?",
            arguments: [now, erasure.id])
        // Other inquiries about the same phone too.
        try db.execute(sql: "UPDATE inquiry SET phone = NULL WHERE phone = ?", arguments: [phone])
    }

    /// Ids in the CRM that hold the phone, from the events of the clients and leads that were erased. Among
    /// the rows of the erasure there may be tens of thousands of calls, which are not read.
    private func takeFromEvents() throws {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT seq, name, heir_name FROM event, erasure_row
                WHERE erasure_id = ?1 AND place IN ('client', 'lead')
                    AND record_id = CAST(key AS INTEGER)
                    AND (record_kind = 'client' OR record_kind = 'lead') AND place = record_kind
                    AND (name IS NOT NULL OR heir_name IS NOT NULL)
                UNION ALL
                SELECT seq, name, heir_name FROM event, erasure_row
                WHERE erasure_id = ?1 AND place IN ('client', 'lead')
                    AND heir_id = CAST(key AS INTEGER)
                    AND heir_id IS NOT NULL AND place = record_kind AND heir_name IS NOT NULL
                """, arguments: [erasure.id])
        for row in rows {
            let (seq, name, heirName): (Int64, String?, String?) = (row[0], row[1], row[2])
            func has(_ text: String?) -> Bool {
                text.flatMap { search.replaced(in: $0, by: said) } != nil
            }
            guard has(name) || has(heirName) else { continue }
            try db.execute(
                sql: "UPDATE event SET name = ?, heir_name = ? WHERE seq = ?",
                arguments: [has(name) ? nil : name, has(heirName) ? nil : heirName, seq])
        }
    }

    private mutating func set(
        _ change: String, in table: String, where condition: String
    ) throws {
        try db.execute(
            sql: "UPDATE \(table) SET \(change) WHERE \(condition)", arguments: arguments)
        counts[table] += db.changesCount
    }

    /// Removes the phone from the texts of a row, or all that may tell of the person with it.
    private func replaceTexts(in place: String, key: String, _ value: String) throws {
        guard let table = PersonalData.tables.first(where: { $0.table == place }) else { return }
        if table.isChangedWhole, let change = table.change {
            try db.execute(
                sql: "UPDATE \(place) SET \(change) WHERE \(key) = :key",
                arguments: arguments &+ ["key": value])
            return
        }
        for column in table.searched {
            let stored = try DatabaseValue.fetchOne(
                db, sql: "SELECT \(column) FROM \(place) WHERE \(key) = ?", arguments: [value])
            guard case .string(let text)? = stored?.storage,
                let replaced = search.replaced(in: text, by: said)
            else { continue }
            try db.execute(
                sql: "UPDATE \(place) SET \(column) = ? WHERE \(key) = ?",
                arguments: [replaced, value])
        }
    }

    /// Stores the keys of the rows for `ErasureLog`.
    ///
    /// - Parameter madeAt: SQL for when the row with `key` was made.
    private func remember(_ keys: [String], of place: String, madeAt: String = "NULL") throws {
        for key in keys {
            try db.execute(
                sql: """
                    INSERT OR IGNORE INTO erasure_row (erasure_id, place, key, made_at)
                    SELECT ?, ?, key, \(madeAt) FROM (SELECT ? AS key)
                    """, arguments: [erasure.id, place, key])
        }
    }
}

extension NumberHolder {
    fileprivate var owner: CallOwner {
        switch subject {
        case .client(let id): .client(id)
        case .lead(let id): .lead(id)
        }
    }

    /// Table and row id.
    fileprivate var place: (table: String, id: Int64) {
        switch subject {
        case .client(let id): ("client", id.value)
        case .lead(let id): ("lead", id.value)
        }
    }
}
