import CallRules
import GRDB

extension Store {
    /// Does the next steps of the oldest running erasure. After its last step, searches the file for remaining
    /// bytes of the phone and overwrites them.
    ///
    /// - Returns: whether there was work; not while it waits for the inquiry's search.
    package func continueErasures(at now: Instant) throws(StoreError) -> Bool {
        guard try read({ try ErasureTable.isUnderWay($0) }) else { return false }
        let done = try writePatiently(.system(at: now)) {
            tx, isTimeUp -> (erasure: Erasure.ID, search: NumberSearch)?? in
            guard var run = try ErasureRun(tx) else {
                try ErasureTable.endErased(at: now, tx.db)
                return .none
            }
            repeat {
                switch try run.step(at: now) {
                case .goesOn: continue
                case .waitsForSearch: return .none
                case .ended: return (run.erasure.id, run.search)
                }
            } while !isTimeUp()
            return .some(nil)
        }
        guard let done else { return false }
        try readIgnoreList()
        // From here on no row has the phone.
        if let (erasure, search) = done { try check(erasure, search, at: now) }
        return true
    }

    private func check(
        _ erasure: Erasure.ID, _ search: NumberSearch, at now: Instant
    ) throws(StoreError) {
        let traces = try clean(search)
        try write(.system(at: now)) { tx in
            try tx.db.execute(
                sql: "UPDATE erasure SET checked_at = ?, remaining = ?, alike = ? WHERE id = ?",
                arguments: [now, traces.remaining, traces.alike, erasure])
        }
    }

    /// Overwrites the remaining bytes of deleted rows, and looks for the phone in what is left.
    ///
    /// - Returns: the places that remain: newer rows, other phones, and pages that could not be cleaned.
    func clean(_ search: NumberSearch) throws(StoreError) -> FileTraces {
        do {
            try moveLogIntoFile()
            _ = try cleared(try lookups.read { try FileTraces.unusedPages($0) })
            var traces = try searched(search)
            // Other work may write pages and read the WAL between two rounds.
            for _ in 0..<20 where !traces.pages.isEmpty {
                if try cleared(traces.pages) == 0 { break }
                traces = try searched(search)
            }
            return traces
        } catch let error as StoreError {
            throw error
        } catch {
            throw StoreError(error)
        }
    }

    private func searched(_ search: NumberSearch) throws -> FileTraces {
        try moveLogIntoFile()
        return try lookups.read { try FileTraces(of: search, $0) }
    }

    /// - Returns: the number of pages in which bytes were overwritten, and of pages that a reader blocked.
    private func cleared(_ pages: [Int64]) throws -> Int {
        var count = 0
        for start in stride(from: 0, to: pages.count, by: Connection.maxPages) {
            let some = pages[start..<min(start + Connection.maxPages, pages.count)]
            count +=
                try untilNoReader { try writer.performAlone { try $0.clearSlack(of: some) } }
                ?? some.count
        }
        return count
    }

    /// Empties the WAL, if readers let it.
    private func moveLogIntoFile() throws {
        try writer.performAlone { try $0.checkpoint() }
        _ = try untilNoReader { try writer.performAlone { try $0.emptyLog() } ? true : nil }
    }

    /// Tries again while readers hold the WAL. Between two tries, other work is written.
    private func untilNoReader<Value>(_ work: () throws -> Value?) throws -> Value? {
        for _ in 0..<5 {
            if let value = try work() { return value }
        }
        return nil
    }
}
