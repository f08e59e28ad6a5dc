import CallRules
import GRDB

// The states of an import. A change of state is refused unless the import is in the expected state, so
// that only one of two concurrent requests succeeds.

extension Store {
    /// Stores an upload as a job whose columns are to be mapped. The caller writes the file next.
    package func beginImport(
        _ file: ImportedFile, by author: Author, at now: Instant
    ) throws(StoreError) -> ImportJob.ID {
        try write(.by(author, at: now)) {
            try ImportTable.insert(file, .uploaded, by: author, at: now, $0.db)
        }
    }

    /// Starts an import whose rows come from a command.
    ///
    /// - Parameter state: `checking` or `running`.
    /// - Returns: invalid at `columns` when they are not enough for an import; a conflict at `state` while
    ///   another import is running.
    package func beginImport(
        _ file: ImportedFile, straightInto state: ImportJob.State, by author: Author,
        at now: Instant
    ) throws(StoreError) -> SaveOutcome<ImportJob.ID> {
        try save(.by(author, at: now)) { db in
            if let validationMessage = file.kind.validationMessage(in: file.columns) {
                throw Refusal.invalid([FieldProblem("columns", validationMessage)])
            }
            try Store.refuseIfBusy(at: now, db)
            let id = try ImportTable.insert(file, state, by: author, at: now, db)
            if state == .running { try Store.audit(id, by: author, at: now, db) }
            return id
        }
    }

    /// Maps the columns and starts a rehearsal.
    ///
    /// - Returns: missing when the job has ended or is running; invalid at `columns` when they are
    ///   not enough for an import; a conflict at `state` while another import is running.
    package func checkImport(
        _ id: ImportJob.ID, columns: [ImportField?], at now: Instant
    ) throws(StoreError) -> SaveOutcome<ImportJob.ID> {
        try save(.system(at: now)) { db in
            guard let job = try ImportTable.find(id, db), job.state.isOpen, !job.state.isBusy,
                columns.count == job.columns.count
            else { throw Refusal.missing }
            if let validationMessage = job.kind.validationMessage(in: columns) {
                throw Refusal.invalid([FieldProblem("columns", validationMessage)])
            }
            try Store.refuseIfBusy(at: now, db)
            try ImportTable.name(columns, of: id, db)
            try ImportTable.begin(id, .checking, at: now, db)
            return id
        }
    }

    /// Stores a file as it is read with another separator; its columns are to be mapped again.
    ///
    /// - Returns: false: the import has ended or is running.
    package func readAnew(
        _ id: ImportJob.ID, as file: ImportedFile, at now: Instant
    ) throws(StoreError) -> Bool {
        try write(.upkeep) { transaction in
            guard let job = try ImportTable.find(id, transaction.db), job.state.isOpen,
                !job.state.isBusy
            else { return false }
            try ImportTable.read(file, of: id, at: now, transaction.db)
            return true
        }
    }

    /// Starts to write the rehearsed rows.
    ///
    /// - Returns: missing when no rehearsal has ended; a conflict at `state` while another import
    ///   is running.
    package func runImport(
        _ id: ImportJob.ID, by author: Author, at now: Instant
    ) throws(StoreError) -> SaveOutcome<ImportJob.ID> {
        try save(.by(author, at: now)) { db in
            guard let job = try ImportTable.find(id, db), job.state == .checked else {
                throw Refusal.missing
            }
            try Store.refuseIfBusy(at: now, db)
            try ImportTable.begin(id, .running, at: now, db)
            try Store.audit(id, by: author, at: now, db)
            return id
        }
    }

    /// Cancels an import; rows written so far stay.
    ///
    /// - Returns: false: it had ended before.
    package func cancelImport(_ id: ImportJob.ID, at now: Instant) throws(StoreError) -> Bool {
        let isCancelled = try write(.system(at: now)) { transaction in
            guard let job = try ImportTable.find(id, transaction.db), job.state.isOpen else {
                return false
            }
            try ImportTable.end(id, .cancelled, at: now, transaction.db)
            return true
        }
        importFile(id).remove()
        return isCancelled
    }

    /// Writes some rows and their result in one transaction, which lets every other write go first.
    ///
    /// - Parameters:
    ///   - shared: the numbers that several people of the file have.
    ///   - same: the result of rows before these that change nothing.
    ///   - limit: how long the transaction may take.
    /// - Returns: the result of the processed rows; nil: the import is no longer running.
    package func writeImport(
        _ rows: [ImportRow], in id: ImportJob.ID, sharing shared: SharedNumbers,
        after same: ImportTally = ImportTally(), at now: Instant,
        within limit: Duration = .milliseconds(10)
    ) throws(StoreError) -> ImportTally? {
        try writePatiently(.system(at: now), within: limit) {
            transaction, isTimeUp -> ImportTally? in
            let db = transaction.db
            guard let job = try ImportTable.find(id, db), job.state == .running else {
                return nil
            }
            transaction.sql.actor = job.employee.map { .employee($0) } ?? .system
            let tally = try ImportTally.writing(
                rows, ImportWriting(job.kind, sharing: shared, job: id, at: now, db),
                isTimeUp: isTimeUp)
            try ImportTable.count(same + tally, in: id, at: now, db)
            return tally
        }
    }

    /// The result of the first of these rows that change nothing, read without writing.
    package func unchanged(
        _ rows: [ImportRow], _ kind: ImportKind, sharing shared: SharedNumbers, at now: Instant
    ) throws(StoreError) -> ImportTally {
        try read { db in
            ImportTally.unchanged(rows, ImportWriting(kind, sharing: shared, at: now, db))
        }
    }

    /// Writes the next search keys of imported names, so that the next search need not.
    ///
    /// - Returns: whether there may be more.
    package func foldImportedNames(_ kind: ImportKind) throws(StoreError) -> Bool {
        try writePatiently(.upkeep) { tx, isTimeUp in
            try kind.names.fold(tx.db, limit: 200, isTimeUp: isTimeUp)
        }
    }

    /// Stores the result of rows that were rehearsed or change nothing.
    ///
    /// - Returns: false when the import is no longer in the state.
    package func noteImport(
        _ tally: ImportTally, in id: ImportJob.ID, _ state: ImportJob.State, at now: Instant
    ) throws(StoreError) -> Bool {
        try write(.upkeep) { transaction in
            guard try ImportTable.find(id, transaction.db)?.state == state else { return false }
            try ImportTable.count(tally, in: id, at: now, transaction.db)
            return true
        }
    }

    /// Restarts an interrupted rehearsal: its copy of the tables is gone.
    package func restartRehearsal(
        of id: ImportJob.ID, at now: Instant
    ) throws(StoreError) {
        try write(.system(at: now)) { transaction in
            guard try ImportTable.find(id, transaction.db)?.state == .checking else { return }
            try ImportTable.begin(id, .checking, at: now, transaction.db)
        }
    }

    /// Ends the current step: a rehearsal becomes `checked`, a run becomes `done`, either becomes
    /// `failed` when `hasFailed`. A cancelled import stays cancelled.
    package func endImport(_ id: ImportJob.ID, hasFailed: Bool, at now: Instant) throws(StoreError)
    {
        let state: ImportJob.State? = try write(.system(at: now)) { transaction in
            guard let job = try ImportTable.find(id, transaction.db) else { return .cancelled }
            guard job.state.isBusy else { return job.state }
            let next: ImportJob.State =
                hasFailed ? .failed : job.state == .running ? .done : .checked
            try ImportTable.end(id, next, at: now, transaction.db)
            return next
        }
        if state?.isOpen == false { importFile(id).remove() }
    }

    /// Imports, the latest first.
    package func imports(limit: Int) throws(StoreError) -> [ImportJob] {
        try read { try ImportTable.list("TRUE", limit: limit, $0) }
    }

    /// The import with this id; nil: there is none.
    package func importJob(_ id: ImportJob.ID) throws(StoreError) -> ImportJob? {
        try read { try ImportTable.find(id, $0) }
    }

    /// Imports that are running or were interrupted, the earliest first.
    package func busyImports() throws(StoreError) -> [ImportJob] {
        try read {
            try ImportTable.list("state = 'checking' OR state = 'running'", limit: 20, $0)
                .reversed()
        }
    }

    /// The validation messages of the next lines that have messages.
    ///
    /// - Parameter line: the last line already read.
    package func importRowErrors(
        of id: ImportJob.ID, after line: Int = 0, lines: Int
    ) throws(StoreError) -> [ImportRowError] {
        try read { try ImportTable.validationMessages(of: id, after: line, lines: lines, $0) }
    }

    /// Deletes the validation messages of a file in small transactions.
    package func deleteImportRowErrors(of id: ImportJob.ID) throws(StoreError) {
        while try write(.upkeep, { try ImportTable.deleteRowErrors(of: id, $0.db) }) {}
    }

    /// Cancels abandoned imports and deletes old reports.
    package func trimImports(at now: Instant) throws(StoreError) {
        let limit = now.earlier(bySeconds: ImportJob.patienceSeconds).milliseconds
        let old = try read { db in
            try ImportTable.list(
                """
                touched_at < \(limit) AND (state = 'uploaded' OR state = 'checked'
                    OR EXISTS (SELECT 1 FROM import_mistake WHERE job_id = import_job.id))
                """, limit: 20, db)
        }
        for job in old {
            _ = try cancelImport(job.id, at: now)
            try deleteImportRowErrors(of: job.id)
        }
    }

    private static func refuseIfBusy(at now: Instant, _ db: Database) throws {
        guard try ImportTable.isBusy(at: now, db) else { return }
        throw Refusal.conflict([FieldProblem("state", ValidationMessage.otherImport)])
    }

    private static func audit(
        _ id: ImportJob.ID, by author: Author, at now: Instant, _ db: Database
    ) throws {
        try AuditTable.insert(.imported, by: author, to: "import/\(id.value)", at: now, db)
    }
}

extension ImportKind {
    var names: FoldedNames {
        switch self {
        case .clients: .client
        case .leads: .lead
        }
    }

    /// Why the columns are not enough for an import; nil: they are enough.
    func validationMessage(in columns: [ImportField?]) -> LocalizedText? {
        var seen: Set<ImportField> = []
        for field in columns.compactMap({ $0 }) where field != .phones {
            guard columnFields.contains(field), seen.insert(field).inserted else {
                return ValidationMessage.columnTwice
            }
        }
        let telling: [ImportField] = [.name, .company, .phones, .givenName, .familyName]
        guard telling.contains(where: { columns.contains($0) && columnFields.contains($0) }) else {
            return ValidationMessage.noTellingColumn
        }
        return nil
    }
}
