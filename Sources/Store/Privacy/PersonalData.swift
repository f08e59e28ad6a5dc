import CallRules

/// Everything the database holds about people outside the company. A new table with a phone, a name or a
/// message needs an entry here; a test fails for a table that is in none of the three lists.
enum PersonalData {
    static let tables = [
        PersonalTable(
            table: "call", label: CommonStrings.calls, link: .number("phone"),
            searched: ["raw_number", "contact_name", "note"],
            change: """
                phone = :token, raw_number = :token, number_class = 'external', is_own = 0,
                contact_name = iif(contact_name IS NULL, NULL, :name), recording_url = NULL, note = NULL,
                client_id = (SELECT client_id FROM client_phone
                    WHERE client_id = call.client_id AND e164 = :token),
                lead_id = (SELECT lead_id FROM lead_phone
                    WHERE lead_id = call.lead_id AND e164 = :token)
                """,
            key: "uuid"),
        PersonalTable(
            table: "leg", label: LocalizedText(uk: "Плечі дзвінків", en: "Call legs"),
            link: .call("call_id"), searched: ["number", "contact_name"],
            change: """
                number = :token, contact_name = iif(contact_name IS NULL, NULL, :name),
                recording_url = NULL
                """,
            key: "uuid"),
        PersonalTable(
            table: "webhook_message",
            label: CommonStrings.phonetLog,
            link: .call("call_id"), searched: ["payload", "reason", "reasons"],
            change: "payload = x'', reason = NULL, reasons = NULL"),
        PersonalTable(
            table: "decision", label: LocalizedText(uk: "Рішення правил", en: "Rule decisions"),
            link: .call("call_id"),
            change: """
                reason_uk = :said, reason_en = :said,
                facts = iif(:name IS NULL, '{}', json_set(facts, '$.number', :token))
                """),
        PersonalTable(
            table: "notice", label: CommonStrings.notices,
            link: .call("call_id"), change: "text = :said"),
        PersonalTable(
            table: "client", label: CommonStrings.clients,
            link: .owner(phones: "client_phone", by: "client_id"),
            searched: ["name", "company", "url", "other_phones"]),
        PersonalTable(
            table: "lead", label: CommonStrings.leads,
            link: .owner(phones: "lead_phone", by: "lead_id"),
            searched: ["name", "url", "other_phones"]),
        PersonalTable(
            table: "merge", label: LocalizedText(uk: "Об’єднання карток", en: "Merges of cards"),
            link: nil, searched: ["kept", "gone"], change: "kept = '{}', gone = '{}'"),
        PersonalTable(
            table: "missed_case", label: LocalizedText(uk: "Пропущені дзвінки", en: "Missed calls"),
            link: .number("phone"), change: "phone = :token"),
        PersonalTable(
            table: "following",
            label: LocalizedText(
                uk: "Дзвінки, що чекають на картку", en: "Calls that wait for a card"),
            link: .number("phone"), change: "phone = :token"),
        PersonalTable(
            table: "case_closing",
            label: LocalizedText(uk: "Закриття пропущених", en: "Closed missed calls"),
            link: .number("phone"), searched: ["note"],
            change: "phone = :token, note = iif(reason = 'other', :said, NULL)"),
        PersonalTable(
            table: "ignored_number",
            label: LocalizedText(uk: "Список ігнорованих", en: "Ignore list"),
            link: .number("number"), searched: ["reason"], isDeleted: true),
        PersonalTable(
            table: "number", label: LocalizedText(uk: "Пошук за номером", en: "Search by number"),
            link: .number("number"), searched: ["name"], change: "name = NULL, folded = NULL",
            isDeleted: true),
        PersonalTable(
            table: "dialling", label: LocalizedText(uk: "Набори номера", en: "Diallings"),
            link: .number("phone"), change: "phone = :token, lead_id = NULL, client_id = NULL"),
        PersonalTable(
            table: "turn", label: LocalizedText(uk: "Черги розподілу", en: "Distribution queues"),
            link: .call("call_id")),
        PersonalTable(
            table: "listening",
            label: LocalizedText(uk: "Прослухані записи", en: "Recordings played"),
            link: .call("call_id"), key: "call_id"),
        PersonalTable(
            table: "audit_entry",
            label: LocalizedText(uk: "Рядки аудиту", en: "Audit entries"),
            link: nil, searched: ["subject"]),
        PersonalTable(
            table: "saved_view", label: CommonStrings.savedViews,
            link: nil, searched: ["name", "query"],
            change: "name = :said || ' ' || id, query = ''"),
        PersonalTable(
            table: "delivery",
            label: LocalizedText(uk: "Відповіді на вебхуки", en: "Answers to webhooks"), link: nil,
            searched: ["answer"], change: "answer = NULL"),
        PersonalTable(
            table: "kept_answer",
            label: LocalizedText(uk: "Збережені відповіді CRM", en: "Answers kept for the CRM"),
            link: nil,
            searched: ["body"], change: "body = NULL"),
        PersonalTable(
            table: "import_mistake",
            label: LocalizedText(uk: "Помилки імпорту", en: "Import errors"), link: nil,
            searched: ["reason_uk", "reason_en"],
            change: "reason_uk = :said, reason_en = :said"),
    ]

    /// Tables whose rows are deleted together with rows of `tables`.
    static let belongings: Set = [
        "client_alias", "client_name", "client_phone", "client_sync", "counted_day", "inquiry",
        "lead_alias", "lead_name", "lead_phone", "lead_sync", "client_name_part", "lead_name_part",
        "number_part",
    ]

    /// Tables without personal data of people outside the company. This includes tables that only
    /// refer to a call.
    static let impersonal: Set = [
        "api_token", "attached_call", "attachment", "backup", "call_alias", "call_category",
        "call_participant",
        "client_admin",
        "comparison",
        "completeness", "connection_check", "delivery_attempt", "device",
        "dismissed_call", "employee", "employee_sync", "erasure",
        "erasure_row", "event", "extension_owner", "feed_reader", "flood_brake",
        "grdb_migrations", "import_job",
        "inquiry_find",
        "invitation", "last_received", "lead_source", "lead_status", "line", "merged_row",
        "module_off",
        "notice_preference", "password", "pause", "phonet_connection", "purge", "push_key",
        "push_subscription", "recording", "recording_copy", "recording_leftover", "removal",
        "self_check", "session", "setting",
        "setting_change", "setting_version", "sign_in_link", "sso_secret", "sso_use", "sync_named",
        "sync_run", "telegram_bot", "telegram_chat", "telegram_code", "unruled_call",
        "unwanted_notice",
        "untrusted_source", "untrusted_total",
        "webhook_endpoint", "webhook_endpoint_type", "webhook_token",
    ]
}
