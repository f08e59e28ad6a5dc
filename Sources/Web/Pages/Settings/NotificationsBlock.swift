import CallRules

/// The block of notices.
struct NotificationsBlock {
    let page: SettingsPage

    var html: HTML {
        """
        \(page.control("call_push_employee_ids"))
        \(page.control("push_delay_seconds"))
        \(page.control("notify_missed_lead_responsible"))
        \(page.control("notify_missed_client_admins"))
        \(page.control("notify_missed_unknown", nested: page.control("notify_missed_unknown_employee_ids")))
        \(page.control("missed_notice_age_minutes"))
        """
    }
}
