import CallRules

/// One request of a sync: takes its lines in their order and then ends it.
///
/// Lines are written in transactions of at most 200 lines and 10 ms, which let every other write go first;
/// lines that change nothing are only read. Killed at any place, the same request again does what is left.
/// Not thread-safe.
package final class SyncSession {
    /// Most lines of one transaction.
    package static let mostLines = 200
    /// The longest time for the lines of a transaction, which ends as soon as another write waits.
    private static let transactionLimit = Duration.milliseconds(25)

    private let store: Store
    private let request: SyncRequest
    private let clock: @Sendable () -> Instant
    /// Nil: nothing was written yet.
    private var run: SyncRun.ID?
    private var named = SyncNames()
    /// A line had no readable id.
    private var hasUnreadable = false
    /// Lines that name an alias, for the end.
    private var putOff: [SyncLine] = []
    private var tally = SyncTally()
    /// Called after each transaction; tests end the program here.
    var committed: () throws(StoreError) -> Void = {}

    /// Begins the request, or goes on with the run that it is a part of.
    package init(
        _ request: SyncRequest, in store: Store, clock: @escaping @Sendable () -> Instant
    ) throws(StoreError) {
        self.store = store
        self.request = request
        self.clock = clock
        guard let name = request.part?.run else { return }
        let now = clock()
        let open = try store.write(.upkeep) { try SyncRunTable.open(request, name, at: now, $0.db) }
        run = open.id
        hasUnreadable = open.hasUnreadable
        named.formUnion(try store.read { try SyncRunTable.named(open.id, $0) })
    }

    /// Takes the next lines.
    package func take(_ lines: [SyncLine]) throws(StoreError) {
        var start = 0
        while start < lines.count {
            let end = min(start + SyncSession.mostLines, lines.count)
            try takeSome(Array(lines[start..<end]))
            start = end
        }
    }

    /// Ends the request; after the last part of a snapshot removes what the run did not name.
    package func end() throws(StoreError) -> SyncOutcome {
        let lines = putOff
        putOff = []
        try write(lines) { [named] line, id, records, cause, now in
            if try records.isNamedItself(id, in: named) {
                return (.same, ["is an alias of a record that the run names itself; ignored"])
            }
            return try records.write(throughAlias: line, id, by: cause, at: now)
        }
        if request.isLast, request.mode == .snapshot {
            if let removing = try removeMissing() {
                try followCalls()
                return .braked(removing: removing, tally)
            }
        }
        if named.isEmpty, !hasUnreadable {
            tally.warn(["there is no line: nothing was done, and nobody was removed"])
        }
        if request.isLast, let run {
            let now = clock()
            try store.write(.upkeep) { try SyncRunTable.end(run, at: now, $0.db) }
        }
        try followCalls()
        return .done(tally)
    }

    private func takeSome(_ lines: [SyncLine]) throws(StoreError) {
        var hashes: [Int64] = []
        var seen: Set<String> = []
        var isOnce = true
        var unreadable = false
        for line in lines {
            if let id = line.externalID {
                hashes.append(named.insert(id))
                isOnce = seen.insert(id).inserted && isOnce
            } else {
                unreadable = true
            }
        }
        var unchanged: [Int: [String]] = [:]
        if isOnce { unchanged = try store.read { try request.records($0).unchanged(lines) } }
        var rest: [SyncLine] = []
        for (index, line) in lines.enumerated() {
            if let warnings = unchanged[index] {
                tally.count(.same)
                tally.warn(line, line.warnings + warnings)
            } else {
                rest.append(line)
            }
        }
        try write(rest) { line, id, records, cause, now in
            try records.write(line, id, by: cause, at: now)
        }
        if unreadable, !hasUnreadable {
            hasUnreadable = true
            if let run, request.part != nil {
                try store.write(.upkeep) { try SyncRunTable.noteUnreadable(run, $0.db) }
            }
        }
        // After the lines: a part that was cut off is sent again.
        if let run, request.part != nil {
            try store.writePatiently(.upkeep) { tx, _ in
                try SyncRunTable.name(hashes, in: run, tx.db)
            }
        }
    }

    private typealias Work = (
        SyncLine, String, any SyncedRecords, CallAttachment.Cause, Instant
    ) throws -> (SyncEffect, [String])

    /// What one transaction did.
    private struct Piece {
        var run: SyncRun.ID?
        var lines = 0
        var tally = SyncTally()
        var putOff: [SyncLine] = []
    }

    private func write(_ lines: [SyncLine], _ work: @escaping Work) throws(StoreError) {
        var start = 0
        while start < lines.count {
            let (request, run, now) = (request, run, clock())
            let rest = Array(lines[start...])
            let piece = try store.writePatiently(
                .by(request.author, at: now), within: SyncSession.transactionLimit
            ) { tx, isTimeUp in
                try SyncSession.piece(rest, request, run, at: now, tx, isTimeUp, work)
            }
            self.run = piece.run
            tally += piece.tally
            putOff += piece.putOff
            start += piece.lines
            try committed()
        }
    }

    private static func piece(
        _ lines: [SyncLine], _ request: SyncRequest, _ run: SyncRun.ID?, at now: Instant,
        _ tx: Writer.Transaction, _ isTimeUp: () -> Bool, _ work: Work
    ) throws -> Piece {
        let db = tx.db
        var piece = Piece()
        let id = try run ?? SyncRunTable.insert(request, name: nil, at: now, db)
        let records = try request.records(db)
        for line in lines {
            if piece.lines > 0, isTimeUp() { break }
            piece.lines += 1
            guard let externalID = line.externalID else {
                if case .unusable(let problems) = line.content {
                    piece.tally.refuse(line, problems)
                }
                continue
            }
            // Others check everything before they write.
            if line.isMerge { try tx.sql.run("SAVEPOINT line") }
            do {
                let (effect, warnings) = try work(line, externalID, records, .sync(id), now)
                if effect == .putOff { piece.putOff.append(line) }
                piece.tally.count(effect)
                piece.tally.warn(line, effect == .putOff ? [] : line.warnings + warnings)
            } catch Refusal.invalid(let problems), Refusal.conflict(let problems) {
                if line.isMerge { try tx.sql.run("ROLLBACK TO line") }
                piece.tally.refuse(line, problems)
            }
            if line.isMerge { try tx.sql.run("RELEASE line") }
        }
        try SyncRunTable.count(piece.tally, in: id, by: request.author, at: now, db)
        if run == nil, !piece.tally.hasChanges {
            try db.execute(sql: "DELETE FROM sync_run WHERE id = ?", arguments: [id])
        } else {
            piece.run = id
        }
        return piece
    }
}

// MARK: - Snapshots

extension SyncSession {
    /// Removes the records of the source that the run did not name.
    ///
    /// - Returns: their number, when there are so many that it is asked first; nothing was removed then.
    private func removeMissing() throws(StoreError) -> Int? {
        if named.isEmpty { return nil }
        if hasUnreadable {
            tally.warn(["a line has no readable external_id: nobody was removed"])
            return nil
        }
        var ids: [Int64] = []
        var last: Int64? = 0
        while let after = last {
            let (some, end) = try store.read { db in
                try request.records(db).missing(from: named, after: after, limit: 1000)
            }
            ids += some
            last = end
        }
        let all = try store.read { try request.records($0).count() }
        if SyncRequest.isMany(ids.count, of: all), request.confirmed != ids.count {
            return ids.count
        }
        while !ids.isEmpty {
            let (request, run, rest, now) = (request, run, ids, clock())
            let piece = try store.writePatiently(
                .by(request.author, at: now), within: SyncSession.transactionLimit
            ) { tx, isTimeUp in
                try SyncSession.remove(rest, request, run, at: now, tx, isTimeUp)
            }
            self.run = piece.run
            tally += piece.tally
            ids.removeFirst(piece.lines)
            try committed()
        }
        return nil
    }

    private static func remove(
        _ ids: [Int64], _ request: SyncRequest, _ run: SyncRun.ID?, at now: Instant,
        _ tx: Writer.Transaction, _ isTimeUp: () -> Bool
    ) throws -> Piece {
        let db = tx.db
        var piece = Piece()
        let id = try run ?? SyncRunTable.insert(request, name: nil, at: now, db)
        piece.run = id
        let records = try request.records(db)
        for record in ids.prefix(mostLines) {
            if piece.lines > 0, isTimeUp() { break }
            piece.lines += 1
            do {
                if try records.removeMissing(record, by: .sync(id), at: now) {
                    piece.tally.count(.removed)
                }
            } catch Refusal.invalid(let problems), Refusal.conflict(let problems) {
                piece.tally.warn(
                    problems.map { "the record \(record) is not named and stays: \($0.message.en)" }
                )
            }
        }
        try SyncRunTable.count(piece.tally, in: id, by: request.author, at: now, db)
        return piece
    }

    private func followCalls() throws(StoreError) {
        while try store.continueRemovals(at: clock()) { try committed() }
        while try store.continueFollowing(at: clock()) { try committed() }
    }
}
