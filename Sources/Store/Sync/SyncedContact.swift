import CallRules
import GRDB

/// The mark of the source on a record.
struct SyncMark: Equatable {
    let source: String
    /// `updated_at` of the last line that was taken; nil: it had none.
    let lineAt: Instant?
}

/// Writes lines of a sync to the contacts of one kind.
struct SyncedContacts<Table: SyncedTable> {
    let source: String
    let directory: SyncDirectory
    let db: Database

    init(_ source: String, _ db: Database) throws {
        self.source = source
        directory = try SyncDirectory(db)
        self.db = db
    }

    /// A line beside what is stored.
    private enum Judgement {
        case older
        case same
        /// The mark alone differs.
        case marked
        case differs(Table.Contact.Details)
    }

    private func judge(
        _ line: SyncLine, _ fields: SyncFields, _ known: Table.Contact?, _ mark: SyncMark?
    ) -> (Judgement, [String]) {
        if let last = mark?.lineAt, let at = line.updatedAt, at < last {
            return (.older, [SyncWords.older])
        }
        var details = known?.details ?? Table.Contact.Details()
        let warnings = details.fill(fields, directory)
        guard let known, details == known.details else { return (.differs(details), warnings) }
        let isMarked = mark == SyncMark(source: source, lineAt: line.updatedAt)
        return (isMarked ? .same : .marked, warnings)
    }

    /// The lines that change nothing, with their warnings. The ids of the lines are all different.
    func unchanged(_ lines: [SyncLine]) throws -> [Int: [String]] {
        let ids = lines.compactMap(\.externalID)
        let contacts = try Table.find(externalIDs: ids, db)
        let known = Dictionary(
            contacts.map { ($0.details.externalID ?? "", $0) }, uniquingKeysWith: { one, _ in one })
        let marks = try marks(of: contacts.map(\.id))
        var unchanged: [Int: [String]] = [:]
        for (index, line) in lines.enumerated() {
            guard case .fields(let fields) = line.content, let id = line.externalID,
                let contact = known[id]
            else { continue }
            let (judgement, warnings) = judge(line, fields, contact, marks[contact.id.value])
            switch judgement {
            case .older, .same: unchanged[index] = warnings
            case .marked, .differs: break
            }
        }
        return unchanged
    }

    /// Writes one line.
    ///
    /// - Returns: also the warnings.
    /// - Throws: `Refusal` with the validation messages of the line; nothing was written then.
    func write(
        _ line: SyncLine, _ id: String, by cause: CallAttachment.Cause, at now: Instant
    ) throws -> (SyncEffect, [String]) {
        let known = try Table.find(ownExternalID: id, db)
        switch line.content {
        case .unusable(let problems): throw Refusal.invalid(problems)
        case .fields(let fields):
            if known == nil, try Table.find(alias: id, db) != nil { return (.putOff, []) }
            return try write(line, fields, id, known, by: cause, at: now)
        case .gone(nil):
            guard let known else { return (.same, []) }
            try remove(known, by: cause, at: now)
            return (.removed, [])
        case .gone(let heir?):
            guard heir != id else {
                throw Refusal.invalid([
                    FieldProblem("merged_into", ValidationMessage.mergedIntoItself)
                ])
            }
            return (try merge(known, id, into: heir, line, by: cause, at: now), [])
        }
    }

    /// Writes a line that names an alias to the contact that the alias leads to.
    func write(
        throughAlias line: SyncLine, _ id: String, by cause: CallAttachment.Cause, at now: Instant
    ) throws -> (SyncEffect, [String]) {
        guard case .fields(let fields) = line.content else { return (.same, []) }
        let known = try Table.find(externalID: id, db)
        return try write(line, fields, known?.details.externalID ?? id, known, by: cause, at: now)
    }

    private func write(
        _ line: SyncLine, _ fields: SyncFields, _ id: String, _ known: Table.Contact?,
        by cause: CallAttachment.Cause, at now: Instant
    ) throws -> (SyncEffect, [String]) {
        let mark = try known.flatMap { try marks(of: [$0.id])[$0.id.value] }
        let (judgement, warnings) = judge(line, fields, known, mark)
        switch judgement {
        case .older, .same: return (.same, warnings)
        case .marked:
            if let known { try write(line.updatedAt, to: known.id) }
            return (.same, warnings)
        case .differs(var details):
            guard let known else {
                details.externalID = id
                let new = try Table.insertSynced(details, at: now, db)
                try write(line.updatedAt, to: new)
                try Following.note(details.phones, to: Table.owner(new), by: cause, db)
                return (.added, warnings)
            }
            try Table.update(known, to: details, by: nil, at: now, db)
            try write(line.updatedAt, to: known.id)
            try Following.note(
                details.phones.filter { !known.details.phones.has($0) },
                to: Table.owner(known.id), by: cause, db)
            return (.changed, warnings)
        }
    }

    /// Removes a contact. Its calls lose the link, or go to the only other contact that has their number.
    func remove(
        _ contact: Table.Contact, by cause: CallAttachment.Cause, at now: Instant
    ) throws {
        let owner = Table.owner(contact.id)
        let others = try contact.details.phones.distinctE164.map { phone in
            (phone, try owner.onlyOther(with: phone, db))
        }
        try ContactRemoval(gone: owner, heir: nil).begin(db)
        for (phone, other) in others {
            guard let other else { continue }
            try Following.note([PhoneNumber(phone)], to: other, by: cause, db)
        }
    }

    private func merge(
        _ known: Table.Contact?, _ id: String, into heir: String, _ line: SyncLine,
        by cause: CallAttachment.Cause, at now: Instant
    ) throws -> SyncEffect {
        let target = try Table.find(externalID: heir, db)
        guard let known else {
            // It went before, or never came: what is left is to know its id.
            guard let target, try Table.find(alias: id, db) != target.id else { return .same }
            try Table.writeAlias(id, of: target.id, db)
            return .changed
        }
        guard let target, target.id != known.id else {
            var details = known.details
            details.externalID = heir
            try Table.update(known, to: details, by: nil, at: now, db)
            try Table.writeAlias(id, of: known.id, db)
            try write(nil, to: known.id)
            return .changed
        }
        try Table.moveOwn(from: known.id, to: target.id, db)
        try ContactRemoval(gone: Table.owner(known.id), heir: target.id.value).begin(db)
        var merged = target.details.merged(with: known.details)
        var warnings: [String] = []
        merged.cutPhones(&warnings)
        try Table.update(target, to: merged, by: nil, at: now, db)
        try Following.note(
            merged.phones.filter { !target.details.phones.has($0) }, to: Table.owner(target.id),
            by: cause, db)
        return .removed
    }

    private func write(_ lineAt: Instant?, to id: Table.Contact.ID) throws {
        try db.cachedStatement(
            sql: """
                INSERT INTO \(Table.name)_sync (\(Table.name)_id, source, line_at) VALUES (?, ?, ?)
                ON CONFLICT DO UPDATE SET source = excluded.source, line_at = excluded.line_at
                """
        ).execute(arguments: [id, source, lineAt])
    }

    func marks(of ids: [Table.Contact.ID]) throws -> [Int64: SyncMark] {
        let chosen = JSONList.of(ids.map(\.value))
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT * FROM \(Table.name)_sync
                    WHERE \(Table.name)_id IN (SELECT value FROM json_each(?))
                    """), arguments: [chosen])
        var marks: [Int64: SyncMark] = [:]
        for row in rows {
            marks[row[0]] = SyncMark(source: row["source"], lineAt: row["line_at"])
        }
        return marks
    }
}

extension ClientTable: SyncedTable {
    static func insertSynced(
        _ details: ClientDetails, at now: Instant, _ db: Database
    ) throws -> Client.ID { try insert(details, at: now, db) }

    static func moveOwn(from gone: Client.ID, to kept: Client.ID, _ db: Database) throws {}
}

extension LeadTable: SyncedTable {
    static func insertSynced(
        _ details: LeadDetails, at now: Instant, _ db: Database
    ) throws -> Lead.ID { try insert(details, origin: .api, at: now, db) }

    static func moveOwn(from gone: Lead.ID, to kept: Lead.ID, _ db: Database) throws {
        try db.execute(
            sql: """
                UPDATE lead SET call_id = coalesce(call_id,
                    (SELECT call_id FROM lead WHERE id = ?)) WHERE id = ?
                """,
            arguments: [gone, kept])
    }
}
