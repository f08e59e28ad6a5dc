extension OpenAPI {
    /// What a setting is for; the items are numbered as in product.md §2.
    static func settingMeaning(_ key: String) -> String? {
        settingMeanings.first { $0.key == key }?.value
    }

    private static let settingMeanings: KeyValuePairs = [
        "phonet_domain": """
        Host name of the company's Phonet (item 4): under phonet.com.ua, phonet.ua or \
        betell.com.ua, or what the operator allows. A pasted scheme, path or slash is taken \
        off. Changing it demands phonet_api_key again.
        """,
        "phonet_api_key": "Write-only (item 5); empty or null takes it away.",
        "default_period_days": "Item 6; 0: today only.",
        "create_lead_on_missed_incoming": "Missed incoming calls make leads (item 7).",
        "create_lead_on_missed_incoming_if_client_exists":
            "… even if the number is a client's.",
        "create_lead_on_answered_incoming": "Answered incoming calls make leads (item 8).",
        "create_lead_on_answered_incoming_if_client_exists":
            "… even if the number is a client's (item 8).",
        "create_lead_on_missed_outgoing": "Missed outgoing calls make leads (item 9).",
        "create_lead_on_missed_outgoing_if_client_exists":
            "… even if the number is a client's.",
        "create_lead_on_answered_outgoing": "Answered outgoing calls make leads (item 10).",
        "create_lead_on_answered_outgoing_if_client_exists":
            "… even if the number is a client's (item 10).",
        "missed_call_lead_source_id": "Source of leads of missed calls (item 11).",
        "answered_call_lead_source_id": "Source of leads of answered calls (item 12).",
        "reopen_status_id":
            "The active status a lost lead gets when it is called (item 13); null: off.",
        "call_push_employee_ids": "Who is told of calls beside those responsible (item 14).",
        "push_delay_seconds": "Item 15.",
        "notify_missed_lead_responsible":
            "Missed calls are told to the lead's responsible (item 16).",
        "notify_missed_client_admins": "Missed calls are told to the client's admins (item 17).",
        "notify_missed_unknown": "Missed calls of unknown numbers are told (item 18).",
        "notify_missed_unknown_employee_ids":
            "To whom (item 18); empty: call_push_employee_ids.",
        "missed_notice_age_minutes": """
        A missed call found later in Phonet's history is told only if it ended within so many \
        minutes.
        """,
        "distribution_mode": "Item 19.",
        "distribution_employee_ids": "Who shares new leads (item 20); empty: all active employees.",
        "use_phonet_pause_as_presence":
            "Whoever set a pause at Phonet is not online for the mode `active`.",
        "module_enabled": "Off: webhooks are kept and shown, nothing else happens.",
        "webhook_allowed_networks": "IP addresses and CIDR ranges whose webhooks are trusted.",
        "employees_may_listen":
            "Whether the role `employee` may listen to recordings; administrators always may.",
        "keep_calls_days": """
        Calls that began more days ago are deleted at night with everything that belongs to them; \
        0: never. So are the other kinds.
        """,
        "keep_messages_days": "Webhook messages with their bodies.",
        "keep_notices_days": "Notices with their pushes.",
        "keep_audit_days": "Lines of the audit.",
        "keep_comparisons_days": "Comparisons with Phonet's history.",
        "timezone": "IANA name.",
        "language": "Of notices and reasons; an employee may have another.",
        "client_url_template": """
        Address of a client's card in the CRM with {id}, {external_id}, {phone}; empty: the \
        gateway's own pages.
        """,
        "lead_url_template": "The same for a lead.",
        "new_contact_url_template": "The same for a new contact.",
    ]
}
