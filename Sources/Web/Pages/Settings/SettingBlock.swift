import CallRules
import Store

/// The blocks of the settings page and their keys, in the order of the page.
enum SettingBlock: String, CaseIterable {
    case connection, history, leads, notifications, distribution, security, retention

    var keys: [String] {
        switch self {
        case .connection:
            [
                "phonet_domain", "phonet_api_key", "client_url_template", "lead_url_template",
                "new_contact_url_template",
            ]
        case .history: ["default_period_days", "timezone", "language"]
        case .leads:
            [
                "create_lead_on_missed_incoming", "create_lead_on_missed_incoming_if_client_exists",
                "create_lead_on_answered_incoming",
                "create_lead_on_answered_incoming_if_client_exists",
                "create_lead_on_missed_outgoing", "create_lead_on_missed_outgoing_if_client_exists",
                "create_lead_on_answered_outgoing",
                "create_lead_on_answered_outgoing_if_client_exists",
                "missed_call_lead_source_id", "answered_call_lead_source_id", "reopen_status_id",
            ]
        case .notifications:
            [
                "call_push_employee_ids", "push_delay_seconds", "notify_missed_lead_responsible",
                "notify_missed_client_admins", "notify_missed_unknown",
                "notify_missed_unknown_employee_ids", "missed_notice_age_minutes",
            ]
        case .distribution:
            ["distribution_mode", "distribution_employee_ids", "use_phonet_pause_as_presence"]
        case .security: ["module_enabled", "webhook_allowed_networks", "employees_may_listen"]
        case .retention:
            [
                "keep_calls_days", "keep_messages_days", "keep_notices_days", "keep_audit_days",
                "keep_comparisons_days",
            ]
        }
    }

    var title: LocalizedText {
        switch self {
        case .connection: LocalizedText(uk: "Підключення", en: "Connection")
        case .history: LocalizedText(uk: "Історія та статистика", en: "History and statistics")
        case .leads: CommonStrings.leads
        case .notifications: CommonStrings.notices
        case .distribution: CommonStrings.leadDistribution
        case .security: LocalizedText(uk: "Безпека", en: "Security")
        case .retention: LocalizedText(uk: "Зберігання даних", en: "Data retention")
        }
    }

    var lead: LocalizedText {
        switch self {
        case .connection:
            LocalizedText(
                uk: "Адреси для кабінету Phonet і доступ до його API.",
                en: "The addresses for Phonet’s cabinet, and the access to its API.")
        case .history:
            LocalizedText(
                uk: "За який період і за яким часом показувати дзвінки.",
                en: "The period and the time in which calls are shown.")
        case .leads:
            LocalizedText(
                uk: "Які дзвінки створюють лідів і які ліди відкриваються знову.",
                en: "Which calls create leads, and which leads are reopened.")
        case .notifications:
            LocalizedText(
                uk: "Кому й коли надсилати сповіщення про дзвінки.",
                en: "Who gets notices about calls, and when.")
        case .distribution:
            LocalizedText(
                uk: "Хто отримує лідів, створених із дзвінків з невідомих номерів.",
                en: "Who gets the leads created from calls of unknown numbers.")
        case .security:
            LocalizedText(
                uk: "Чиїм повідомленням вірити та чи працює модуль.",
                en: "Whose messages to believe, and whether the module works.")
        case .retention:
            LocalizedText(
                uk: """
                    Скільки днів зберігати кожен вид даних; 0 – безстроково. Старіше видаляється щоночі \
                    о 03:30 назавжди.
                    """,
                en: """
                    How many days each kind of data is kept; 0 is for ever. What is older is deleted \
                    every night at 03:30, for good.
                    """)
        }
    }
}
