import CallRules

/// A file of clients or leads on its way into the books: uploaded, its columns named, rehearsed, taken over.
package struct ImportJob: Hashable, Sendable {
    package struct ID: RowID {
        package let value: Int64
        package init(_ value: Int64) { self.value = value }
    }

    package let id: ID
    package let kind: ImportKind
    /// As the person's machine calls it.
    package let fileName: String
    /// Who brought it, as they were called then.
    package let author: String
    package let state: State
    /// What each column of the file is; nil: it is left out.
    package let columns: [ImportField?]
    /// Below the heading.
    package let rows: Int
    /// What came of the rows so far, in the phase it is in; without the mistakes.
    package let tally: ImportTally
    package let begunAt: Instant
    /// When it was last worked at.
    package let touchedAt: Instant

    /// Where it stands; the raw values are stored.
    package enum State: String, CaseIterable, Sendable {
        /// The columns wait to be named.
        case uploaded
        /// It is found out what the file would do.
        case checking
        /// That is known; nothing is written yet.
        case checked
        /// The rows are being written.
        case running
        case done
        /// Somebody stopped it, or nobody came back for a day; what was written stays.
        case cancelled
        /// The file was not to be read to its end; what was written stays.
        case failed

        /// Whether it is being worked at.
        package var isBusy: Bool { self == .checking || self == .running }
        /// Whether anything can still come of it.
        package var isOpen: Bool { isBusy || self == .uploaded || self == .checked }
    }

    /// A file nobody came back for is forgotten after so long, and so are the reports.
    package static let patienceSeconds = 24 * 3600

    /// One that is being worked at moves on at least so often; else its program was ended in the midst.
    package static let mostSilentSeconds = 120

    /// Whether it is being worked at, as of `now`.
    package func isBusy(at now: Instant) -> Bool {
        state.isBusy && now.seconds(since: touchedAt) < ImportJob.mostSilentSeconds
    }

    /// How much of the file has been looked at, 0…100.
    package var percent: Int { rows > 0 ? min(100, tally.rows * 100 / rows) : 100 }
}

/// What was brought, before it is a job.
package struct ImportedFile: Sendable {
    package let kind: ImportKind
    /// At most 200 characters, control characters left out.
    package let name: String
    /// What each column is, as far as its heading tells.
    package let columns: [ImportField?]
    /// Below the heading.
    package let rows: Int

    package init(kind: ImportKind, name: String, columns: [ImportField?], rows: Int) {
        self.kind = kind
        self.name = String(
            String.UnicodeScalarView(
                name.unicodeScalars.lazy.filter { $0.properties.generalCategory != .control }
                    .prefix(200)))
        self.columns = columns
        self.rows = rows
    }
}
