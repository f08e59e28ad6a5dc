import CallRules
import GRDB

extension Store {
    /// Changes what people said about a call.
    ///
    /// - Parameters:
    ///   - uuid: of any leg, in any spelling.
    ///   - condition: on the version of the call, which also grows when Phonet tells more of it.
    ///   - seen: what the author saw; the outcome is `stale` when somebody wrote something else since.
    ///     Nil: no check.
    ///   - author: for the audit.
    ///   - change: is called in the transaction.
    /// - Returns: the call as it is now; invalid at `note` or `category_id`.
    package func changeNote(
        ofCall uuid: String, if condition: Precondition = .none, seen: CallNote? = nil,
        by author: Author, at now: Instant, _ change: @escaping (inout CallNote) -> Void
    ) throws(StoreError) -> SaveOutcome<CallDetail> {
        try saveTransaction(.by(author, at: now)) { transaction -> Call.ID in
            let db = transaction.db
            guard let call = try CallRow.find(spelt: uuid, seenBy: author.viewer, db) else {
                throw Refusal.missing
            }
            try condition.check(call.version)
            var note = call.note
            change(&note)
            guard note != call.note else { return call.id }
            if let seen, seen != call.note { throw Refusal.stale(currentVersion: call.version) }
            try note.check(was: call.note, db)
            try db.execute(
                sql: "UPDATE call SET note = ?, category_id = ? WHERE id = ?",
                arguments: [note.text, note.categoryID, call.id])
            try AuditTable.insert(
                .callNoted, by: author, to: "call/\(call.uuid)", at: now, db)
            return call.id
        } reading: { id, db in
            guard let call = try CallRow.one("id = \(id)", db) else { throw Refusal.missing }
            return try CallDetail(call, seenBy: author.viewer, db)
        }
    }

    /// All categories of calls by position.
    package func callCategories() throws(StoreError) -> [CallCategory] {
        try read { try CallCategory.list.all($0) { CallCategory($0) } }
    }
}

extension CallNote {
    /// - Parameter old: a joined note that is longer than people may write may stay as it is.
    fileprivate func check(was old: CallNote, _ db: Database) throws {
        var checks = FieldChecks()
        if isTooLong, text != old.text {
            checks.refuse("note", ValidationMessage.tooLong(CallNote.longest))
        }
        if let categoryID, try CallCategory.find(categoryID, db) == nil {
            checks.refuse("category_id", ValidationMessage.noCategory(categoryID))
        }
        try checks.throwIfAny()
    }
}
