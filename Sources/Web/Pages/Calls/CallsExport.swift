import CompanyTime
import CallRules
import HTTPTypes
import JSONText
import Store

/// The calls of the call log as a file, in the same order. It reads page by page, so that a slow
/// client does not keep a snapshot of the database open.
package struct CallsExport: Sendable {
    let store: Store
    let filter: CallFilter
    let order: CallOrder
    let format: Export.Format
    /// Whether the file has the uuids of the calls; for administrators.
    let showsUUID: Bool
    /// Whose calls the file has.
    let viewer: Viewer
    let localize: Localizer

    init(
        _ store: Store, _ wanted: CallFilterInput, _ format: Export.Format, showsUUID: Bool,
        seenBy viewer: Viewer, _ localize: Localizer
    ) {
        self.viewer = viewer
        self.store = store
        filter = wanted.filter
        order = wanted.order
        self.format = format
        self.showsUUID = showsUUID
        self.localize = localize
    }

    /// The export of the command line. It has the calls that an address of the call log with this
    /// query shows, in the language and time zone of the settings. Without a period the default one
    /// applies, and invalid values filter nothing.
    package init(_ store: Store, query: String, _ format: Export.Format, at now: Instant) {
        let snapshot = store.settings
        let settings = snapshot.settings
        let localize = Localizer(
            settings.language, timezone: settings.timezone, now: now, lines: snapshot.lines)
        // A command has no employee for `me`.
        let wanted = CallFilterInput(
            CallsQuery(text: query), days: settings.defaultPeriodDays, me: Employee.ID(0), localize)
        self.init(store, wanted, format, showsUUID: true, seenBy: .program, localize)
    }

    /// Writes the file in pieces.
    ///
    /// - Throws: what `send` throws, and `StoreError` when the database cannot be read.
    package func write(_ send: ([UInt8]) throws -> Void) throws {
        let columns = CallColumn.allCases.filter { showsUUID || $0 != .uuid }
        var file = ExportFile(
            format, name: localize(CommonStrings.calls), head: columns.map { $0.title(localize) },
            localize)
        try eachPage { calls in
            for call in calls {
                let cells = columns.map { $0.cell(of: call, localize) }
                file.add(
                    cells.map { $0.exported(localize) },
                    .object(zip(columns, cells).map { ($0.rawValue, $1.json) }))
            }
            try send(file.take())
        }
        try send(file.end())
    }

    /// Each page is a separate read.
    private func eachPage(_ use: ([CallRow]) throws -> Void) throws {
        var after: Cursor?
        repeat {
            let page = try store.calls(
                filter, Pagination(limit: Pagination.limits.upperBound, after: after), by: order,
                seenBy: viewer)
            try use(page.items)
            after = page.next
        } while after != nil
    }
}

extension Pages {
    /// All calls the call log shows, as a file.
    func exportCalls(_ visit: PageVisit) throws -> Answer {
        let wanted = CallFilterInput(
            CallsQuery(visit.query).without(.after),
            days: store.settings.settings.defaultPeriodDays, me: try visit.employee().id,
            visit.localize)
        guard wanted.problems.isEmpty else { return .seeOther(CallsQuery(visit.query).path) }
        let format = visit.query["format"].flatMap(Export.Format.init) ?? .csv
        if !visit.isHead {
            try store.noteExport(of: "calls", by: try visit.author(), at: visit.now)
        }
        let export = try CallsExport(
            store, wanted, format, showsUUID: visit.visitor.isAdmin, seenBy: visit.viewer(),
            visit.localize)
        let day = LocalDay(of: visit.now, in: visit.localize.companyClock).text
        return .file(named: "calls-\(day).\(format.rawValue)", format.contentType) {
            try export.write($0)
        }
    }
}
