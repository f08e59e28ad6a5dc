import CallRules
import GRDB

extension Store {
    /// The ignore list as the viewer sees it, the newest entry first.
    package func ignoredNumbers(
        _ page: Pagination, seenBy viewer: Viewer
    ) throws(StoreError) -> Page<IgnoredNumberRow> {
        try read { db in
            let before: SQL = page.after.map { "ignored_number.id < \($0.id)" } ?? "1"
            let rows = try IgnoredNumberTable.list(
                before, "ORDER BY ignored_number.id DESC LIMIT \(page.limit + 1)", seenBy: viewer,
                db)
            return Page(rows, limit: page.limit) { Cursor(id: $0.id.value) }
        }
    }

    /// Nil: there is no such entry, or the viewer does not see it.
    package func ignoredNumber(
        _ id: IgnoredNumber.ID, seenBy viewer: Viewer
    ) throws(StoreError) -> IgnoredNumberRow? {
        try read { try IgnoredNumberTable.find(id, seenBy: viewer, $0) }
    }

    /// The entry that a number falls under; nil: none. Runs no query.
    ///
    /// - Parameter phone: E.164.
    package func ignoredEntry(of phone: String?) -> IgnoredNumber? {
        settingsCache.current.ignored.entry(of: phone)
    }

    /// Adds a number or a beginning of numbers to the ignore list, with a line in the audit, and closes the
    /// missed cases under it that are open. Calls that begin later, or that nobody has answered or missed
    /// yet, make no lead, no notice and no missed case. An employee adds the numbers of calls they see.
    ///
    /// - Returns: the entry; invalid at `number` or `reason`; a conflict at `number`, naming the entry in
    ///   the way.
    package func ignore(
        _ details: IgnoredNumberDetails, by author: Author, at now: Instant,
        keeping: AnswerKeeping<IgnoredNumberRow>? = nil
    ) throws(StoreError) -> SaveOutcome<IgnoredNumberRow> {
        let outcome = try saveTransaction(.by(author, at: now)) { tx in
            let number = try details.checked(by: author.viewer, tx.db)
            try tx.db.execute(
                sql: """
                    INSERT INTO ignored_number (number, is_prefix, reason, created_at, created_by)
                    VALUES (?, ?, ?, ?, ?)
                    """,
                arguments: [number, details.isPrefix, details.reason, now, author.name])
            let id = IgnoredNumber.ID(tx.db.lastInsertedRowID)
            try AuditTable.insert(
                .numberIgnored, by: author, to: IgnoredNumberTable.subject(id), at: now, tx.db)
            guard let row = try IgnoredNumberTable.find(id, tx.db) else { throw Refusal.missing }
            try IgnoredCases.close(under: row, after: nil, by: author, at: now, tx)
            try keeping?.keep(row, at: now, tx.db)
            return row
        }
        guard case .saved(let row) = outcome else { return outcome }
        try readIgnoreList()
        // A beginning may have many cases; each piece is a transaction of its own. If the program ends
        // meanwhile, it goes on with them when it runs again.
        while try closeNext(under: row.id, by: author, at: now) {}
        return outcome
    }

    /// Closes the next missed cases under an entry.
    ///
    /// - Returns: whether there may be more.
    private func closeNext(
        under id: IgnoredNumber.ID, by author: Author, at now: Instant
    ) throws(StoreError) -> Bool {
        try write(.by(author, at: now)) { tx in
            guard let row = try IgnoredNumberTable.find(id, tx.db),
                let last = try IgnoredCases.reached(under: id, tx.db)
            else { return false }
            try IgnoredCases.close(under: row, after: last, by: author, at: now, tx)
            return true
        }
    }

    /// Closes the next missed cases under an entry that was added before the program ended.
    ///
    /// - Returns: whether there was one.
    func continueIgnoring(at now: Instant) throws(StoreError) -> Bool {
        guard let row = try read({ try IgnoredCases.unfinished($0) }) else { return false }
        let author = Author(name: row.createdBy, employee: nil, origin: .machine)
        return try closeNext(under: row.id, by: author, at: now)
    }

    /// Changes the reason of an entry, with a line in the audit.
    ///
    /// - Returns: the entry as it is now; invalid at `reason`.
    package func changeIgnoredNumber(
        _ id: IgnoredNumber.ID, if condition: Precondition = .none, reason: String?,
        by author: Author, at now: Instant
    ) throws(StoreError) -> SaveOutcome<IgnoredNumberRow> {
        let outcome = try save(.by(author, at: now)) { db in
            guard let row = try IgnoredNumberTable.find(id, db) else { throw Refusal.missing }
            try condition.check(row.version)
            guard let reason, reason != row.reason else { return row }
            try IgnoredNumberDetails.check(reason).throwIfAny()
            try db.execute(
                sql: "UPDATE ignored_number SET reason = ? WHERE id = ?", arguments: [reason, id])
            try AuditTable.insert(
                .ignoredNumberChanged, by: author, to: IgnoredNumberTable.subject(id), at: now, db)
            guard let new = try IgnoredNumberTable.find(id, db) else { throw Refusal.missing }
            return new
        }
        try readIgnoreList()
        return outcome
    }

    /// Takes an entry that the author sees from the ignore list, with a line in the audit. Missed cases that it closed less than
    /// a day ago are open again; calls that were ignored stay marked.
    package func stopIgnoring(
        _ id: IgnoredNumber.ID, if condition: Precondition = .none, by author: Author,
        at now: Instant
    ) throws(StoreError) -> DeleteOutcome {
        let outcome = try saveTransaction(.by(author, at: now)) { tx in
            guard let row = try IgnoredNumberTable.find(id, seenBy: author.viewer, tx.db)
            else { throw Refusal.missing }
            try condition.check(row.version)
            try IgnoredCases.stopClosing(under: id, tx.db)
            return try self.takeAway(id, by: author, at: now, tx)
        }
        switch outcome {
        case .saved(true): break
        case .saved(false):
            while try !write(
                .by(author, at: now), { try self.takeAway(id, by: author, at: now, $0) })
            {}
        case .missing, .invalid, .conflict: return .missing
        case .stale(let version): return .stale(currentVersion: version)
        }
        try readIgnoreList()
        return .deleted
    }

    /// Opens the next missed cases of an entry again, and deletes the entry with the last ones: interrupted, it
    /// is still there, and the same again does the rest.
    ///
    /// - Returns: whether the entry is deleted.
    private func takeAway(
        _ id: IgnoredNumber.ID, by author: Author, at now: Instant, _ tx: Writer.Transaction
    ) throws -> Bool {
        if try IgnoredCases.reopen(closedBy: id, at: now, tx) { return false }
        try tx.db.execute(sql: "DELETE FROM ignored_number WHERE id = ?", arguments: [id])
        if tx.db.changesCount > 0 {
            try AuditTable.insert(
                .numberNoLongerIgnored, by: author, to: IgnoredNumberTable.subject(id), at: now,
                tx.db)
        }
        return true
    }

    /// Reads the ignore list into memory.
    func readIgnoreList() throws(StoreError) {
        do {
            try settingsCache.readIgnored {
                IgnoreList(try reader.read { try IgnoredNumberTable.all($0) })
            }
        } catch {
            throw StoreError(error)
        }
    }
}

extension IgnoredNumberDetails {
    static func check(_ reason: String) -> FieldChecks {
        var checks = FieldChecks()
        checks.line("reason", reason, 1...200)
        return checks
    }

    /// The number in E.164, or its beginning.
    ///
    /// - Parameter viewer: who adds it.
    fileprivate func checked(by viewer: Viewer, _ db: Database) throws -> String {
        var checks = IgnoredNumberDetails.check(reason)
        let phone = PhoneNumber(number)
        let wanted =
            isPrefix
            ? IgnoredNumber.beginning(number) : phone.pseudonym == nil ? phone.e164 : nil
        guard let wanted else {
            checks.refuse(
                "number",
                isPrefix ? ValidationMessage.noBeginning : ValidationMessage.noPhone(number))
            throw Refusal.invalid(checks.problems)
        }
        if !viewer.oversees, try !viewer.seesCalls(of: wanted, db) {
            checks.refuse("number", ValidationMessage.noCallSeen)
        }
        try checks.throwIfAny()
        let holder = try Int64.fetchOne(
            db, sql: "SELECT id FROM ignored_number WHERE number = ? AND is_prefix = ?",
            arguments: [wanted, isPrefix])
        if let holder {
            throw Refusal.conflict([
                FieldProblem("number", ValidationMessage.ignoredAlready, holder: holder)
            ])
        }
        let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM ignored_number") ?? 0
        if count >= IgnoredNumberTable.most {
            throw Refusal.invalid([
                FieldProblem("number", ValidationMessage.tooManyIgnored(IgnoredNumberTable.most))
            ])
        }
        return wanted
    }
}
