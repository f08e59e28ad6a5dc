import CallRules

extension OpenAPI {
    /// What the document says about notices.
    static let notifications = Section(
        tag: "Notifications",
        operations: [
            .list(
                "/notifications", "listNotifications", "Notices, the latest first",
                filters: [
                    .query("employee_id", .anyID, "Whom it tells."),
                    .query("call_uuid", .text, "Of any leg, in any spelling."),
                    .query("kind", .choice(NoticeKind.self), "Kind."),
                ],
                answers: .page(of: "Notification"))
        ],
        schemas: [
            "Notification": .object([
                "id": .id,
                "kind": .choice(NoticeKind.self),
                "employee_id": .id,
                "call_uuid": .text,
                "lead_id": .id.orNull,
                "text": .text,
                "formed_at": .time,
                "due_at": .time,
                "sent_at": .timeOrNull,
                "seen_at": .timeOrNull,
                "dropped_reason": .choice(DropReason.self).orNull.saying(
                    "Why it will not be sent; null: it was sent or waits."),
            ])
        ])
}
