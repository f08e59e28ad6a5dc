/// The rows and columns that are a record's own: a change of one of them makes the record's version grow
/// and appends an event. They are what `GET` of the record shows, less what it only mirrors: names and
/// ids of other records, notices, decisions, presence.
struct RecordedRows {
    let table: String
    /// What the rows belong to.
    let record: Record
    /// An UPDATE counts when it changes one of these columns; nil: any column.
    let columns: [String]?

    enum Record {
        /// The row is the record; `name` is the column that outlives it in the log.
        case own(RecordKind, name: String?)
        /// The record's id is in this column. A row that goes to another record changes both; a call
        /// whose legs went to another one and that is deleted was merged into it.
        case part(RecordKind, of: String)
        /// The uuid of a leg of the call is in this column.
        case ofLeg(String)
        /// The row hides a client or a lead that is being removed: to the CRM it is gone, although its
        /// row may outlast the piece of work.
        case removal
        /// An erasure, which has ended when this column is no longer null.
        case erasure(ended: String)
    }

    private init(_ table: String, _ record: Record, _ columns: [String]? = nil) {
        self.table = table
        self.record = record
        self.columns = columns
    }

    static let all = [
        RecordedRows(
            "call", .own(.call, name: "uuid"),
            [
                "uuid", "direction", "state", "outcome", "phone", "raw_number", "number_class",
                "is_own", "contact_name", "trunk", "employee_id", "extension", "started_at",
                "answered_at", "ended_at", "wait_seconds", "talk_seconds", "disposition",
                "transfer_history", "recording_url", "client_id", "lead_id", "lead_created",
                "note", "category_id", "ignored_by",
            ]),
        RecordedRows("leg", .part(.call, of: "call_id")),
        RecordedRows("recording", .ofLeg("leg_uuid"), ["finding"]),
        RecordedRows(
            "lead", .own(.lead, name: "external_id"),
            [
                "external_id", "url", "name", "status_id", "source_id",
                "responsible_employee_id", "call_id", "other_phones", "updated_at",
            ]),
        RecordedRows("lead_phone", .part(.lead, of: "lead_id")),
        RecordedRows(
            "client", .own(.client, name: "external_id"),
            ["external_id", "url", "name", "company", "other_phones"]),
        RecordedRows("client_phone", .part(.client, of: "client_id")),
        RecordedRows("client_admin", .part(.client, of: "client_id")),
        RecordedRows("removal", .removal),
        RecordedRows(
            "employee", .own(.employee, name: "external_id"),
            [
                "external_id", "name", "email", "extension", "role", "may_listen",
                "may_export", "may_delete", "active", "language",
            ]),
        RecordedRows(
            "missed_case", .own(.missed, name: nil),
            [
                "phone", "opened_at", "first_call_id", "state", "ended_at",
                "returned_by_call_id", "closing_id",
            ]),
        RecordedRows("erasure", .erasure(ended: "ended_at"), ["ended_at"]),
    ]
}
