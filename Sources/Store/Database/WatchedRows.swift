import CSQLite

/// Rows whose changes concern open pages, `SessionCache` or the courier. The columns are those that the
/// code behind them reads: `LiveCallCache`, the bell (`NoticeRow`), the count of missed calls
/// (`MissedCaseRow`).
struct WatchedRows {
    let table: String
    /// Of SQLite: `SQLITE_INSERT`, `SQLITE_UPDATE`, `SQLITE_DELETE`.
    let operations: Set<Int32>
    /// An UPDATE counts when it changes one of these columns; nil: every UPDATE counts.
    let columns: [String]?
    let kinds: ChangeWatch.Kinds
    /// The column with the employee whose notices change; nil: no employee.
    let employee: String?

    private init(
        _ table: String, _ kinds: ChangeWatch.Kinds, _ columns: [String]? = nil,
        of employee: String? = nil,
        on operations: Set<Int32> = [SQLITE_INSERT, SQLITE_UPDATE, SQLITE_DELETE]
    ) {
        self.table = table
        self.operations = operations
        self.columns = columns
        self.kinds = kinds
        self.employee = employee
    }

    static let all = [
        WatchedRows(
            "call", .calls,
            [
                "updated_at", "state", "client_id", "lead_id", "uuid", "direction", "origin",
                "started_at", "note", "category_id", "ignored_by",
            ]),
        WatchedRows("ignored_number", .calls),
        WatchedRows("call_category", .calls, ["name", "position"]),
        WatchedRows("dismissed_call", .calls),
        // Whose card a call is.
        WatchedRows("extension_owner", .calls),
        WatchedRows(
            "notice", .calls, ["kind", "employee_id", "call_id", "due_at", "dropped_reason"]),
        WatchedRows(
            "notice", [],
            [
                "kind", "employee_id", "call_id", "due_at", "dropped_reason", "lead_id", "text",
                "seen_at",
            ], of: "employee_id"),
        // A changed text: the outcome the notice waited for is known.
        WatchedRows(
            "notice", .courierWork, ["text", "due_at"], on: [SQLITE_INSERT, SQLITE_UPDATE]),
        WatchedRows(
            "delivery", .courierWork, ["next_at"], on: [SQLITE_INSERT, SQLITE_UPDATE]),
        WatchedRows(
            "missed_case", .cases,
            [
                "phone", "opened_at", "last_missed_at", "missed_calls", "attempts", "state",
                "ended_at", "returned_by_call_id", "closing_id",
            ]),
        // These rows decide who is to call back.
        WatchedRows("client_phone", .cases),
        WatchedRows("lead_phone", [.cases, .leads]),
        WatchedRows("client_admin", .cases),
        WatchedRows("lead", .leads),
        WatchedRows(
            "lead", .cases, ["status_id", "responsible_employee_id"], on: [SQLITE_UPDATE]),
        // The bell tells administrators.
        WatchedRows(
            "webhook_endpoint", .cases, ["off_cause"], on: [SQLITE_UPDATE, SQLITE_DELETE]),
        WatchedRows("flood_brake", .cases, on: [SQLITE_INSERT]),
        WatchedRows("lead_status", .cases, ["kind"], on: [SQLITE_UPDATE]),
        WatchedRows("employee", .cases, ["active"], on: [SQLITE_UPDATE]),
        WatchedRows(
            "employee", .sessions,
            [
                "name", "extension", "role", "may_listen", "may_export", "may_delete", "active",
                "language",
            ],
            on: [SQLITE_UPDATE]),
        WatchedRows("line", .lines, ["number", "name", "settings"]),
        WatchedRows("session", .sessions, on: [SQLITE_DELETE]),
        WatchedRows("session", .sessions, ["hash", "role_limit"], on: [SQLITE_UPDATE]),
    ]
}
