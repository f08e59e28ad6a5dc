import CallRules
import HTTPTypes
import JSONText
import Store

extension API {
    func listNotifications(_ request: APIRequest) throws -> Answer {
        var query = Query(request.query)
        var filter = NoticeFilter()
        filter.employeeID = query.id("employee_id")
        filter.callUUID = query.text("call_uuid")
        filter.kind = query.choice("kind")
        let page = query.page()
        try query.finish()
        return list(try store.notices(filter, page, seenBy: .program)) { JSON($0) }
    }
}

extension JSON {
    init(_ notice: NoticeRow) {
        self = .object([
            ("id", .integer(notice.id)),
            ("kind", .string(notice.kind.rawValue)),
            ("employee_id", .integer(notice.employeeID.value)),
            ("call_uuid", .string(notice.callUUID)),
            ("lead_id", .id(notice.leadID)),
            ("text", .string(notice.text)),
            ("formed_at", .time(notice.formedAt)),
            ("due_at", .time(notice.dueAt)),
            ("sent_at", .time(notice.sentAt)),
            ("seen_at", .time(notice.seenAt)),
            ("dropped_reason", .text(notice.droppedReason?.rawValue)),
        ])
    }
}
