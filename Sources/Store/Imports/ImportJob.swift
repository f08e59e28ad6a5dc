import CallRules

/// An import of clients or leads. Its steps: upload, mapping of columns, rehearsal, writing.
package struct ImportJob: Hashable, Sendable {
    package struct ID: RowID {
        package let value: Int64
        package init(_ value: Int64) { self.value = value }
    }

    package let id: ID
    package let kind: ImportKind
    /// The file name of the upload.
    package let fileName: String
    /// The name of the author at that time.
    package let author: String
    /// Nil: no employee, or one who was deleted since.
    let employee: Employee.ID?
    /// The step it is in.
    package let state: State
    /// Meaning of each column; nil: it is skipped.
    package let columns: [ImportField?]
    /// What was found in each column; empty for an import of version 0.6.0 and before.
    package let survey: [ImportColumn]
    /// The separator that somebody chose; nil: it is found out.
    package let separator: Unicode.Scalar?
    /// Rows above the headings, which are left out.
    package let rowsAbove: Int
    /// Rows below the heading.
    package let rows: Int
    /// Counts of the current step, without its validation messages.
    package let tally: ImportTally
    /// When the file was uploaded.
    package let begunAt: Instant
    /// When a batch was last finished.
    package let touchedAt: Instant

    /// Its state; the raw values are stored.
    package enum State: String, CaseIterable, Sendable {
        /// Waits for the columns to be mapped.
        case uploaded
        /// The rehearsal runs.
        case checking
        /// The rehearsal has ended; nothing is written yet.
        case checked
        /// The rows are being written.
        case running
        case done
        /// Cancelled, or abandoned for a day; rows written so far stay.
        case cancelled
        /// The file could not be read to its end; rows written so far stay.
        case failed

        /// Whether a rehearsal or a run is under way.
        package var isBusy: Bool { self == .checking || self == .running }
        /// Whether it has not ended.
        package var isOpen: Bool { isBusy || self == .uploaded || self == .checked }
    }

    /// Seconds after which an abandoned file and the reports are deleted.
    package static let patienceSeconds = 24 * 3600

    /// Seconds without a finished batch after which it counts as interrupted.
    package static let maxSilentSeconds = 120

    /// Whether a batch was finished recently, as of `now`.
    package func isBusy(at now: Instant) -> Bool {
        state.isBusy && now.seconds(since: touchedAt) < ImportJob.maxSilentSeconds
    }

    /// The columns with texts that no field takes.
    package var unused: [ImportColumn] {
        zip(columns, survey).filter { $0 == nil && $1.filled > 0 }.map(\.1)
    }

    /// Share of the rows processed, 0…100.
    package var percent: Int { rows > 0 ? min(100, tally.rows * 100 / rows) : 100 }
}

/// What was found in a column of a file.
package struct ImportColumn: Hashable, Sendable, Codable {
    /// From 1.
    package let number: Int
    /// As the file has it, at most 60 characters; empty: it has none.
    package let heading: String
    /// The cells with a text.
    package let filled: Int
    /// The cells that hold a telephone number.
    package let numbers: Int

    package init(number: Int, heading: String, filled: Int, numbers: Int) {
        self.number = number
        self.heading = String(heading.prefix(60))
        self.filled = filled
        self.numbers = numbers
    }
}

/// An upload that is no import job yet.
package struct ImportedFile: Sendable {
    package let kind: ImportKind
    /// At most 200 characters, control characters left out.
    package let name: String
    /// Meaning of each column by its heading; nil: unknown.
    package let columns: [ImportField?]
    /// Rows below the heading.
    package let rows: Int
    /// What was found in each column.
    package let survey: [ImportColumn]
    /// The separator that somebody chose; nil: it is found out.
    package let separator: Unicode.Scalar?
    /// Rows above the headings, which are left out.
    package let rowsAbove: Int

    package init(
        kind: ImportKind, name: String, columns: [ImportField?], rows: Int,
        survey: [ImportColumn] = [], separator: Unicode.Scalar? = nil, rowsAbove: Int = 0
    ) {
        self.kind = kind
        self.name = String(
            String.UnicodeScalarView(
                name.unicodeScalars.lazy.filter { $0.properties.generalCategory != .control }
                    .prefix(200)))
        self.columns = columns
        self.rows = rows
        self.survey = survey
        self.separator = separator
        self.rowsAbove = rowsAbove
    }
}
