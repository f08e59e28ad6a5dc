import CallRules
import GRDB

/// What rows of a file are judged by, within one transaction.
final class ImportWriting {
    let kind: ImportKind
    let shared: SharedNumbers
    /// The import, whose numbers older calls follow; nil: a rehearsal, or nothing is written.
    let job: ImportJob.ID?
    let now: Instant
    let db: Database
    private var names: ImportDirectory?

    init(
        _ kind: ImportKind, sharing shared: SharedNumbers, job: ImportJob.ID? = nil,
        at now: Instant,
        _ db: Database
    ) {
        self.kind = kind
        self.shared = shared
        self.job = job
        self.now = now
        self.db = db
    }

    /// Read when the first row names somebody: most files name nobody.
    func directory() throws -> ImportDirectory {
        if let names { return names }
        let names = try ImportDirectory(db)
        self.names = names
        return names
    }

    /// Has older calls of numbers follow to the contact that got them.
    func follow(_ phones: [PhoneNumber], to owner: CallOwner) throws {
        guard let job else { return }
        try Following.note(phones, to: owner, by: .importJob(job), db)
    }
}

/// What a row asks for.
enum ImportedChange<Contact: StoredContact> {
    /// A new contact, with this id of ours; nil: the next one.
    case added(Contact.Details, id: Int64?)
    case changed(Contact, to: Contact.Details)
    case same
}

extension ImportRow {
    /// Who the row is about: the name, else the company.
    var person: String? { cells[.name] ?? cells[.company] }
}
