import CallRules
import Store

/// The block of leads: a table of incoming and outgoing by missed and answered, the sources, and
/// the status for lost leads.
struct LeadsBlock {
    let page: SettingsPage

    var html: HTML {
        """
        <div class="matrix">
        \(CreationCell(page: page, direction: .incoming, outcome: .missed).html)
        \(CreationCell(page: page, direction: .incoming, outcome: .answered).html)
        \(CreationCell(page: page, direction: .outgoing, outcome: .missed).html)
        \(CreationCell(page: page, direction: .outgoing, outcome: .answered).html)
        <div class="panel">\(page.control(.missedCallLeadSourceID))</div>
        <div class="panel">\(page.control(.answeredCallLeadSourceID))</div>
        </div>
        \(page.control(.floodBrakeCalls))
        \(page.control(.reopenStatusID))
        \(page.control(.reopenedLeadOwner))
        """
    }
}

/// The switches of one kind of call, with an explanation of their effect.
struct CreationCell {
    let page: SettingsPage
    let direction: Facts.Direction
    let outcome: Call.Outcome

    private var key: SettingKey {
        switch (direction, outcome) {
        case (.incoming, .missed): .createLeadOnMissedIncoming
        case (.incoming, .answered): .createLeadOnAnsweredIncoming
        case (.outgoing, .missed): .createLeadOnMissedOutgoing
        case (.outgoing, .answered): .createLeadOnAnsweredOutgoing
        }
    }

    private var keyIfClient: SettingKey {
        switch (direction, outcome) {
        case (.incoming, .missed): .createLeadOnMissedIncomingIfClientExists
        case (.incoming, .answered): .createLeadOnAnsweredIncomingIfClientExists
        case (.outgoing, .missed): .createLeadOnMissedOutgoingIfClientExists
        case (.outgoing, .answered): .createLeadOnAnsweredOutgoingIfClientExists
        }
    }

    var html: HTML {
        let localize = page.visitor.localizer
        return """
            <div class="panel"><h3>\((direction == .incoming ? Icon.incoming : .outgoing).html) \
            \(localize(title))</h3>
            \(page.control(key, nested: page.control(keyIfClient)))
            <p class="meaning">\(localize(meaning))</p></div>
            """
    }

    private var title: LocalizedText {
        switch (direction, outcome) {
        case (.incoming, .missed):
            LocalizedText(uk: "Вхідний пропущений", en: "Incoming, missed")
        case (.incoming, .answered):
            LocalizedText(uk: "Вхідний прийнятий", en: "Incoming, answered")
        case (.outgoing, .missed):
            LocalizedText(uk: "Вихідний пропущений", en: "Outgoing, missed")
        case (.outgoing, .answered):
            LocalizedText(uk: "Вихідний прийнятий", en: "Outgoing, answered")
        }
    }

    private var meaning: LocalizedText {
        guard page.typed.isOn(key.rawValue) else {
            return LocalizedText(
                uk: "Зараз такий дзвінок ліда не створює.", en: "Now such a call creates no lead.")
        }
        let (whose, client) =
            page.typed.isOn(keyIfClient.rawValue)
            ? (
                LocalizedText(uk: "", en: ""),
                LocalizedText(
                    uk: ", навіть якщо номер має клієнт", en: ", even if a client has the number")
            )
            : (
                direction == .incoming
                    ? LocalizedText(uk: " з невідомого номера", en: " from an unknown number")
                    : LocalizedText(uk: " на невідомий номер", en: " to an unknown number"),
                LocalizedText(uk: "; для клієнта ліда не буде", en: "; for a client there is none")
            )
        return LocalizedText(
            uk: """
                Зараз такий дзвінок\(whose.uk) створює ліда з джерелом «\(source)»\(client.uk). \
                Відповідальний – \(responsible.uk).
                """,
            en: """
                Now such a call\(whose.en) creates a lead with the source “\(source)”\(client.en). \
                Responsible is \(responsible.en).
                """)
    }

    private var source: String {
        let key = "\(outcome.rawValue)_call_lead_source_id"
        let new = page.typed.newName(key)
        guard new.isEmpty, let id = Int64(page.typed.text(key)) else { return new }
        return SettingValue(localize: page.visitor.localizer, choices: page.choices).source(id)
    }

    private var responsible: LocalizedText {
        switch (direction, outcome, page.typed.text("distribution_mode")) {
        case (.incoming, .answered, _):
            LocalizedText(uk: "той, хто відповів", en: "whoever answered")
        case (.outgoing, _, _): LocalizedText(uk: "той, хто телефонував", en: "whoever called")
        case (.incoming, .missed, DistributionMode.off.rawValue):
            LocalizedText(
                uk: "той, чий телефон дзвонив, якщо це одна людина",
                en: "the one whose phone rang, if that was one person")
        case (.incoming, .missed, _):
            LocalizedText(uk: "наступний у черзі розподілу", en: "the next in the distribution")
        }
    }
}
