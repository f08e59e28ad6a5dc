import CallRules

/// The records that a CRM sends in lines.
package enum SyncKind: String, CaseIterable, Sendable {
    case clients, leads, employees
}

/// What a request of a sync asks for.
package struct SyncRequest: Hashable, Sendable {
    /// What the lines do not name.
    package enum Mode: String, CaseIterable, Sendable {
        /// It stays.
        case changes
        /// It goes, if it belongs to the source.
        case snapshot
    }

    /// A run of several requests.
    package struct Part: Hashable, Sendable {
        /// The CRM's name of the run, 1…100 characters.
        package let run: String
        /// No further part follows.
        package let isLast: Bool

        package init(run: String, isLast: Bool) {
            self.run = run
            self.isLast = isLast
        }
    }

    package let kind: SyncKind
    /// The system that the lines come from: 1…40 of `a-z 0-9 . _ -`.
    package let source: String
    package let mode: Mode
    /// Nil: the request is the whole run.
    package let part: Part?
    /// The number of records whose removal was announced and is wanted; nil: none was.
    package let confirmed: Int?
    /// Whether lines may make administrators and change them.
    package let mayChangeAdministrators: Bool
    /// For the audit.
    package let author: Author

    package init(
        kind: SyncKind, source: String, mode: Mode, part: Part? = nil, confirmed: Int? = nil,
        mayChangeAdministrators: Bool, author: Author
    ) {
        self.kind = kind
        self.source = source
        self.mode = mode
        self.part = part
        self.confirmed = confirmed
        self.mayChangeAdministrators = mayChangeAdministrators
        self.author = author
    }

    /// Whether the run ends with this request.
    var isLast: Bool { part?.isLast ?? true }

    /// Whether so many removals of so many records are more than a CRM usually means.
    static func isMany(_ removing: Int, of all: Int) -> Bool {
        removing > 20 && removing * 20 > all
    }
}

/// One line of a sync.
package struct SyncLine: Hashable, Sendable {
    /// What the line says of its record.
    package enum Content: Hashable, Sendable {
        /// The record as it is.
        case fields(SyncFields)
        /// The record was deleted; it was merged into the one with this id, or into none.
        case gone(mergedInto: String?)
        /// The line cannot be used.
        case unusable([FieldProblem])
    }

    /// From 1.
    package let number: Int
    /// The CRM's id of the record; nil: it cannot be read.
    package let externalID: String?
    package let content: Content
    /// When the CRM changed the record; nil: the line does not say.
    package let updatedAt: Instant?
    /// Whether it moves the rows of one record to another.
    var isMerge: Bool { if case .gone(_?) = content { true } else { false } }

    /// What was odd about the line itself.
    package let warnings: [String]

    package init(
        number: Int, externalID: String?, content: Content, updatedAt: Instant? = nil,
        warnings: [String] = []
    ) {
        self.number = number
        self.externalID = externalID
        self.content = content
        self.updatedAt = updatedAt
        self.warnings = warnings
    }
}

/// The fields that a line names. A field is nil when the line does not name it; `.some(nil)` empties it.
package struct SyncFields: Hashable, Sendable {
    package var name: String?
    package var company: String??
    /// As the CRM wrote them.
    package var phones: [String]?
    /// The CRM's ids of the employees, in order.
    package var admins: [String]?
    package var url: String??
    package var status: Choice??
    package var source: Choice??
    /// The CRM's id of the employee.
    package var responsible: String??
    package var email: String??
    package var `extension`: String??
    package var role: Employee.Role?
    package var active: Bool?

    /// A row of a short list.
    package enum Choice: Hashable, Sendable {
        case id(Int64)
        case name(String)
    }

    package init() {}
}
