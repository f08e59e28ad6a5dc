import CallRules

extension OpenAPI {
    /// The section about notices.
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
                "id": .id.saying("The number of the notice."),
                "kind": .choice(NoticeKind.self).saying("What it tells of."),
                "employee_id": .id.saying("Whom it tells."),
                "call_uuid": .text.saying("The call it tells of."),
                "lead_id": .id.orNull.saying("The lead it tells of."),
                "text": .text.saying("Its words, in the employee's language."),
                "formed_at": .time.saying("When the rules formed it."),
                "due_at": .time.saying("It goes out at this time or later."),
                "sent_at": .timeOrNull.saying("When it went out."),
                "seen_at": .timeOrNull.saying("When the employee saw it."),
                "dropped_reason": .choice(DropReason.self).orNull.saying(
                    "Why it will not be sent; null: it was sent or waits."),
            ])
        ])
}
